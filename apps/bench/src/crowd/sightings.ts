/** Who saw a version of the discussion, and when. */
export interface Sighting {
  firstSeen: number[];
  count: number;
  twice: number;
}

/** Keeps what a crowd sees, and says when all of it saw a version. */
export class Sightings {
  private readonly byVersion = new Map<number, Sighting>();
  private waiting: { version: number; size: number; done: () => void } | null = null;

  note(version: number, socket: number): void {
    const at = performance.now();
    const sighting = this.of(version);
    if (sighting.firstSeen[socket] !== undefined) {
      sighting.twice += 1;
      return;
    }
    sighting.firstSeen[socket] = at;
    sighting.count += 1;
    if (this.waiting?.version === version && sighting.count === this.waiting.size) this.waiting.done();
  }

  /** Resolves when `size` sockets saw the version, or patience ends. */
  async all(version: number, size: number, patienceMs: number): Promise<Sighting> {
    const sighting = this.of(version);
    if (sighting.count < size) {
      await new Promise<void>((resolve) => {
        const patience = setTimeout(resolve, patienceMs);
        const done = () => {
          clearTimeout(patience);
          resolve();
        };
        this.waiting = { version, size, done };
      });
      this.waiting = null;
    }
    return sighting;
  }

  forget(version: number): void {
    this.byVersion.delete(version);
  }

  private of(version: number): Sighting {
    const known = this.byVersion.get(version);
    if (known) return known;
    const made = { firstSeen: [], count: 0, twice: 0 };
    this.byVersion.set(version, made);
    return made;
  }
}
