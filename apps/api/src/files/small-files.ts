import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { PIECE, Storage } from './storage.js';

/** A leaflet that is in everybody's newsletter is asked for again and again. */
const KEPT_MS = 10_000;
const MEMORY = 16 * 1024 * 1024;

/**
 * The bytes of small files, for a moment: what is under a key never changes. Whether somebody may have them is asked
 * before, each time; this knows nothing of it.
 */
@Injectable()
export class SmallFiles {
  private readonly kept = new Map<string, { bytes: Promise<Buffer>; size: number; at: number }>();
  private held = 0;

  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  /** As small as what a stream would hold at once anyway. */
  fits(size: number): boolean {
    return size > 0 && size <= PIECE;
  }

  /** @throws when there is nothing under that key, or not all of it. */
  async whole(key: string, size: number): Promise<Buffer> {
    const now = this.clock.now().getTime();
    const known = this.kept.get(key);
    if (known && now - known.at < KEPT_MS) return known.bytes;
    const bytes = this.read(key, size);
    this.keep(key, { bytes, size, at: now });
    bytes.catch(() => this.forget(key));
    return bytes;
  }

  private async read(key: string, size: number): Promise<Buffer> {
    const bytes = await this.storage.bytes(key, { start: 0, end: size - 1 });
    if (bytes.length !== size) throw new Error('a file is shorter than it was');
    return bytes;
  }

  private keep(key: string, file: { bytes: Promise<Buffer>; size: number; at: number }): void {
    this.forget(key);
    this.kept.set(key, file);
    this.held += file.size;
    // The first of a Map came first.
    for (const oldest of this.kept.keys()) {
      if (this.held <= MEMORY) return;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    this.held -= this.kept.get(key)?.size ?? 0;
    this.kept.delete(key);
  }
}
