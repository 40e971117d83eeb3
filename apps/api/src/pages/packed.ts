import type { FastifyReply, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Below this a compressed answer saves no packet. */
const WORTH_PACKING = 1_024;
const PACKABLE = /^text\/|json|javascript|svg/;
/** Packed once and sent many times, so a little more work than usual; the highest costs a second per megabyte. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

interface Form {
  body: Buffer;
  headers: OutgoingHttpHeaders;
}

/** Bytes that are sent many times: plain, gzip or brotli as the reader can, each made once, with all its headers. */
export class Packed {
  private readonly etag: string;
  private plainForm?: Form;
  private gzipForm?: Form;
  private brotliForm?: Form;

  constructor(
    readonly plain: Buffer,
    private readonly headers: { 'content-type': string; 'cache-control': string; vary: string },
  ) {
    this.etag = `W/"${hash('sha1', plain, 'base64url')}"`;
  }

  /**
   * Straight to the connection: what Fastify would do after its hooks, such as looking at the body, was done once.
   * The headers that its first hooks set are the same for every answer.
   */
  send(request: FastifyRequest, reply: FastifyReply): void {
    const { body, headers } = this.formFor(request.headers['accept-encoding'], reply);
    const known = request.headers['if-none-match']?.includes(this.etag);
    reply.hijack();
    if (!known)
      return void reply.raw.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
    const { 'content-length': _length, 'content-encoding': _encoding, ...rest } = headers;
    reply.raw.writeHead(304, rest).end();
  }

  private formFor(accepted: unknown, reply: FastifyReply): Form {
    if (typeof accepted === 'string' && this.isWorthPacking()) {
      if (/\bbr\b/.test(accepted))
        return (this.brotliForm ??= this.form(reply, brotliCompressSync(this.plain, BROTLI), 'br'));
      if (/\bgzip\b/.test(accepted))
        return (this.gzipForm ??= this.form(reply, gzipSync(this.plain), 'gzip'));
    }
    return (this.plainForm ??= this.form(reply, this.plain));
  }

  private form(reply: FastifyReply, body: Buffer, encoding?: string): Form {
    const own = { ...this.headers, etag: this.etag, 'content-length': body.length };
    const around = reply.getHeaders() as OutgoingHttpHeaders;
    return { body, headers: { ...around, ...own, ...(encoding && { 'content-encoding': encoding }) } };
  }

  private isWorthPacking(): boolean {
    return this.plain.length >= WORTH_PACKING && PACKABLE.test(this.headers['content-type']);
  }
}
