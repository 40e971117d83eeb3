import type { Socket } from 'node:net';
import { problem } from './problem.js';

const STRAY = /%(?![0-9a-f]{2})/gi;
const ESCAPED = /(?:%[0-9a-f]{2})+/gi;

/** An address with percent signs that escape nothing readable: they stand for themselves, and lead to nothing as usual. */
export function readable(url: string): string {
  if (!url.includes('%')) return url;
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  const mended = path
    .replaceAll(STRAY, '%25')
    .replaceAll(ESCAPED, (run) => (isReadable(run) ? run : run.replaceAll('%', '%25')));
  return end === -1 ? mended : mended + url.slice(end);
}

function isReadable(run: string): boolean {
  try {
    decodeURIComponent(run);
    return true;
  } catch {
    return false;
  }
}

const STATUS: Record<string, [status: number, words: string, code: string, detail: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'too_large', 'The headers are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'too_slow', 'This came too slowly.'],
};
const BROKEN = [400, 'Bad Request', 'malformed', 'This is no request.'] as const;

/** For what breaks off before it is a request: the same form of answer, written to the line itself. */
export function refuseUnread(fault: NodeJS.ErrnoException, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy(fault);
  const [status, words, code, detail] = STATUS[fault.code ?? ''] ?? BROKEN;
  const body = JSON.stringify(problem(status, code, detail));
  socket.end(
    `HTTP/1.1 ${status} ${words}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
