export type Level = 'everything' | 'digest' | 'nothing' | null;
export type Way = 'now' | 'digest' | 'never';

/** What a member chose, and whether they belong to the space. */
export interface Reader {
  member: boolean;
  space: Level;
  discussion: Level;
  personal: Way;
  rest: Way;
}
interface Post {
  id: number;
  by: number;
  removed: boolean;
  /** The way by which it came to each reader's inbox, null where it did not. */
  ways: (Way | null)[];
}

/**
 * Who must be told of which post of one question, said once more and without SQL. Readers are known by their place. It
 * holds where nobody reads, and where all that follows from one act has come before the next.
 */
export class MailModel {
  /** For each reader the posts that must have come as a mail of their own, and how many posts each digest must tell of. */
  readonly mails: number[][];
  readonly digests: number[][];
  private readonly posts: Post[] = [];
  private fresh: Post[] = [];

  constructor(
    private readonly readers: readonly Reader[],
    private readonly open: boolean,
    private readonly asker: number,
  ) {
    this.mails = readers.map(() => []);
    this.digests = readers.map(() => []);
  }

  reads(reader: number): boolean {
    return this.open || this.readers[reader]!.member;
  }

  posted(id: number, by: number, { to, names }: { to?: number; names?: number | null } = {}): void {
    const parent = this.post(to);
    const personal = [names, parent?.by, parent || this.posts.length === 0 ? null : this.asker];
    const ways = this.readers.map(({ personal: own, rest }, reader) => {
      const level = this.level(reader);
      if (reader === by || !this.reads(reader) || level === 'nothing') return null;
      if (personal.includes(reader)) return own;
      return level === 'everything' ? rest : null;
    });
    for (const [reader, way] of ways.entries()) if (way === 'now') this.mails[reader]!.push(id);
    const post = { id, by, removed: false, ways };
    this.posts.push(post);
    this.fresh.push(post);
  }

  removed(id: number): void {
    this.post(id)!.removed = true;
  }

  isRemoved(id: number | undefined): boolean {
    return this.post(id)?.removed ?? false;
  }

  /** Everybody's digest is due: it tells of what came to the inbox for it, and of the rest where the level is Digest. */
  morning(): void {
    for (const [reader, { rest }] of this.readers.entries()) {
      const level = this.level(reader);
      const news = this.fresh.filter(({ by, removed, ways }) => {
        if (by === reader || removed || !this.reads(reader)) return false;
        const way = ways[reader];
        return way ? way === 'digest' && level !== 'nothing' : level === 'digest' && rest !== 'never';
      });
      if (news.length > 0) this.digests[reader]!.push(news.length);
    }
    this.fresh = [];
  }

  private post(id: number | undefined): Post | undefined {
    return this.posts.find((each) => each.id === id);
  }

  private level(reader: number): Level {
    const { discussion, space, member } = this.readers[reader]!;
    const takesPart = this.posts.some(({ by, removed }) => by === reader && !removed);
    return discussion ?? (takesPart ? 'everything' : (space ?? (member ? 'digest' : null)));
  }
}
