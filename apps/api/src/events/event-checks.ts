import type { CreateEvent } from '@fingerpost/contracts/events';
import type { Transaction } from '../database/database.service.js';
import { DomainError, invalid } from '../http/problem.js';
import type { Viewer } from '../http/viewer.js';
import type { Change, Present } from './events.write.js';
import { timesOf, type Times } from './wall-clock.js';

/** @throws DomainError 422 for what a listed event must have, and what a wellbeing event must not. `times` are given where they are new. */
export function mayBeListed(
  {
    kind,
    showsAttendees,
    status,
    format,
    place,
  }: Pick<CreateEvent, 'kind' | 'showsAttendees' | 'status' | 'format' | 'place'>,
  times: Times | null,
  now: Date,
): void {
  if (kind === 'wellbeing' && showsAttendees)
    throw invalid('showsAttendees', 'is not for a wellbeing event, which never shows who comes');
  if (status === 'draft') return;
  if (format !== 'online' && !place)
    throw invalid('place.name', 'is missing: people need to know where to go');
  if (times && times.startsAt <= now) throw invalid('start', 'has passed');
}

/** One's own organisation; nobody lists for another. */
export async function organisationOf(tx: Transaction, viewer: Viewer): Promise<number> {
  const [row] = await tx.query<{ organisation_id: number | null }[]>(
    `SELECT organisation_id FROM people WHERE id = $1`,
    [viewer.personId],
  );
  if (!row?.organisation_id) throw invalid('asOrganisation', 'needs your organisation in your details');
  return row.organisation_id;
}

/** A series is asked for by its first date, so what is amiss with another is the series' fault. */
export function dateOfSeries(span: { start: string; end: string; zone: string }): Times {
  try {
    return timesOf(span);
  } catch (fault) {
    if (fault instanceof DomainError)
      throw invalid(
        'repeat',
        `would be at ${span.start.replace('T', ' ')}, which ${fault.more.errors?.[0]?.message ?? 'does not exist'}`,
      );
    throw fault;
  }
}

/** What is amiss with another date of a series than the one that was asked about says which. */
export const ofDate =
  (start: string) =>
  (fault: unknown): never => {
    const [first] = (fault instanceof DomainError && fault.more.errors) || [];
    throw first ? invalid(first.path, `${first.message}, at the date ${start.replace('T', ' ')}`) : fault;
  };

/** Times are asked about again only where they change: what was right when it was written stands. */
export function timesAfter(present: Present, input: Change): Times {
  const span = {
    start: input.start ?? present.start,
    end: input.end ?? present.end,
    zone: input.zone ?? present.zone,
  };
  const same = span.start === present.start && span.end === present.end && span.zone === present.zone;
  return same ? { ...span, startsAt: present.startsAt, endsAt: present.endsAt } : timesOf(span);
}

/** A campaign by its slug, and none where none is meant. */
export async function campaignOf(tx: Transaction, slug: string | null): Promise<number | null> {
  if (slug === null) return null;
  const [row] = await tx.query<{ id: number }[]>(`SELECT id FROM campaigns WHERE slug = $1`, [slug]);
  if (!row) throw invalid('campaign', 'is not a campaign');
  return row.id;
}
