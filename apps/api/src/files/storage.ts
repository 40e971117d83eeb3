import type { Readable } from 'node:stream';

/** Part of a file, both ends included, as in a Range header. */
export interface Part {
  start: number;
  end: number;
}
export interface Stored {
  key: string;
  size: number;
  changedAt: Date;
}

/** What a stream of a file takes at once. Larger than usual: fewer turns of the loop for each download. */
export const PIECE = 256 * 1024;

/** Where bytes are kept: a folder or a bucket. Keys are ours, made of letters, digits and dots; names of people never get here. */
export abstract class Storage {
  /** @throws when there is nothing under that key. */
  abstract read(key: string, part?: Part): Promise<Readable>;
  /** Some bytes of a file, as many as there are, in one piece. */
  async bytes(key: string, part: Part): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of await this.read(key, part)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
  /** Null where there is nothing. */
  abstract size(key: string): Promise<number | null>;
  /** Whole or not at all. */
  abstract write(key: string, bytes: Buffer): Promise<void>;
  /** No matter whether it was there. */
  abstract remove(key: string): Promise<void>;
  abstract all(): AsyncIterable<Stored>;
  /** The file on this machine, where it is on this machine. */
  abstract pathOf(key: string): string | null;
}
