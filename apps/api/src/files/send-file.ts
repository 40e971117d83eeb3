import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { FORMATS } from '@fingerpost/contracts/formats';
import { DomainError, notFound } from '../http/problem.js';
import { disposition } from './file-name.js';
import type { FileRow } from './file.rows.js';
import { SmallFiles } from './small-files.js';
import { Storage, type Part } from './storage.js';

/** Whatever it holds, a browser that shows it anyway gives it no script, no origin and nothing to load. */
const SANDBOX = "default-src 'none'; sandbox";
/** Access is asked again each time; only the bytes may stay. */
const CACHE = 'private, no-cache';

/** Hands a file over whose reader was asked for before: to be saved, whole or in part, never as a page. */
@Injectable()
export class FileSender {
  constructor(
    private readonly storage: Storage,
    private readonly small: SmallFiles,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply, file: FileRow): Promise<void> {
    if (!file.key || !file.sha256) throw notFound();
    const etag = `"${file.sha256.toString('base64url')}"`;
    const { type } = FORMATS[file.format];
    // Its length and its parts are of the bytes as they are.
    request.headers['x-no-compression'] = 'yes';
    reply
      .header('etag', etag)
      .header('cache-control', CACHE)
      .header('vary', 'Cookie, Authorization')
      .header('accept-ranges', 'bytes')
      .header('content-security-policy', SANDBOX)
      .header('content-type', type.startsWith('text/') ? `${type}; charset=utf-8` : type)
      .header('content-disposition', disposition(file.name));
    if (names(request.headers['if-none-match'], etag)) return void reply.code(304).send();
    const part = this.partOf(request, reply, etag, file.size);
    const { start, end } = part ?? { start: 0, end: file.size - 1 };
    reply.header('content-length', end - start + 1);
    if (part) reply.code(206).header('content-range', `bytes ${start}-${end}/${file.size}`);
    // Nothing is opened for a question about its length alone.
    if (request.method === 'HEAD') return void reply.send(Readable.from([]));
    // In one piece: a stream costs more than such a file.
    if (this.small.fits(file.size))
      return void reply.send((await this.small.whole(file.key, file.size)).subarray(start, end + 1));
    void reply.send(await this.storage.read(file.key, part ?? undefined));
  }

  /** A small picture of it, made here: the only thing of a file that pages show. */
  async sendThumbnail(request: FastifyRequest, reply: FastifyReply, file: FileRow): Promise<void> {
    if (!file.thumbnail_key || !file.sha256) throw notFound();
    await this.sendPicture(
      request,
      reply,
      file.thumbnail_key,
      `"${file.sha256.toString('base64url')}-small"`,
    );
  }

  /** A picture that was drawn here, within the text that names it. */
  async sendShown(request: FastifyRequest, reply: FastifyReply, file: FileRow): Promise<void> {
    if (!file.key || !file.sha256 || file.width === null) throw notFound();
    await this.sendPicture(request, reply, file.key, `"${file.sha256.toString('base64url')}"`);
  }

  private async sendPicture(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    etag: string,
  ): Promise<void> {
    reply
      .header('etag', etag)
      .header('cache-control', CACHE)
      .header('vary', 'Cookie, Authorization')
      .header('content-security-policy', SANDBOX)
      .header('content-type', 'image/webp');
    if (names(request.headers['if-none-match'], etag)) return void reply.code(304).send();
    void reply.send(await this.storage.read(key));
  }

  private partOf(request: FastifyRequest, reply: FastifyReply, etag: string, size: number): Part | null {
    const { range, 'if-range': unchanged } = request.headers;
    if (!range || (unchanged !== undefined && unchanged !== etag)) return null;
    const part = rangeOf(range, size);
    if (part !== 'outside') return part;
    reply.header('content-range', `bytes */${size}`);
    throw new DomainError('outside', 416, 'The file has no such part.');
  }
}

/** One range of bytes (RFC 9110); of several, or what cannot be read, the whole is given instead. */
export function rangeOf(range: string, size: number): Part | null | 'outside' {
  const said = /^bytes=(\d*)-(\d*)$/.exec(range.trim());
  if (!said || (said[1] === '' && said[2] === '')) return null;
  const [from, to] = [said[1] ?? '', said[2] ?? ''];
  if (from === '') {
    const last = Number(to);
    return last === 0 ? 'outside' : { start: Math.max(0, size - last), end: size - 1 };
  }
  const [start, end] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (start >= size) return 'outside';
  return end < start ? null : { start, end };
}

const names = (asked: string | undefined, etag: string) =>
  asked !== undefined &&
  (asked.trim() === '*' || asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
