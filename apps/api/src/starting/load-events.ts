import type { Transaction } from '../database/database.service.js';
import { openEventDiscussion } from '../events/event-discussion.js';
import { setReminders, writeEvent } from '../events/events.write.js';
import { HOME_ZONE, wallClockAt } from '../events/instants.js';
import { repeated, timesOf } from '../events/wall-clock.js';
import { indexPosts } from '../search/search.index.js';
import { SOURCES, indexThings } from '../search/sources.js';
import type { StartingEvent } from './content/index.js';

interface Places {
  spaces: ReadonlyMap<string, number>;
  people: ReadonlyMap<string, number>;
}

const DAY = 86_400_000;

/** Events around the day of the first start, with who comes and who waits. */
export async function loadEvents(
  tx: Transaction,
  content: readonly StartingEvent[],
  { spaces, people }: Places,
  now: Date,
): Promise<void> {
  const ids: number[] = [];
  for (const each of content) {
    const at = new Date(now.getTime() - each.writtenDaysAgo * DAY);
    const authorId = people.get(each.author)!;
    const spaceId = spaces.get(each.space)!;
    const day = (days: number) =>
      weekday(wallClockAt(new Date(now.getTime() + days * DAY), HOME_ZONE).slice(0, 10));
    const first = {
      start: `${day(each.startsInDays)}T${each.from}`,
      end: `${day(each.startsInDays + (each.lastsDays ?? 0))}T${each.to}`,
      zone: HOME_ZONE,
    };
    let seriesId: number | null = null;
    for (const times of (each.repeat ? repeated(first, each.repeat) : [first]).map(timesOf)) {
      const [author] = await tx.query<{ organisation_id: number | null }[]>(
        `SELECT organisation_id FROM people WHERE id = $1`,
        [authorId],
      );
      const id = await writeEvent(tx, {
        words: {
          status: 'listed',
          title: each.title,
          kind: each.kind,
          format: each.format,
          place: each.place ?? null,
          access: each.access,
          capacity: each.capacity ?? null,
          body: each.body,
          joining: each.joining ?? null,
          asOrganisation: each.asOrganisation ?? false,
          showsAttendees: each.showsAttendees ?? false,
          questions: each.questions ?? [],
        },
        times,
        spaceId,
        authorId,
        organisationId: each.asOrganisation ? (author?.organisation_id ?? null) : null,
        campaignId: null,
        seriesId,
        at,
      });
      ids.push(id);
      if (each.repeat) seriesId ??= id;
      await openEventDiscussion(tx, { id, spaceId, authorId, title: each.title, at });
      await setReminders(tx, id, times.startsAt > now ? times : null, now);
      await answer(tx, each, { id, people, at });
    }
    if (seriesId !== null) await tx.query(`UPDATE events SET series_id = $1 WHERE id = $1`, [seriesId]);
  }
  await tx.query(`UPDATE events SET demonstration = true WHERE id = ANY ($1)`, [ids]);
  await tx.query(
    `UPDATE discussions SET demonstration = true WHERE subject_kind = 'event' AND subject_id = ANY ($1)`,
    [ids],
  );
  await tx.query(indexPosts(`d.subject_kind = 'event' AND d.subject_id = ANY ($1)`), [ids]);
  const source = SOURCES.find(({ kind }) => kind === 'event');
  if (source) await tx.query(indexThings(source), [ids]);
}

/** Libraries of the sector meet from Monday to Friday: a weekend's day becomes the Monday after. */
function weekday(day: string): string {
  const at = new Date(`${day}T12:00:00Z`);
  const over = [1, 0, 0, 0, 0, 0, 2][at.getUTCDay()] ?? 0;
  return new Date(at.getTime() + over * DAY).toISOString().slice(0, 10);
}

/** Each as if it had been given the day after the event was listed, one after the other. */
async function answer(
  tx: Transaction,
  { going, shown = [] }: StartingEvent,
  { id, people, at }: { id: number; people: ReadonlyMap<string, number>; at: Date },
): Promise<void> {
  for (const [i, handle] of going.entries())
    await tx.query(`SELECT 1 FROM take_seat($1, $2, true, $3, $4)`, [
      id,
      people.get(handle),
      shown.includes(handle),
      new Date(at.getTime() + DAY + i * 60_000),
    ]);
}
