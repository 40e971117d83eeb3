import { expect, it, vi } from 'vitest';
import type { Statement } from '../../src/database/sql.js';
import { startScene } from '../scene.js';

const scene = startScene();
const EVENTS = 10_000;
const RSVPS = 100_000;
/** What a list or a month may cost among all of them, as a multiple of what it costs among a hundredth. */
const AT_MOST = 1.5;
/** So many of them stand in each month, whatever the years that they reach over. */
const A_MONTH = 80;

/** Events around today, `A_MONTH` of them within some days of it, and answers spread over them. */
const FILL = `
  WITH made AS (
    INSERT INTO events (space_id, author_id, kind, title, slug, start_local, end_local, zone, starts_at, ends_at, format, place_name, written_at, changed_at)
    SELECT $1, $2, (ARRAY['study_day', 'training', 'meeting', 'display'])[1 + i % 4], 'Event ' || i, 'event-' || i, at, at + interval '2 hours', 'Etc/UTC',
      at AT TIME ZONE 'UTC', (at + interval '2 hours') AT TIME ZONE 'UTC', (ARRAY['in_person', 'online', 'both'])[1 + i % 3], 'Place ' || i % 50, now(), now()
    FROM generate_series($3::int, $4::int) i,
      LATERAL (SELECT date_trunc('day', now()::timestamp) + (i % 25 - 12) * interval '1 day' + interval '10 hours'
        + (CASE WHEN i <= ${A_MONTH} THEN 0 ELSE (i / ${A_MONTH}) * (CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END) END) * interval '1 month' AS at) days
    RETURNING id
  )
  INSERT INTO event_texts (event_id, body, html, text) SELECT id, '', '', '' FROM made`;
const ANSWER = `
  INSERT INTO rsvps (event_id, person_id, status, changed_at)
  SELECT e.id, p.id, 'confirmed', now() FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM events) e,
    (SELECT id, row_number() OVER (ORDER BY id) AS n FROM people) p
  WHERE (e.n + p.n) % ((SELECT count(*) FROM people) / 10) = 0 ON CONFLICT DO NOTHING`;

const month = new Date().toISOString().slice(0, 7);
const READS = [
  '/api/events',
  '/api/events?kind=training',
  '/api/events?format=online',
  '/api/events?when=past',
  `/api/events/month?month=${month}`,
  '/api/events?mine=true',
];

/** The pages of the database that a read touches, by the statement that it really runs. */
async function cost(member: Awaited<ReturnType<typeof scene.make.member>>, path: string): Promise<number> {
  const asked: [Statement, unknown[]][] = [];
  const query = scene.db.query.bind(scene.db);
  const spy = vi.spyOn(scene.db, 'query').mockImplementation((statement, params = []) => {
    if (statement.name.startsWith('events')) asked.push([statement, params]);
    return query(statement, params);
  });
  const answer = await scene.as(member).get(path);
  spy.mockRestore();
  expect(answer.status, path).toBe(200);
  expect(answer.body.items?.length ?? answer.body.days.length, path).toBeGreaterThan(0);
  const [[statement, params]] = asked as [[Statement, unknown[]]];
  const [plan] = await query<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(
    {
      name: `explain-${statement.name}-${Math.random()}`,
      text: `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`,
    },
    params,
  );
  const { Plan } = plan!['QUERY PLAN'][0]!;
  return Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!;
}

it(`reads lists and months among ${EVENTS} events and ${RSVPS} answers as among a hundredth`, async () => {
  const member = await scene.make.member();
  const space = await scene.make.space({ members: [[member, 'member']] });
  await scene.db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO people (kind, name) SELECT 'member', 'Person ' || i FROM generate_series(1, 999) i`,
    );
  });
  const fill = async (from: number, to: number) => {
    await scene.db.transaction(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      await tx.query(FILL, [space.id, member.personId, from, to]);
      await tx.query(ANSWER);
    });
    await scene.db.query({ name: `analyze-${to}`, text: 'ANALYZE events' });
    await scene.db.query({ name: `analyze-rsvps-${to}`, text: 'ANALYZE rsvps' });
    // The author of all would have a list of all; theirs is the place of one who goes to some.
    await scene.db.query({
      name: `author-${to}`,
      text: 'UPDATE events SET author_id = NULL WHERE id % 500 <> 0',
    });
    await scene.db.query({ name: `vacuum-${to}`, text: 'VACUUM (ANALYZE) events' });
    await scene.db.query({ name: `vacuum-rsvps-${to}`, text: 'VACUUM (ANALYZE) rsvps' });
  };
  await fill(1, EVENTS / 100);
  const few = new Map<string, number>();
  for (const path of READS) few.set(path, await cost(member, path));
  await fill(EVENTS / 100 + 1, EVENTS);
  const [counts] = await scene.db.query<{ events: number; rsvps: number }>({
    name: 'counts',
    text: 'SELECT (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM rsvps) AS rsvps',
  });
  const dear: Record<string, string> = {};
  for (const path of READS) {
    const [small, large] = [few.get(path)!, await cost(member, path)];
    process.stdout.write(
      `${path}: ${small} blocks among a hundredth, ${large} among ${counts!.events} events and ${counts!.rsvps} answers\n`,
    );
    if (large > small * AT_MOST) dear[path] = `${small} became ${large}`;
  }
  expect(counts!.events).toBe(EVENTS);
  expect(counts!.rsvps).toBeGreaterThanOrEqual(RSVPS * 0.95);
  expect(dear).toEqual({});
}, 300_000);
