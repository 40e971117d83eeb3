import { openDiscussion } from '../discussions/opening.js';
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

/** Each event has one discussion, which opens with the event's own words. */
export async function openEventDiscussion(tx: Transaction, event: Listed): Promise<void> {
  const [row] = await tx.query<{ body: string }[]>(`SELECT body FROM event_texts WHERE event_id = $1`, [
    event.id,
  ]);
  const body = row?.body.trim() || event.title;
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
