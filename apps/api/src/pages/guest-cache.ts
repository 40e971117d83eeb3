import { Injectable } from '@nestjs/common';
import { Packed } from './packed.js';

/** What other processes write, and what falls due by the clock, shows after this long. */
const KEPT_FOR = 5_000;
/** The oldest go first: by then they are all but stale. */
const PAGES_MAX = 500;
const BYTES_MAX = 48 * 1024 * 1024;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  // Kept by nobody else: a page has to go at once when what it showed goes.
  'cache-control': 'private, no-cache',
  vary: 'Cookie, Authorization, Accept-Encoding',
};

interface Kept {
  page: Packed;
  until: number;
}

/**
 * Guests' pages in memory, right within one write: every write of this process empties it before it is answered,
 * and a page that was being written meanwhile is not kept.
 */
@Injectable()
export class GuestCache {
  private readonly pages = new Map<string, Kept>();
  private bytes = 0;
  /** Goes up with every write. */
  epoch = 0;

  /** Something was written: no page may be what it was. */
  empty(): void {
    this.epoch += 1;
    this.pages.clear();
    this.bytes = 0;
  }

  find(key: string): Packed | undefined {
    const kept = this.pages.get(key);
    return kept && kept.until >= performance.now() ? kept.page : undefined;
  }

  /** Keeps a page that began to be written in `epoch`. */
  keep(key: string, text: string, epoch: number): Packed {
    const page = new Packed(Buffer.from(text), HEADERS);
    if (epoch !== this.epoch) return page;
    this.drop(key);
    const kept = { page, until: performance.now() + KEPT_FOR };
    this.pages.set(key, kept);
    this.bytes += sizeOf(kept);
    while (this.pages.size > PAGES_MAX || this.bytes > BYTES_MAX)
      this.drop(this.pages.keys().next().value as string);
    return page;
  }

  private drop(key: string): void {
    const kept = this.pages.get(key);
    if (!kept) return;
    this.pages.delete(key);
    this.bytes -= sizeOf(kept);
  }
}

/** Its packed forms, made later, are at most as much again. */
const sizeOf = ({ page }: Kept) => page.plain.length * 2;
