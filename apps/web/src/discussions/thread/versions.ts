/** Which changes of a thread a page has taken in: `known` has no gap below it. */
export class Versions {
  private readonly ahead = new Set<number>();

  constructor(public known: number) {}

  /** A single change arrived, perhaps out of turn. */
  heard(version: number): void {
    if (version > this.known) this.ahead.add(version);
    this.close();
  }

  /** Everything up to `version` was asked for and taken in. */
  caughtUp(version: number): void {
    this.known = Math.max(this.known, version);
    this.close();
  }

  /** A change is missing below one that was heard. */
  get gap(): boolean {
    return this.ahead.size > 0;
  }

  private close(): void {
    for (const version of this.ahead) if (version <= this.known) this.ahead.delete(version);
    while (this.ahead.delete(this.known + 1)) this.known++;
  }
}
