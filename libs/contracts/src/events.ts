import { z } from 'zod';
import { Person } from './accounts.js';
import { Day, Id, Instant, PageQuery, Slug, Version, pageOf, textBlock, textLine } from './common.js';
import { SpaceRef } from './discussions.js';
import {
  ADDRESS_MAX,
  ANSWER_MAX,
  BODY_MAX,
  CAPACITY_MAX,
  LINK_MAX,
  PLACE_MAX,
  QUESTION_MAX,
  QUESTIONS_MAX,
  REASON_MAX,
  SERIES_MAX,
  TITLE_MAX,
  TITLE_MIN,
  ZONE_MAX,
} from './limits.js';

export const EVENT_KINDS = ['study_day', 'training', 'meeting', 'wellbeing', 'display'] as const;
export const EventKind = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof EventKind>;
export const EVENT_FORMATS = ['in_person', 'online', 'both'] as const;
export const EventFormat = z.enum(EVENT_FORMATS);
export type EventFormat = z.infer<typeof EventFormat>;
/** What somebody must know of a place before they set out. */
export const ACCESS_FACTS = ['step_free', 'hearing_loop', 'quiet_room', 'captions'] as const;
export const AccessFact = z.enum(ACCESS_FACTS);
export type AccessFact = z.infer<typeof AccessFact>;
export const EventStatus = z.enum(['draft', 'listed', 'called_off']);
export type EventStatus = z.infer<typeof EventStatus>;
export const RsvpStatus = z.enum(['confirmed', 'waitlisted', 'cancelled']);
export type RsvpStatus = z.infer<typeof RsvpStatus>;

/** What a clock on the wall of the place shows: no zone in it, that stands beside it. */
export const WallClock = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'is not a date and time');
/** What a viewer has answered to an invitation. `position` is the place in the waitlist, from 1. */
export const MyRsvp = z
  .object({ status: RsvpStatus, position: z.number().int().nullable() })
  .meta({ id: 'MyRsvp' });
export type MyRsvp = z.infer<typeof MyRsvp>;

/** One row of a list. `start` and `end` are what the clock of `zone` shows; the instants follow from them. */
export const EventSummary = z
  .object({
    id: Id,
    slug: z.string(),
    title: z.string(),
    kind: EventKind,
    status: EventStatus,
    startsAt: Instant,
    endsAt: Instant,
    start: z.string(),
    end: z.string(),
    zone: z.string(),
    format: EventFormat,
    place: z.object({ name: z.string() }).nullable(),
    excerpt: z.string(),
    space: SpaceRef,
    organisation: z.object({ id: Id, name: z.string() }).nullable(),
    campaign: z.object({ id: Id, slug: z.string(), name: z.string() }).nullable(),
    capacity: z.number().int().nullable(),
    goingCount: z.number().int(),
    waitingCount: z.number().int(),
    mine: MyRsvp.nullable(),
    version: Version,
  })
  .meta({ id: 'EventSummary' });
export type EventSummary = z.infer<typeof EventSummary>;
export const EventPage = pageOf(EventSummary, 'EventPage');

/** The way in, for those with a place and for organisers. */
export const Joining = z.object({ url: z.string(), note: z.string() }).meta({ id: 'Joining' });
export type Joining = z.infer<typeof Joining>;

/** What the organisers ask of those who come; `answer` is the viewer's own. */
export const EventQuestion = z
  .object({ id: Id, text: z.string(), answer: z.string().nullable() })
  .meta({ id: 'EventQuestion' });
export type EventQuestion = z.infer<typeof EventQuestion>;

export const Event = EventSummary.extend({
  html: z.string(),
  /** The Markdown, for who may change it. */
  body: z.string().nullable(),
  place: z.object({ name: z.string(), address: z.string() }).nullable(),
  access: z.array(AccessFact),
  author: Person,
  showsAttendees: z.boolean(),
  /** Whether others may see my name, where the event shows names at all. */
  shown: z.boolean(),
  /** Null for who has no place, and where there is none. */
  joining: Joining.nullable(),
  /** There is a link, for those with a place. */
  hasJoining: z.boolean(),
  questions: z.array(EventQuestion),
  calledOff: z.object({ at: Instant, reason: z.string() }).nullable(),
  discussion: z.object({ id: Id, slug: z.string(), replyCount: z.number().int() }).nullable(),
  series: z.array(z.object({ id: Id, slug: z.string(), start: z.string(), status: EventStatus })).nullable(),
  /** How many hear of a change or of its being called off: for organisers. */
  audience: z.number().int().nullable(),
  /** Of its series, for organisers: the later ones that may be changed with it, and how many hear of what happens to all. */
  later: z
    .object({ drafts: z.number().int(), listed: z.number().int(), audience: z.number().int() })
    .nullable(),
  can: z.object({
    rsvp: z.boolean(),
    edit: z.boolean(),
    list: z.boolean(),
    callOff: z.boolean(),
    remove: z.boolean(),
    attendees: z.boolean(),
  }),
}).meta({ id: 'Event' });
export type Event = z.infer<typeof Event>;

const Place = z.strictObject({ name: textLine(1, PLACE_MAX), address: textLine(0, ADDRESS_MAX).default('') });
const Link = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).max(LINK_MAX),
    note: textLine(0, REASON_MAX).default(''),
  })
  .meta({ id: 'JoiningLink' });
const Capacity = z.number().int().min(1).max(CAPACITY_MAX);
const Facts = z
  .array(AccessFact)
  .max(ACCESS_FACTS.length)
  .transform((facts) => [...new Set(facts)]);

/** A question is its words: one that is reworded is another, and the answers to the former go. */
const Questions = z
  .array(textLine(TITLE_MIN, QUESTION_MAX))
  .max(QUESTIONS_MAX, `is more than ${QUESTIONS_MAX} questions`)
  .transform((questions) => [...new Set(questions)]);

/** The same again: each its own event with its own places, on the same wall-clock hour. */
export const Repeat = z
  .strictObject({
    every: z.enum(['week', 'fortnight', 'month']),
    count: z.number().int().min(2).max(SERIES_MAX, `is more than ${SERIES_MAX} events`),
  })
  .meta({ id: 'Repeat' });
export type Repeat = z.infer<typeof Repeat>;

export const CreateEvent = z
  .strictObject({
    spaceId: Id,
    status: z.enum(['draft', 'listed']).default('listed'),
    title: textLine(TITLE_MIN, TITLE_MAX),
    kind: EventKind,
    start: WallClock,
    end: WallClock,
    zone: z.string().min(1).max(ZONE_MAX).default('Europe/London'),
    format: EventFormat,
    place: Place.nullable().default(null),
    access: Facts.default([]),
    capacity: Capacity.nullable().default(null),
    body: textBlock(0, BODY_MAX).default(''),
    joining: Link.nullable().default(null),
    /** Listed for my organisation rather than for the space alone. */
    asOrganisation: z.boolean().default(false),
    /** The slug of the campaign that it belongs to. */
    campaign: Slug.nullable().default(null),
    showsAttendees: z.boolean().default(false),
    questions: Questions.default([]),
    repeat: Repeat.optional(),
  })
  .meta({ id: 'CreateEvent' });
export type CreateEvent = z.infer<typeof CreateEvent>;

export const ChangeEvent = z
  .strictObject({
    version: Version,
    status: z.literal('listed').optional(),
    title: textLine(TITLE_MIN, TITLE_MAX).optional(),
    kind: EventKind.optional(),
    start: WallClock.optional(),
    end: WallClock.optional(),
    zone: z.string().min(1).max(ZONE_MAX).optional(),
    format: EventFormat.optional(),
    place: Place.nullable().optional(),
    access: Facts.optional(),
    capacity: Capacity.nullable().optional(),
    body: textBlock(0, BODY_MAX).optional(),
    joining: Link.nullable().optional(),
    asOrganisation: z.boolean().optional(),
    campaign: Slug.nullable().optional(),
    showsAttendees: z.boolean().optional(),
    questions: Questions.optional(),
    /** Nobody is told of a change of its text alone; of anything else those who come hear all the same. */
    quiet: z.boolean().optional(),
    /** The same goes for the later ones of its series, but for the times: those change here alone. */
    later: z.boolean().optional(),
  })
  .meta({ id: 'ChangeEvent' });
export type ChangeEvent = z.infer<typeof ChangeEvent>;

export const CallOff = z
  .strictObject({
    reason: textLine(0, REASON_MAX).default(''),
    /** The later ones of its series too; drafts among them stay. */
    later: z.boolean().optional(),
  })
  .meta({ id: 'CallOff' });
export type CallOff = z.infer<typeof CallOff>;

/** A draft is thrown away, on request with the later drafts of its series. */
export const RemoveEvent = z.strictObject({ later: z.enum(['true']).optional() });
export type RemoveEvent = z.infer<typeof RemoveEvent>;

/** One line to one question; an empty one takes back what was said. */
export const GiveAnswer = z
  .strictObject({ questionId: Id, text: textLine(0, ANSWER_MAX) })
  .meta({ id: 'GiveAnswer' });
export const GiveRsvp = z
  .strictObject({
    status: z.enum(['going', 'not_going']),
    /** My name may stand in the list of who comes; as before when left out, at first not. */
    shown: z.boolean().optional(),
    /** Those that are left out stay as they are. For the organisers alone; all go with the place. */
    answers: z
      .array(GiveAnswer)
      .max(QUESTIONS_MAX)
      .transform((answers) => [...new Map(answers.map((answer) => [answer.questionId, answer])).values()])
      .optional(),
  })
  .meta({ id: 'GiveRsvp' });
export type GiveRsvp = z.infer<typeof GiveRsvp>;
/** With the counts after it, so that a page need not ask again. */
export const Rsvp = MyRsvp.extend({
  shown: z.boolean(),
  goingCount: z.number().int(),
  waitingCount: z.number().int(),
}).meta({ id: 'Rsvp' });
export type Rsvp = z.infer<typeof Rsvp>;

/** Organisers see everybody; others those who let themselves be seen, where the event shows names. */
export const Attendee = z
  .object({
    person: Person,
    status: RsvpStatus,
    position: z.number().int().nullable(),
    at: Instant,
    /** For organisers; none to anybody else. */
    answers: z.array(z.object({ questionId: Id, text: z.string() })),
  })
  .meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof Attendee>;
export const AttendeePage = pageOf(Attendee, 'AttendeePage');
export const AttendeeQuery = PageQuery.extend({
  status: z.enum(['confirmed', 'waitlisted', 'cancelled']).default('confirmed'),
});
export type AttendeeQuery = z.infer<typeof AttendeeQuery>;

export const EventQuery = PageQuery.extend({
  /** From this day on, as London's calendar has it; without it what has not ended yet. */
  from: Day.optional(),
  /** Up to this day, itself included. */
  to: Day.optional(),
  kind: EventKind.optional(),
  format: EventFormat.optional(),
  space: Slug.optional(),
  campaign: Slug.optional(),
  /** Words of a place's name or address. */
  near: textLine(1, PLACE_MAX).optional(),
  /** Those that I have a place at or wait for. */
  mine: z.enum(['true']).optional(),
  /** `past` turns the list round: what has ended, the latest first. */
  when: z.enum(['upcoming', 'past']).optional(),
});
export type EventQuery = z.infer<typeof EventQuery>;
