import type { AccessFact, Event } from '@fingerpost/contracts/events';
import type { EventFacts, eventPolicy } from '@fingerpost/contracts/permissions';
import { toPerson } from '../discussions/discussion.rows.js';
import { statusOf, toEventSummary, type EventDetailRow } from './event.rows.js';
import type { SeriesRow } from './events.queries.js';

export const factsOf = (row: EventDetailRow, now: Date): EventFacts => ({
  authorId: row.author_id,
  status: statusOf(row),
  started: row.starts_at <= now,
  ended: row.ends_at <= now,
});

/** One event as one viewer sees it. */
export function presentEvent(
  row: EventDetailRow,
  { dates, later }: { dates: SeriesRow[] | null; later: Event['later'] },
  can: ReturnType<typeof eventPolicy>,
): Event {
  const mineCounts = row.my_status === 'confirmed' || row.my_status === 'waitlisted' ? 1 : 0;
  return {
    ...toEventSummary(row),
    html: row.html,
    body: can.edit ? row.body : null,
    place: row.place_name === null ? null : { name: row.place_name, address: row.place_address },
    access: row.access as AccessFact[],
    author: toPerson(row),
    showsAttendees: row.shows_attendees,
    shown: row.my_shown ?? false,
    joining: row.joining_url === null ? null : { url: row.joining_url, note: row.joining_note ?? '' },
    hasJoining: row.has_joining,
    questions: row.questions,
    calledOff: row.called_off_at && { at: row.called_off_at.toISOString(), reason: row.called_off_reason },
    discussion:
      row.discussion_id === null
        ? null
        : { id: row.discussion_id, slug: row.discussion_slug ?? '', replyCount: row.discussion_replies ?? 0 },
    series:
      dates &&
      dates.map((each) => ({ id: each.id, slug: each.slug, start: each.start, status: statusOf(each) })),
    // Nobody is told of what they did themselves.
    audience: can.edit || can.callOff ? row.going_count + row.waiting_count - mineCounts : null,
    later,
    can,
  };
}
