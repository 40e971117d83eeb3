import type { z } from 'zod';
import type {
  AccessFact,
  ChangeEvent,
  CreateEvent,
  Event,
  EventFormat,
  EventKind,
} from '@fingerpost/contracts/events';
import { sameWords } from '@fingerpost/contracts/words-changed';
import { BODY_MAX, QUESTIONS_MAX, SERIES_MAX, TITLE_MIN } from '@fingerpost/contracts/limits';

/** What is typed into the form of an event. */
export interface EventWords {
  title: string;
  kind: EventKind;
  space: string;
  date: string;
  from: string;
  to: string;
  endDate: string;
  zone: string;
  format: EventFormat;
  placeName: string;
  address: string;
  access: AccessFact[];
  capacity: string;
  link: string;
  linkNote: string;
  body: string;
  campaign: string;
  asOrganisation: boolean;
  showsAttendees: boolean;
  questions: string[];
  repeat: '' | 'week' | 'fortnight' | 'month';
  count: string;
}

export const BLANK: EventWords = {
  title: '',
  kind: 'training',
  space: '',
  date: '',
  from: '',
  to: '',
  endDate: '',
  zone: 'Europe/London',
  format: 'in_person',
  placeName: '',
  address: '',
  access: [],
  capacity: '',
  link: '',
  linkNote: '',
  body: '',
  campaign: '',
  asOrganisation: false,
  showsAttendees: false,
  questions: [],
  repeat: '',
  count: '4',
};

/** The paths that the server may name; the form's fields have their ids. */
export const EVENT_FIELDS = [
  'title',
  'kind',
  'spaceId',
  'date',
  'start',
  'end',
  'endDate',
  'zone',
  'format',
  'place.name',
  'place.address',
  'access',
  'capacity',
  'joining.url',
  'joining.note',
  'body',
  'campaign',
  'asOrganisation',
  'showsAttendees',
  'questions',
  ...Array.from({ length: QUESTIONS_MAX }, (_, at) => `questions.${at}`),
  'repeat',
  'repeat.count',
];

type Fault =
  | 'title'
  | 'space'
  | 'date'
  | 'from'
  | 'to'
  | 'order'
  | 'place'
  | 'capacity'
  | 'link'
  | 'body'
  | 'question'
  | 'count';

const whole = (text: string, from: number, to: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to;

/** What the browser can tell by itself. A draft needs no more than its title and its hours. */
export function eventFaults(words: EventWords, draft: boolean): Record<string, Fault | false> {
  const wantsPlace = !draft && words.format !== 'online' && words.placeName.trim() === '';
  const link = words.link.trim();
  return {
    title: words.title.trim().length < TITLE_MIN && 'title',
    spaceId: words.space === '' && 'space',
    ...timeFaults(words),
    'place.name': wantsPlace && 'place',
    capacity: words.capacity.trim() !== '' && !whole(words.capacity, 1, 1e9) && 'capacity',
    'joining.url': link !== '' && !/^https?:\/\/\S+$/i.test(link) && 'link',
    body: words.body.length > BODY_MAX && 'body',
    ...questionFaults(words.questions),
    'repeat.count': words.repeat !== '' && !whole(words.count, 2, SERIES_MAX) && 'count',
  };
}

const questionFaults = (questions: readonly string[]): Record<string, Fault | false> =>
  Object.fromEntries(
    questions.map((text, at) => [
      `questions.${at}`,
      text.trim() !== '' && text.trim().length < TITLE_MIN && 'question',
    ]),
  );

function timeFaults({
  date,
  from,
  to,
  endDate,
}: EventWords): Record<'date' | 'start' | 'end', Fault | false> {
  const whole = date !== '' && from !== '' && to !== '';
  const backwards = whole && `${endDate || date}T${to}` <= `${date}T${from}`;
  return {
    date: date === '' && 'date',
    start: from === '' && 'from',
    end: (to === '' && 'to') || (backwards && 'order'),
  };
}

const shared = (words: EventWords) => ({
  title: words.title,
  kind: words.kind,
  start: `${words.date}T${words.from}`,
  end: `${words.endDate || words.date}T${words.to}`,
  zone: words.zone,
  format: words.format,
  place:
    words.format === 'online' || words.placeName.trim() === ''
      ? null
      : { name: words.placeName, address: words.address },
  access: words.access,
  capacity: words.capacity.trim() === '' ? null : Number(words.capacity),
  joining:
    words.format === 'in_person' || words.link.trim() === ''
      ? null
      : { url: words.link.trim(), note: words.linkNote },
  body: words.body,
  campaign: words.campaign || null,
  asOrganisation: words.asOrganisation,
  // A wellbeing event never shows who comes; the switch is not there then.
  showsAttendees: words.showsAttendees && words.kind !== 'wellbeing',
  questions: words.questions.map((text) => text.trim()).filter(Boolean),
});

export const toCreate = (
  words: EventWords,
  spaceId: number,
  status: 'draft' | 'listed',
): z.input<typeof CreateEvent> => ({
  ...shared(words),
  spaceId,
  status,
  ...(words.repeat && { repeat: { every: words.repeat, count: Number(words.count) } }),
});

export const wordsOf = (event: Event): EventWords => ({
  ...BLANK,
  title: event.title,
  kind: event.kind,
  space: event.space.slug,
  date: event.start.slice(0, 10),
  from: event.start.slice(11),
  to: event.end.slice(11),
  endDate: event.end.slice(0, 10) === event.start.slice(0, 10) ? '' : event.end.slice(0, 10),
  zone: event.zone,
  format: event.format,
  placeName: event.place?.name ?? '',
  address: event.place?.address ?? '',
  access: [...event.access],
  capacity: event.capacity === null ? '' : String(event.capacity),
  link: event.joining?.url ?? '',
  linkNote: event.joining?.note ?? '',
  body: event.body ?? '',
  campaign: event.campaign?.slug ?? '',
  asOrganisation: event.organisation !== null,
  showsAttendees: event.showsAttendees,
  questions: event.questions.map(({ text }) => text),
});

/** Only what differs is sent, so that what others changed meanwhile stands. */
export function toChange(words: EventWords, base: Event): Omit<ChangeEvent, 'version'> {
  const [mine, theirs] = [shared(words), shared(wordsOf(base))];
  return Object.fromEntries(
    Object.entries(mine).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(theirs[name as keyof typeof theirs]),
    ),
  ) as Omit<ChangeEvent, 'version'>;
}

/** Of these those who come are told. */
const TOLD = new Set(['title', 'start', 'end', 'zone', 'format', 'place', 'access', 'joining', 'body']);
export const toldFields = (changes: Partial<ChangeEvent>, base: Event): string[] =>
  Object.keys(changes).filter(
    (name) => TOLD.has(name) && (name !== 'body' || !sameWords(base.body ?? '', changes.body ?? '')),
  );

/** A change of the text alone, which may be too small to tell anybody. */
export const isTextAlone = (fields: readonly string[]): boolean => fields.every((name) => name === 'body');

/** What of a change goes for one date of a series alone. */
export const isOfTime = (name: string): boolean => ['start', 'end', 'zone'].includes(name);
