import { sameWords, wordsChanged } from '@fingerpost/contracts/words-changed';
import type { ActivityData } from '../activity/activity.js';
import type { Present, Wanted } from './events.write.js';
import type { Times } from './wall-clock.js';

/** What those who come must hear of. The joining link is named and never said: an activity is read by many parts. */
const TOLD = ['title', 'start', 'end', 'zone', 'format', 'place', 'access', 'joining', 'body'] as const;

type Differences = ActivityData['event.changed'];

/** Of those the ones that stand in a calendar entry. */
const IN_CALENDARS = new Set<string>(['title', 'start', 'end', 'zone', 'format', 'place', 'body']);
export const forCalendars = ({ fields }: { fields: readonly string[] }): boolean =>
  fields.some((field) => IN_CALENDARS.has(field));

/** What is kept from those who come on request: a change of the text alone. Its calendar entry waits for the next news. */
export const toldOf = (changes: Differences, quiet = false): Differences =>
  quiet && changes.fields.every((field) => field === 'body') ? { fields: [], from: {}, to: {} } : changes;

/** The difference that a change makes to those who come, before and after; of its text what is short enough to be told. */
export function differences(present: Present, times: Times, wanted: Wanted, body?: string): Differences {
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
  if (body !== undefined && !sameWords(present.body, body)) {
    const words = wordsChanged(present.body, body);
    const links = [present.link_url, wanted.joining?.url].filter((link) => link != null);
    // Whoever takes the way in out of the text, where it should not have stood, does not mean to mail it to all who wait.
    const hidden = [...words.from, ...words.to].some((line) => links.some((link) => line.includes(link)));
    [before.body, after.body] = hidden ? [[], []] : [words.from, words.to];
  }
  const fields = TOLD.filter((field) =>
    field === 'body' ? field in after : JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const said = fields.filter((field) => field !== 'joining');
  const of = (values: Record<string, unknown>) =>
    Object.fromEntries(said.map((field) => [field, values[field]]));
  return { fields, from: of(before), to: of(after) };
}

const placeWords = (place: { name: string; address: string } | '' | null): string | null =>
  place ? [place.name, place.address].filter(Boolean).join(', ') : null;
