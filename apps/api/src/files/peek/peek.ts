import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What is seen of a document without opening it: its words, how long it is, and a small picture of its first page. */
export interface Peeked {
  text: string;
  pages: number | null;
  thumbnail: Buffer | null;
  /** The whole picture, drawn anew without what its camera wrote, its sides in pixels. */
  picture: { bytes: Buffer; width: number; height: number } | null;
}
export const NOTHING: Peeked = { text: '', pages: null, thumbnail: null, picture: null };

/** *pdf* and *picture* want words and a thumbnail; *shown* a picture to be shown within a text. */
export type Wish = 'pdf' | 'picture' | 'shown';

/** A document that takes longer goes without a picture. */
const TIME = 20_000;
const MEMORY_MB = 384;
/** The words of a long report; search needs no more. */
export const TEXT_MAX = 200_000;

/** Beside this file as it is written, and in `dist` once built, whatever chunk this one went to. */
function childFile(): string {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return fileURLToPath(new URL('./peek.child.ts', here));
  return fileURLToPath(new URL(here.includes('/chunks/') ? '../peek.js' : './peek.js', here));
}

/** What crosses between processes arrives as plain arrays of bytes. */
const asBuffers = (told: Peeked): Peeked => ({
  ...told,
  thumbnail: told.thumbnail && Buffer.from(told.thumbnail),
  picture: told.picture && { ...told.picture, bytes: Buffer.from(told.picture.bytes) },
});

/** Asks a process of its own; one that dies, hangs or eats memory has found nothing, and nobody else notices. */
export function peek(make: Wish, path: string): Promise<Peeked> {
  const child = fork(childFile(), [], {
    execArgv: [`--max-old-space-size=${MEMORY_MB}`, '--no-warnings'],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME);
    const done = (found: Peeked) => {
      clearTimeout(timer);
      resolve(found);
    };
    child.once('message', (told: Peeked | { fault: string }) =>
      done('fault' in told ? NOTHING : asBuffers(told)),
    );
    child.once('exit', () => done(NOTHING));
    child.once('error', () => done(NOTHING));
    child.send({ make, path, textMax: TEXT_MAX });
  });
}
