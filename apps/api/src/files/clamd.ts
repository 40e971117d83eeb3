import { createConnection } from 'node:net';
import type { Readable } from 'node:stream';

/** `unknown` is never taken for clean: the scanner could not be asked, or would not take the whole file. */
export type Scan = 'clean' | 'virus' | 'too_large_to_scan' | 'scanner_away';

/** A large film on a slow scanner. */
const PATIENCE = 120_000;

/** Sends a file to a ClamAV daemon in pieces (its INSTREAM command) and reads what it says. */
export async function scan(at: { host: string; port: number }, file: Readable): Promise<Scan> {
  const socket = createConnection(at);
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error('timeout')));
  let said = '';
  const answered = new Promise<void>((done) => {
    socket.on('data', (data) => (said += data.toString('latin1')));
    socket.once('close', done);
    // Whatever fails ends with `close`; what was said by then counts.
    socket.on('error', () => undefined);
  });
  const send = (bytes: Buffer) =>
    new Promise<void>((done, fail) => socket.write(bytes, (fault) => (fault ? fail(fault) : done())));
  try {
    await send(Buffer.from('zINSTREAM\0'));
    for await (const piece of file) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE((piece as Buffer).length);
      await send(Buffer.concat([length, piece as Buffer]));
    }
    await send(Buffer.alloc(4));
  } catch {
    // It hangs up on what is too large for it, after saying so.
  }
  file.destroy();
  await answered;
  return verdictOf(said);
}

function verdictOf(said: string): Scan {
  if (/\bFOUND\b/.test(said)) return 'virus';
  if (/^stream: OK\0?\s*$/.test(said)) return 'clean';
  return /size limit exceeded/i.test(said) ? 'too_large_to_scan' : 'scanner_away';
}
