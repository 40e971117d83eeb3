import { createInflateRaw } from 'node:zlib';
import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes of a file from `start`, at most `length` of them. */
export type ReadAt = (start: number, length: number) => Promise<Buffer>;

export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  locked: boolean;
  packed: number;
  size: number;
  /** Of its local header. */
  offset: number;
}

/** A file that is no proper archive of one piece, or that unpacks to more than it says. */
export class ZipFault extends Error {}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const COMMENT_MAX = 0xffff;
/** A long report of Word has some hundreds. */
const ENTRIES_MAX = 5_000;
const DIRECTORY_MAX = 4 * 1024 * 1024;

/**
 * The list at the end of an archive. Strict: it begins at the first byte, ends at the last and has no gaps before its
 * list, so that nothing else hides in the same file. Large archives of the 64-bit kind are not documents.
 */
export async function readZip(size: number, read: ReadAt): Promise<ZipEntry[]> {
  const from = Math.max(0, size - END_LENGTH - COMMENT_MAX);
  const tail = await read(from, size - from);
  const at = endOf(tail);
  if (at === null) throw new ZipFault('has no list');
  const count = tail.readUInt16LE(at + 10);
  const listLength = tail.readUInt32LE(at + 12);
  const listAt = tail.readUInt32LE(at + 16);
  if (listAt + listLength !== from + at) throw new ZipFault('has more in it than its list says');
  if (count > ENTRIES_MAX || listLength > DIRECTORY_MAX) throw new ZipFault('has too many parts');
  if ((await read(0, 4)).readUInt32LE(0) !== LOCAL) throw new ZipFault('begins with something else');
  const entries = entriesOf(await read(listAt, listLength), count);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  // Parts that lie over each other are a known bomb.
  if (packed > size) throw new ZipFault('has parts over each other');
  return entries;
}

/** Where the end of a list begins whose comment reaches to the last byte. */
export function endOf(tail: Buffer): number | null {
  for (let at = tail.length - END_LENGTH; at >= 0; at--)
    if (tail.readUInt32LE(at) === END && at + END_LENGTH + tail.readUInt16LE(at + 20) === tail.length)
      return at;
  return null;
}

function entriesOf(list: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > list.length || list.readUInt32LE(at) !== ENTRY) throw new ZipFault('has a broken list');
    const nameLength = list.readUInt16LE(at + 28);
    entries.push({
      name: list.toString('utf8', at + 46, at + 46 + nameLength),
      method: list.readUInt16LE(at + 10),
      locked: (list.readUInt16LE(at + 8) & 1) === 1,
      packed: list.readUInt32LE(at + 20),
      size: list.readUInt32LE(at + 24),
      offset: list.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the packed bytes of a part are. */
export async function placeOf(entry: ZipEntry, read: ReadAt): Promise<number> {
  const header = await read(entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL)
    throw new ZipFault('has a part that is not there');
  return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Unpacks a part and hands its pieces over; never more than its list says that it is. */
export async function unpack(
  entry: ZipEntry,
  packed: Readable,
  take: (piece: Buffer) => void = () => undefined,
): Promise<void> {
  if (entry.method !== 0 && entry.method !== 8) throw new ZipFault('is packed in an unusual way');
  let seen = 0;
  const count = new Writable({
    write(piece: Buffer, _encoding, done) {
      seen += piece.length;
      if (seen > entry.size) return done(new ZipFault('unpacks to more than it says'));
      take(piece);
      done();
    },
  });
  try {
    if (entry.method === 8) await pipeline(packed, createInflateRaw(), count);
    else await pipeline(packed, count);
  } catch (fault) {
    throw fault instanceof ZipFault ? fault : new ZipFault((fault as Error).message);
  }
  if (seen !== entry.size) throw new ZipFault('unpacks to less than it says');
}
