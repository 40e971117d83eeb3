import type { Recorded } from '../activity/activity.service.js';
import { openDiscussion, rewordOpening } from '../discussions/opening.js';
import type { Transaction } from '../database/database.service.js';
import { toExcerpt, toHtml, toText } from '../text/markdown.js';
import { toSlug } from '../text/slug.js';

interface Listed {
  id: number;
  spaceId: number;
  authorId: number | null;
  title: string;
  at: Date;
}

/** What an event says of itself: its title where it says no more. */
export const wordsFrom = ({ body, title }: { body: string; title: string }): string => body.trim() || title;

async function ownWords(tx: Transaction, { id, title }: { id: number; title: string }): Promise<string> {
  const [row] = await tx.query<{ body: string }[]>(`SELECT body FROM event_texts WHERE event_id = $1`, [id]);
  return wordsFrom({ body: row?.body ?? '', title });
}

/** Each event has one discussion, which opens with the event's own words. */
export async function openEventDiscussion(tx: Transaction, event: Listed): Promise<void> {
  const body = await ownWords(tx, event);
  const html = toHtml(body);
  const text = toText(html);
  const opened = await openDiscussion(tx, {
    spaceId: event.spaceId,
    authorId: event.authorId,
    kind: 'discussion',
    title: event.title,
    slug: toSlug(event.title, 'discussion'),
    excerpt: toExcerpt(text),
    tags: [],
    body,
    html,
    text,
    at: event.at,
    about: { kind: 'event', id: event.id },
  });
  await tx.query(`UPDATE events SET discussion_id = $2 WHERE id = $1`, [event.id, opened.id]);
}

/** Calls the discussion as the event is called now, unless somebody gave it a name of its own. Gives what is to be recorded. */
export async function renameEventDiscussion(
  tx: Transaction,
  { id, title: former }: { id: number; title: string },
  title: string,
): Promise<Recorded<'discussion.updated'> | null> {
  if (title === former) return null;
  const [row] = await tx.query<{ id: number; space_id: number; version: number }[]>(
    `WITH renamed AS (
       UPDATE discussions d SET title = $2, slug = $3, version = d.version + 1 FROM events e
       WHERE e.id = $1 AND d.id = e.discussion_id AND d.title = $4 AND d.state = 'published' RETURNING d.id, d.space_id, d.version
     ) SELECT * FROM renamed`,
    [id, title, toSlug(title, 'discussion'), former],
  );
  return row
    ? {
        kind: 'discussion.updated',
        spaceId: row.space_id,
        subjectKind: 'discussion',
        subjectId: row.id,
        data: { version: row.version },
      }
    : null;
}

/** Lets the discussion open with what the event says of itself now, unless somebody gave the opening words of its own. */
export async function rewordEventDiscussion(
  tx: Transaction,
  event: { id: number; title: string },
  former: string,
  by: number | null,
  at: Date,
): Promise<Recorded<'post.updated'> | null> {
  const body = await ownWords(tx, event);
  const [row] = await tx.query<{ id: number | null }[]>(
    `SELECT discussion_id AS id FROM events WHERE id = $1`,
    [event.id],
  );
  if (body === former || row?.id == null) return null;
  const html = toHtml(body);
  const text = toText(html);
  const words = { body, html, text, excerpt: toExcerpt(text), by, at };
  const reworded = await rewordOpening(tx, row.id, former, words);
  return (
    reworded && {
      kind: 'post.updated',
      spaceId: reworded.spaceId,
      subjectKind: 'post',
      subjectId: reworded.postId,
      data: { discussionId: row.id, version: reworded.version },
    }
  );
}
