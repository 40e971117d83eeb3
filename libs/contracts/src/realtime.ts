import type { Post } from './discussions.js';
import type { Notification } from './notifications.js';

/** Rooms that a page may watch; the member's own room is joined at connect. */
export type Room = `discussion:${number}` | `space:${number}` | `event:${number}` | `board:${number}`;
export type WatchAnswer = { ok: true; at: number } | { ok: false; code: string };

/** A post as a guest would read it, with the version of the discussion that this change made, and how many replies it left. */
export type PostMessage = Post & { replyCount: number };
export interface DiscussionMessage {
  id: number;
  discussionId: number;
  version: number;
  title: string;
  closed: boolean;
  answerPostId: number | null;
}
/** To every page of who reads it: a list of this space, or of all, says "2 new discussions, show". */
export interface SpaceMessage {
  spaceId: number;
  discussionId: number;
}

/** Of an event, as a guest would read it: what may change while its page is open. */
export interface EventMessage {
  id: number;
  eventId: number;
  version: number;
  status: 'listed' | 'called_off';
  goingCount: number;
  waitingCount: number;
}
export interface ServerToClientEvents {
  'post.created': (message: PostMessage) => void;
  'post.updated': (message: PostMessage) => void;
  'post.deleted': (message: PostMessage) => void;
  'discussion.updated': (message: DiscussionMessage) => void;
  'discussion.created': (message: SpaceMessage) => void;
  'event.updated': (message: EventMessage) => void;
  /** To the member's own sockets: something came into the inbox. Whoever was away asks by number. */
  'notification.created': (message: Notification) => void;
  /** To the member's own sockets: something was read somewhere, so the bell asks again. */
  'notifications.read': (message: Record<string, never>) => void;
  /** The server took the viewer out of a room: access is gone. */
  'room.left': (message: { room: string }) => void;
}
export interface ClientToServerEvents {
  watch: (message: { room: string }, answer: (result: WatchAnswer) => void) => void;
  unwatch: (message: { room: string }, answer: (result: WatchAnswer) => void) => void;
}
