import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Kept {
  bytes: Buffer;
  at: Date;
  meta: Record<string, string>;
}

/** An S3 service as far as uploads and downloads ask of one: objects, parts of objects, and uploads of many parts. */
export async function fakeS3(): Promise<{
  env: Record<string, string>;
  server: Server;
  keys: () => string[];
}> {
  const objects = new Map<string, Kept>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://s3');
    const key = url.pathname.split('/').slice(2).join('/');
    const id = url.searchParams.get('uploadId');
    const bytes = unchunked(request, await bodyOf(request));
    const xml = (text: string) => response.writeHead(200, { 'content-type': 'application/xml' }).end(text);
    if (request.method === 'POST' && url.searchParams.has('uploads')) {
      const made = randomUUID();
      uploads.set(made, new Map());
      return void xml(
        `<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${made}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (id !== null) {
      const parts = uploads.get(id) ?? new Map<number, Buffer>();
      if (request.method === 'PUT') {
        parts.set(Number(url.searchParams.get('partNumber')), bytes);
        return void response.writeHead(200, { etag: etagOf(bytes) }).end();
      }
      if (request.method === 'GET')
        return void xml(
          `<ListPartsResult><IsTruncated>false</IsTruncated>${[...parts].map(([number, part]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etagOf(part)}</ETag><Size>${part.length}</Size></Part>`).join('')}</ListPartsResult>`,
        );
      const whole = Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, part]) => part));
      if (request.method === 'POST') objects.set(key, { bytes: whole, at: new Date(), meta: {} });
      uploads.delete(id);
      return void xml(`<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`);
    }
    if (request.method === 'GET' && key === '')
      return void xml(
        `<ListBucketResult><IsTruncated>false</IsTruncated>${[...objects].map(([name, { bytes: kept, at }]) => `<Contents><Key>${name}</Key><Size>${kept.length}</Size><LastModified>${at.toISOString()}</LastModified></Contents>`).join('')}</ListBucketResult>`,
      );
    if (request.method === 'PUT') {
      const meta = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => name.startsWith('x-amz-meta-')),
      ) as Record<string, string>;
      objects.set(key, { bytes, at: new Date(), meta });
      return void response.writeHead(200, { etag: etagOf(bytes) }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return void response.writeHead(204).end();
    }
    const found = objects.get(key);
    if (!found)
      return void response
        .writeHead(404, { 'content-type': 'application/xml' })
        .end('<Error><Code>NoSuchKey</Code></Error>');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = from === undefined ? found.bytes : found.bytes.subarray(Number(from), Number(to) + 1);
    response.writeHead(from === undefined ? 200 : 206, {
      ...found.meta,
      'content-length': part.length,
      etag: etagOf(found.bytes),
    });
    response.end(request.method === 'HEAD' ? undefined : part);
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const env = {
    S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    S3_BUCKET: 'fingerpost',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
  };
  return { env, server, keys: () => [...objects.keys()].toSorted() };
}

const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A body that is signed piece by piece comes with the length of each before it. */
function unchunked({ headers }: IncomingMessage, body: Buffer): Buffer {
  if (!String(headers['x-amz-content-sha256']).startsWith('STREAMING-')) return body;
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const line = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!length) break;
    pieces.push(body.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
  return Buffer.concat(pieces);
}
