import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

export interface EventsScale {
  events: number;
  rsvps: number;
}

/** One member, known to every database that it is put into. */
export interface Reader {
  session: string;
  /** Of the secret address of their calendar. */
  calendar: string;
}
export const newReader = (): Reader => ({
  session: randomBytes(32).toString('base64url'),
  calendar: randomBytes(24).toString('base64url'),
});
export const headersOf = ({ session }: Reader) => ({ cookie: `fp_session=${session}` });

/** A month has no more events for all the years before and after it: eighty ahead, three a day behind. */
const AHEAD = 80;
/** The reader goes to so many that come, and to so many that were. */
const [GOES, WENT] = [40, 20];
/** One that comes with the product. */
export const CAMPAIGN = 'health-information-week';
export const TOWNS = ['Ashford', 'Bangor', 'Cardigan', 'Dundee'];

/**
 * Events around today with their answers, for any scale by the same rule: a tenth of the answers is for the first event, a
 * fiftieth waits for the second, the rest is spread over all. Person 1 owns the first space and goes to some.
 */
export async function fillEvents(
  client: pg.Client,
  { events, rsvps }: EventsScale,
  reader: Reader,
): Promise<void> {
  const ahead = Math.max(AHEAD, events / 10);
  await client.query(PEOPLE, [events]);
  await client.query(SPACES);
  await client.query(EVENTS, [events, ahead, AHEAD, TOWNS, CAMPAIGN]);
  await client.query(GO_TO_ONE, [rsvps / 10]);
  await client.query(WAIT_FOR_ONE, [rsvps / 50]);
  await client.query(READER_GOES, [GOES, WENT, ahead]);
  await client.query(REST, [rsvps - rsvps / 10 - rsvps / 50 - GOES - WENT, events]);
  await client.query(COUNTED);
  await client.query(SIGNED_IN, [hashOf(reader.session), hashOf(reader.calendar)]);
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();

const PEOPLE = `
  INSERT INTO people (id, kind, name, sector, created_at) SELECT n, 'member', 'Member ' || n, 'nhs', now() FROM generate_series(1, $1::int) n`;

const SPACES = `
  WITH made AS (
    INSERT INTO spaces (slug, name, visibility, created_at) SELECT 'space-' || n, 'Space ' || n, 'public', now() FROM generate_series(1, 5) n RETURNING id
  )
  INSERT INTO memberships (space_id, person_id, role) SELECT id, 1, CASE WHEN id = 1 THEN 'owner' ELSE 'member' END FROM made`;

/** The fifth space has twenty events whatever the scale: its calendar is given whole. */
const EVENTS = `
  WITH made AS (
    INSERT INTO events (id, space_id, author_id, campaign_id, kind, title, slug, excerpt, start_local, end_local, zone, starts_at, ends_at, format,
      place_name, place_address, written_at, changed_at)
    SELECT i, CASE WHEN i BETWEEN 41 AND 60 THEN 5 ELSE 1 + i / 4 % 4 END, 1 + i % greatest(20, $1::int / 5), CASE WHEN i % 4 = 3 THEN (SELECT id FROM campaigns WHERE slug = $5) END,
      (ARRAY['study_day', 'training', 'meeting', 'display'])[1 + i % 4], 'Event ' || i, 'event-' || i, 'What it is about, in one line of text. ' || i,
      at, at + interval '2 hours', 'Etc/UTC', at AT TIME ZONE 'UTC', (at + interval '2 hours') AT TIME ZONE 'UTC',
      (ARRAY['in_person', 'online', 'both'])[1 + i % 3], 'Library of ' || ($4::text[])[1 + i / 5 % 4], i % 200 || ' High Street, ' || ($4::text[])[1 + i / 5 % 4], now(), now()
    FROM generate_series(1, $1::int) i, LATERAL (
      SELECT CASE WHEN i <= $2::int
        THEN date_trunc('month', now()::timestamp) + (1 + (i - 1) / $3::int) * interval '1 month' + (i % 28) * interval '1 day' + interval '10 hours'
        ELSE date_trunc('day', now()::timestamp) - (1 + (i - $2::int) / 3) * interval '1 day' + interval '10 hours' END AS at) days
    RETURNING id
  )
  INSERT INTO event_texts (event_id, body, html, text) SELECT id, 'Bring a question.', '<p>Bring a question.</p>', 'Bring a question.' FROM made`;

const MINUTE = `now() - interval '30 days' + n * interval '1 second'`;
const GO_TO_ONE = `
  INSERT INTO rsvps (event_id, person_id, status, shown, changed_at) SELECT 1, n, 'confirmed', n % 2 = 0, ${MINUTE} FROM generate_series(1, $1::int) n`;
const WAIT_FOR_ONE = `
  INSERT INTO rsvps (event_id, person_id, status, place, changed_at) SELECT 2, n, 'waitlisted', n, ${MINUTE} FROM generate_series(1, $1::int) n`;
const READER_GOES = `
  INSERT INTO rsvps (event_id, person_id, status, changed_at)
  SELECT n + 2, 1, 'confirmed', ${MINUTE} FROM generate_series(1, $1::int) n
  UNION ALL SELECT n + $3::int, 1, 'confirmed', ${MINUTE} FROM generate_series(1, $2::int) n`;
/** Nobody twice at one event: the nth answer is the (n / events)th of its event. */
const REST = `
  INSERT INTO rsvps (event_id, person_id, status, changed_at)
  SELECT 3 + n % ($2::int - 2), 2 + (n / ($2::int - 2) + n % ($2::int - 2) * 7) % ($2::int - 1), 'confirmed', ${MINUTE} FROM generate_series(0, $1::int - 1) n`;
const COUNTED = `
  UPDATE events e SET going_count = r.going, waiting_count = r.waiting, last_place = r.waiting, capacity = CASE WHEN r.waiting > 0 THEN greatest(r.going, 1) END
  FROM (SELECT event_id, count(*) FILTER (WHERE status = 'confirmed') AS going, count(*) FILTER (WHERE status = 'waitlisted') AS waiting FROM rsvps GROUP BY event_id) r
  WHERE r.event_id = e.id`;

const SIGNED_IN = `
  WITH account AS (
    INSERT INTO accounts (email, person_id, confirmed_at, demonstration) VALUES ('reader@demo.example', 1, now(), true) RETURNING id
  ), calendar AS (
    INSERT INTO calendar_tokens (person_id, token_hash, made_at) VALUES (1, $2, now())
  )
  INSERT INTO sessions (token_hash, kind, account_id, expires_at) SELECT $1, 'cookie', id, now() + interval '1 day' FROM account`;
