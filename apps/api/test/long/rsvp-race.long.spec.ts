import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Event, Rsvp } from '@fingerpost/contracts/events';
import { createApp } from '../../src/app.js';
import { parseSettings } from '../../src/config/settings.js';
import { Database } from '../../src/database/database.service.js';
import { workerDatabase } from '../database.js';
import { factories, type MadeSpace, type Member } from '../factories.js';
import { until } from '../patience.js';
import { buildApi, childApi, type ChildApi } from './child-api.js';

const PEOPLE = 500;
const PLACES = 20;
const ROUNDS = 20;
const COME_AND_GO = 200;
/** Milliseconds within which 99 of 100 must have their answer, all asking at once. */
const P99 = 1_500;

type App = Awaited<ReturnType<typeof createApp>>;
let app: App;
let db: Database;
let apis: ChildApi[];
let people: Member[];
let organiser: Member;
let space: MadeSpace;

beforeAll(async () => {
  buildApi();
  const url = await workerDatabase();
  app = await createApp(parseSettings({ DATABASE_URL: url, PORT: '4199', LOG_LEVEL: 'silent', DEMO: 'off' }));
  await app.init();
  db = app.get(Database, { strict: false });
  const make = factories(app);
  organiser = await make.member();
  space = await make.space({ members: [[organiser, 'member']] });
  people = [];
  for (let i = 0; i < PEOPLE + COME_AND_GO; i += 1) people.push(await make.member());
  apis = await Promise.all(
    [1, 2].map(() => childApi(url, { DEMO: 'on', LIMITS: 'off', LOG_LEVEL: 'silent' })),
  );
  // One after the other: the first loads the demonstration.
  for (const api of apis) await api.start();
}, 300_000);
afterAll(async () => {
  await Promise.all((apis ?? []).map((api) => api.kill()));
  await app?.close();
}, 60_000);

const sql = <T>(text: string, params: unknown[]) => db.transaction((tx) => tx.query<T[]>(text, params));

async function openEvent(): Promise<Event> {
  return factories(app).event(organiser, space, { capacity: PLACES });
}

/** Everybody's answer at once, half on each process, with how long each took and what came back. */
async function together(event: Event, given: [Member, 'going' | 'not_going'][]) {
  const answers = await Promise.all(
    given.map(async ([member, status], i) => {
      const since = performance.now();
      const answer = await fetch(`http://localhost:${apis[i % 2]!.port}/api/events/${event.id}/rsvp`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${member.token}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify({ status }),
      });
      return { status: answer.status, body: (await answer.json()) as Rsvp, ms: performance.now() - since };
    }),
  );
  const sorted = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return { answers, p99: sorted[Math.ceil(sorted.length * 0.99) - 1]! };
}

/** Looks at the places again and again while others race, and says the most that it ever saw. */
function watching(event: Event) {
  let going = true;
  let most = 0;
  const looking = (async () => {
    while (going) {
      const [row] = await sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM rsvps WHERE event_id = $1 AND status = 'confirmed'`,
        [event.id],
      );
      most = Math.max(most, row!.n);
    }
  })();
  return async () => {
    going = false;
    await looking;
    return most;
  };
}

const toldOf = async (event: Event, kind: string) =>
  (
    await sql<{ person: number }>(
      `SELECT (data->>'personId')::bigint AS person FROM activity WHERE subject_kind = 'event' AND subject_id = $1 AND kind = $2 ORDER BY id`,
      [event.id, kind],
    )
  ).map(({ person }) => person);
const waiting = async (event: Event) =>
  (
    await sql<{ person_id: number }>(
      `SELECT person_id FROM rsvps WHERE event_id = $1 AND status = 'waitlisted' ORDER BY place`,
      [event.id],
    )
  ).map(({ person_id }) => person_id);

it(`gives the last ${PLACES} places of ${PEOPLE} who race for them once each, ${ROUNDS} times on two processes`, async () => {
  const slowest: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const event = await openEvent();
    const stop = watching(event);
    const { answers, p99 } = await together(
      event,
      people.slice(0, PEOPLE).map((member) => [member, 'going']),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(answers.filter(({ body }) => body.status === 'confirmed')).toHaveLength(PLACES);
    expect(await stop()).toBe(PLACES);
    expect(await toldOf(event, 'rsvp.confirmed')).toHaveLength(PLACES);
    expect(await waiting(event)).toEqual(await toldOf(event, 'rsvp.waitlisted'));
    slowest.push(p99);
  }
  process.stdout.write(
    `${ROUNDS} rounds of ${PEOPLE} for ${PLACES} places: always ${PLACES}, p99 ${slowest.map(Math.round).join(', ')} ms\n`,
  );
  expect(Math.max(...slowest)).toBeLessThanOrEqual(P99);
}, 600_000);

it(`promotes one for each of ${COME_AND_GO} who leave while ${COME_AND_GO} join, and mails each once`, async () => {
  const event = await factories(app).event(organiser, space, { capacity: COME_AND_GO });
  const [leaving, waits, joining] = [
    people.slice(0, COME_AND_GO),
    people.slice(COME_AND_GO, 2 * COME_AND_GO),
    people.slice(2 * COME_AND_GO, 3 * COME_AND_GO),
  ];
  await together(
    event,
    leaving.map((member) => [member, 'going']),
  );
  await together(
    event,
    waits.map((member) => [member, 'going']),
  );
  const order = await waiting(event);
  const stop = watching(event);
  const given = leaving.flatMap((member, i): [Member, 'going' | 'not_going'][] => [
    [member, 'not_going'],
    [joining[i]!, 'going'],
  ]);
  const { answers, p99 } = await together(event, given);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(await stop()).toBeLessThanOrEqual(COME_AND_GO);
  expect(await toldOf(event, 'rsvp.promoted')).toEqual(order);
  const [row] = await sql<{ going_count: number; waiting_count: number }>(
    `SELECT going_count, waiting_count FROM events WHERE id = $1`,
    [event.id],
  );
  expect(row).toEqual({ going_count: COME_AND_GO, waiting_count: COME_AND_GO });
  const mails = () =>
    sql<{ person: number; n: number }>(
      `SELECT m.person_id AS person, count(*)::int AS n FROM mails m JOIN activity a ON a.id = (m.data->>'activityId')::bigint
       WHERE a.subject_id = $1 AND a.kind = 'rsvp.promoted' GROUP BY m.person_id`,
      [event.id],
    );
  await until(async () => (await mails()).length === COME_AND_GO);
  expect((await mails()).filter(({ n }) => n !== 1)).toEqual([]);
  process.stdout.write(
    `${COME_AND_GO} left and ${COME_AND_GO} came at once: ${COME_AND_GO} promoted in their order and mailed once, p99 ${Math.round(p99)} ms\n`,
  );
  expect(p99).toBeLessThanOrEqual(P99);
}, 300_000);
