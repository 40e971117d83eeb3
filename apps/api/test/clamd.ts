import { createServer, type AddressInfo, type Server } from 'node:net';

/** The harmless text that every scanner takes for a virus; in two pieces, so that no scanner takes this file for one. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A ClamAV daemon as far as INSTREAM goes: knows one virus, and has a limit of size. */
export async function fakeClamd(
  limit = 4 * 1024 * 1024,
): Promise<{ url: string; server: Server; asked: () => number }> {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    let seen = Buffer.alloc(0);
    let said = false;
    const say = (words: string) => {
      said = true;
      socket.end(words);
    };
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      // What still comes is read away, or the answer would go down with a reset connection.
      if (said) return;
      seen = Buffer.concat([seen, data]);
      const stream = piecesOf(seen.subarray('zINSTREAM\0'.length));
      if (stream.length > limit) say('INSTREAM size limit exceeded. ERROR\0');
      else if (stream.whole)
        say(stream.bytes.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked: () => asked };
}

function piecesOf(sent: Buffer): { bytes: Buffer; length: number; whole: boolean } {
  const pieces: Buffer[] = [];
  let at = 0;
  while (at + 4 <= sent.length) {
    const length = sent.readUInt32BE(at);
    if (length === 0) {
      const bytes = Buffer.concat(pieces);
      return { bytes, length: bytes.length, whole: true };
    }
    pieces.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const bytes = Buffer.concat(pieces);
  return { bytes, length: bytes.length, whole: false };
}
