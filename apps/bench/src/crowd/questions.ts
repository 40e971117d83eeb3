/** What the bench asks of a crowd, over IPC, and what it answers. */
export interface Questions {
  connect: { ask: { origin: string; discussion: number; size: number }; answer: number };
  rounds: { ask: { url: string; headers: Record<string, string>; bodies: string[] }; answer: Seen };
  /** The last message that a socket got, whole. */
  last: { ask: null; answer: PostMessage | null };
}

export interface PostMessage {
  version: number;
  [field: string]: unknown;
}

/** Milliseconds from sending a post to its being seen, one for each socket and post. */
export interface Seen {
  delays: number[];
  missed: number;
  twice: number;
}
