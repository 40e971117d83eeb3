import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { t } from '@fingerpost/messages';
import { cityOf, elsewhere, ordinalKey, whenWords, whereWords } from '@fingerpost/messages/events';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import type { Block, Unsent } from '../mail/letter.js';
import type { Sender } from '../mail/templates.js';
import { changeLines } from '../notifications/event-changes.js';
import { NotificationMailModule } from '../notifications/mail/notification-mail.module.js';
import { SubjectLetters, type Said, type Told } from '../notifications/mail/subject-letters.js';
import { CalendarQueries } from './calendar/calendars.queries.js';
import { toIcs } from './calendar/ics.js';
import { EventsModule } from './events.module.js';
import { HOME_ZONE } from './instants.js';
import { isAboutTrue } from './reminders.js';

/** How it stands between a member and an event when the letter goes. */
const STANDING = statement(
  'event-letter',
  `SELECT r.status, r.turns, e.sequence, e.starts_at, e.ends_at, e.called_off_at, e.format, e.place_name, e.called_off_reason AS reason, a.email,
     EXISTS (SELECT 1 FROM event_links l WHERE l.event_id = e.id) AS has_joining,
     (SELECT count(*)::int FROM rsvps w WHERE w.event_id = e.id AND w.status = 'waitlisted' AND w.place <= r.place) AS position
   FROM rsvps r JOIN events e ON e.id = r.event_id JOIN accounts a ON a.person_id = r.person_id
   WHERE r.person_id = $1 AND r.event_id = $2 AND e.state = 'published'`,
);
interface Standing {
  status: 'confirmed' | 'waitlisted' | 'cancelled';
  turns: number;
  sequence: number;
  starts_at: Date;
  ends_at: Date;
  called_off_at: Date | null;
  format: 'in_person' | 'online' | 'both';
  place_name: string | null;
  reason: string;
  email: string;
  has_joining: boolean;
  position: number;
}

/** What must still be so for a letter to go: nobody is told that they are going after they said that they are not. */
const HOLDS: Record<string, (standing: Standing) => boolean> = {
  'rsvp.confirmed': ({ status }) => status === 'confirmed',
  'rsvp.promoted': ({ status }) => status === 'confirmed',
  'rsvp.waitlisted': ({ status }) => status === 'waitlisted',
  'rsvp.withdrawn': ({ status }) => status === 'cancelled',
  'event.changed': ({ status, called_off_at: off }) => status !== 'cancelled' && off === null,
  'event.called_off': ({ status }) => status !== 'cancelled',
  'event.reminded': ({ status, called_off_at: off }) => status === 'confirmed' && off === null,
};

/** Letters about events, with the part that calendars act on. */
@Injectable()
export class EventLetters implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly letters: SubjectLetters,
    private readonly calendars: CalendarQueries,
  ) {}

  onModuleInit(): void {
    this.letters.add('event', (told, sender) => this.write(told, sender));
  }

  private async write(told: Told, sender: Sender): Promise<Said | Unsent | null> {
    const holds = HOLDS[told.kind];
    if (!holds) return null;
    const standing = await this.db.one<Standing & Record<string, unknown>>(STANDING, [
      told.personId,
      told.subjectId,
    ]);
    if (!standing || !holds(standing)) return { skip: 'answered otherwise since' };
    const now = this.clock.now();
    // Mail may wait for days: for a mail server, or for its part of the site to be switched on again.
    if (standing.ends_at <= now) return { skip: 'it is over' };
    if (told.kind === 'event.reminded' && standing.starts_at <= now) return { skip: 'it has begun' };
    if (told.kind === 'event.reminded' && !isAboutTrue(Number(told.data.days), standing.starts_at, now))
      return { skip: 'it is nearer by now' };
    const entry = await this.calendars.one({ personId: told.personId }, told.subjectId);
    if (!entry) return { skip: 'not for this member any more' };
    const method = methodOf(told, standing);
    return {
      subject: subjectOf(told, standing),
      blocks: [
        ...saidOf(told, standing),
        ...(told.kind === 'rsvp.withdrawn' ? [] : facts(entry, standing)),
        { link: sender.address + told.path, label: t('events.mail.see') },
      ],
      ...(method && {
        calendar: {
          method,
          content: toIcs([{ ...entry, sequence: standing.sequence + standing.turns }], {
            address: sender.address,
            host: sender.host,
            mail: { method, from: this.from, to: standing.email, at: this.clock.now() },
            calledOff: (title) => t('events.ics.calledOff', { title }),
          }),
        },
      }),
    };
  }

  private get from(): string {
    return /[^\s<>]+@[^\s<>]+/.exec(this.config.mailFrom)?.[0] ?? this.config.mailFrom;
  }
}

/** Calendars hear of what puts the entry there, moves it, or takes it away; who only waits has none. */
function methodOf({ kind, data }: Told, { status }: Standing): 'REQUEST' | 'CANCEL' | null {
  if (kind === 'rsvp.withdrawn') return data.was === 'confirmed' ? 'CANCEL' : null;
  if (status !== 'confirmed') return null;
  if (kind === 'event.called_off') return 'CANCEL';
  return kind === 'event.reminded' ? null : 'REQUEST';
}

function subjectOf({ kind, title, data }: Told, { position }: Standing): string {
  const place = t(ordinalKey(position), { place: position });
  switch (kind) {
    case 'rsvp.waitlisted':
      return t('events.mail.waitlisted', { title, place });
    case 'event.changed':
      return t('events.mail.changed', { title });
    case 'event.called_off':
      return t('events.mail.calledOff', { title });
    case 'event.reminded':
      return t(`events.mail.${data.days === 1 ? 'tomorrow' : 'week'}`, { title });
    default:
      return t(`events.mail.${kind.slice('rsvp.'.length)}`, { title });
  }
}

function saidOf(told: Told, standing: Standing): Block[] {
  const { kind, name } = told;
  if (kind === 'event.changed')
    return [t('events.mail.changedBy', { name }), ...changeLines(told.data)].map((say) => ({ say }));
  if (kind === 'event.called_off')
    return [
      { say: t('events.mail.calledOffBy', { name }) },
      ...(standing.reason ? [{ say: t('events.mail.reason', { reason: standing.reason }) }] : []),
    ];
  return [
    { say: `${subjectOf(told, standing)}.` },
    ...(kind === 'rsvp.waitlisted' ? [{ say: t('events.mail.waits') }] : []),
  ];
}

interface Timed {
  start: string;
  end: string;
  zone: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
}

/** When and where, and what is on the event's page for those with a place. */
function facts(entry: Timed, { status, has_joining, format, place_name, called_off_at }: Standing): Block[] {
  const { key, values } = whenWords(entry, 'en-GB');
  const times = { ...entry, startsAt: entry.startsAt.toISOString(), endsAt: entry.endsAt.toISOString() };
  const plain = t(key, values);
  const when = elsewhere(times, HOME_ZONE)
    ? t('events.when.there', { when: plain, city: cityOf(entry.zone) })
    : plain;
  const words = whereWords({ format, place: place_name === null ? null : { name: entry.place } });
  const where = words.key === null ? words.place : t(words.key, { place: words.place });
  const goes = status === 'confirmed' && called_off_at === null;
  return [
    { say: t('events.mail.when', { when }) },
    { say: t('events.mail.where', { where }) },
    ...(goes && has_joining ? [{ say: t('events.mail.joining') }] : []),
    ...(goes ? [{ say: t('events.mail.cannot') }] : []),
  ];
}

@Module({ imports: [EventsModule, NotificationMailModule], providers: [EventLetters] })
export class EventNotificationsModule {}
