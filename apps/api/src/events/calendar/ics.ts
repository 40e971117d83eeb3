import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { tzlib_get_ical_block } from 'timezones-ical-library';

/** An event as calendars know it. Nobody's way in and nobody's name is part of it. */
export interface Entry {
  id: number;
  title: string;
  /** The wall clock, `2027-02-04T10:00`, and its zone. */
  start: string;
  end: string;
  zone: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  text: string;
  /** From the root of the site. */
  path: string;
  sequence: number;
  calledOff: boolean;
  writtenAt: Date;
  changedAt: Date;
}

/** What stands around the entries. */
export interface Calendar {
  /** Where people reach this site, which addresses and identities begin with. */
  address: string;
  host: string;
  /** What a program calls the calendar; none in a mail. */
  name?: string;
  /** Of a mail: what programs do with it (RFC 5546), who sends it, and to whom. Without it the entries are published. */
  mail?: { method: 'REQUEST' | 'CANCEL'; from: string; to: string; at: Date };
  /** The words for a title of what is called off. */
  calledOff: (title: string) => string;
  /** For subscribers: some programs drop an entry that says CANCELLED, and nobody would learn why it is gone. */
  keepsCalledOff?: boolean;
}

const PRODUCT = '-//Fingerpost//Events//EN';

export function toIcs(entries: readonly Entry[], calendar: Calendar): string {
  const root = new ICAL.Component('vcalendar');
  root.addPropertyWithValue('version', '2.0');
  root.addPropertyWithValue('prodid', PRODUCT);
  root.addPropertyWithValue('calscale', 'GREGORIAN');
  root.addPropertyWithValue('method', calendar.mail?.method ?? 'PUBLISH');
  if (calendar.name) {
    root.addPropertyWithValue('x-wr-calname', printable(calendar.name));
    // How often programs may ask again; they ask rarely enough by themselves.
    root.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString('PT1H'));
  }
  const zones = new Map<string, Zone>();
  for (const { zone } of entries) if (!zones.has(zone)) zones.set(zone, zoneOf(zone));
  const added = new Set<string>();
  for (const { id, component } of zones.values())
    if (component && id !== null && !added.has(id)) {
      added.add(id);
      root.addSubcomponent(new ICAL.Component(ICAL.parse(component) as [string, unknown[], unknown[]]));
    }
  for (const entry of entries) root.addSubcomponent(eventOf(entry, zones.get(entry.zone)!, calendar));
  return `${root.toString()}\r\n`;
}

function eventOf(entry: Entry, zone: Zone, calendar: Calendar): ICAL.Component {
  const { mail } = calendar;
  const off = entry.calledOff;
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `event-${entry.id}@${calendar.host}`);
  event.addPropertyWithValue('dtstamp', utc(mail?.at ?? entry.changedAt));
  event.addPropertyWithValue('created', utc(entry.writtenAt));
  event.addPropertyWithValue('last-modified', utc(entry.changedAt));
  event.addPropertyWithValue('sequence', entry.sequence);
  addTime(event, 'dtstart', entry.start, entry.startsAt, zone);
  addTime(event, 'dtend', entry.end, entry.endsAt, zone);
  event.addPropertyWithValue('summary', printable(off ? calendar.calledOff(entry.title) : entry.title));
  if (entry.place) event.addPropertyWithValue('location', printable(entry.place));
  const url = calendar.address + entry.path;
  event.addPropertyWithValue('description', [printable(entry.text), url].filter(Boolean).join('\n\n'));
  event.addPropertyWithValue('url', url);
  const cancelled = mail?.method === 'CANCEL' || (off && !calendar.keepsCalledOff);
  event.addPropertyWithValue('status', cancelled ? 'CANCELLED' : 'CONFIRMED');
  if (off) event.addPropertyWithValue('transp', 'TRANSPARENT');
  if (mail) {
    event.addPropertyWithValue('organizer', `mailto:${mail.from}`);
    const attendee = event.addPropertyWithValue('attendee', `mailto:${mail.to}`);
    attendee.setParameter('partstat', mail.method === 'CANCEL' ? 'DECLINED' : 'ACCEPTED');
    // The answer was given here; a calendar program need not ask for it again.
    attendee.setParameter('rsvp', 'FALSE');
  }
  return event;
}

interface Zone {
  /** As the calendar calls it; null where it is written in UTC instead. */
  id: string | null;
  component: string | null;
}

const known = new Map<string, Zone>();
const UTC: Zone = { id: null, component: null };

/** A zone with its rules, so that programs that know it by another name find the hour all the same. */
function zoneOf(name: string): Zone {
  const found = known.get(name);
  if (found) return found;
  const block = /^(Etc\/)?(UTC|GMT|UCT|Zulu|Universal)$/.test(name) ? undefined : tzlib_get_ical_block(name);
  const component = Array.isArray(block) ? (block[0] ?? null) : null;
  const id = component === null ? null : (/^TZID:(.+?)\r?$/m.exec(component)?.[1] ?? null);
  const zone = id === null ? UTC : { id, component };
  known.set(name, zone);
  return zone;
}

function addTime(event: ICAL.Component, name: string, local: string, at: Date, { id }: Zone): void {
  // Programs disagree on an hour that comes twice, so that one is said in UTC.
  if (id === null || comesTwice(local, id)) return void event.addPropertyWithValue(name, utc(at));
  const [date = '', time = ''] = local.split('T');
  const [year, month, day] = date.split('-').map(Number);
  const [hour, minute] = time.split(':').map(Number);
  const wall = ICAL.Time.fromData({ year, month, day, hour, minute, second: 0, isDate: false });
  event.addPropertyWithValue(name, wall).setParameter('tzid', id);
}

function comesTwice(local: string, zone: string): boolean {
  const wall = Temporal.PlainDateTime.from(local);
  const at = (disambiguation: 'earlier' | 'later') =>
    wall.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  return at('earlier') !== at('later');
}

const utc = (at: Date) => ICAL.Time.fromJSDate(new Date(Math.floor(at.getTime() / 1000) * 1000), true);

/** What RFC 5545 allows in a text; line ends and commas the library escapes. Readers lose a line at U+2028. */
const printable = (text: string): string =>
  text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
