import type { ActivityData } from '../activity/activity.js';
import type { Present, Wanted } from './events.write.js';
import type { Times } from './wall-clock.js';

/** What those who come must hear of. The joining link is named and never said: an activity is read by many parts. */
const TOLD = ['title', 'start', 'end', 'zone', 'format', 'place', 'access', 'joining'] as const;

/** Of those the ones that stand in a calendar entry. */
const IN_CALENDARS = new Set<string>(['title', 'start', 'end', 'zone', 'format', 'place']);
export const forCalendars = ({ fields }: { fields: readonly string[] }): boolean =>
  fields.some((field) => IN_CALENDARS.has(field));

/** The difference that a change makes to those who come, before and after. */
export function differences(present: Present, times: Times, wanted: Wanted): ActivityData['event.changed'] {
  const before: Record<string, unknown> = {
    title: present.title,
    start: present.start,
    end: present.end,
    zone: present.zone,
    format: present.format,
    place: placeWords(present.place_name && { name: present.place_name, address: present.place_address }),
    access: [...present.access].sort(),
    joining: [present.link_url, present.link_url && present.link_note],
  };
  const after: Record<string, unknown> = {
    title: wanted.title,
    start: times.start,
    end: times.end,
    zone: times.zone,
    format: wanted.format,
    place: placeWords(wanted.place),
    access: [...wanted.access].sort(),
    joining: [wanted.joining?.url ?? null, wanted.joining?.note ?? null],
  };
  const fields = TOLD.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const said = fields.filter((field) => field !== 'joining');
  const of = (values: Record<string, unknown>) =>
    Object.fromEntries(said.map((field) => [field, values[field]]));
  return { fields, from: of(before), to: of(after) };
}

const placeWords = (place: { name: string; address: string } | '' | null): string | null =>
  place ? [place.name, place.address].filter(Boolean).join(', ') : null;
