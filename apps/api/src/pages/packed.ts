import type { FastifyReply, FastifyRequest } from 'fastify';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Below this a compressed answer saves no packet. */
const WORTH_PACKING = 1_024;
const PACKABLE = /^text\/|json|javascript|svg/;
/** Packed once and sent many times, so a little more work than usual; the highest costs a second per megabyte. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

/** Bytes that are sent many times: plain, gzip or brotli as the reader can, each made once. */
export class Packed {
  private gzip?: Buffer;
  private brotli?: Buffer;

  constructor(
    readonly plain: Buffer,
    private readonly type: string,
    private readonly etag: string,
  ) {}

  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const vary = reply.getHeader('vary');
    void reply.header('etag', this.etag).header('vary', vary ? `${String(vary)}, Accept-Encoding` : 'Accept-Encoding');
    if (request.headers['if-none-match']?.includes(this.etag)) return reply.code(304).send();
    void reply.header('content-type', this.type);
    const accepted = this.packs ? (request.headers['accept-encoding'] ?? '') : '';
    if (/\bbr\b/.test(String(accepted))) return reply.header('content-encoding', 'br').send((this.brotli ??= brotliCompressSync(this.plain, BROTLI)));
    if (/\bgzip\b/.test(String(accepted))) return reply.header('content-encoding', 'gzip').send((this.gzip ??= gzipSync(this.plain)));
    return reply.send(this.plain);
  }

  private get packs(): boolean {
    return this.plain.length >= WORTH_PACKING && PACKABLE.test(this.type);
  }
}
