import { expect } from '@playwright/test';
import pg from 'pg';

const TABLES = `
  SELECT table_name AS name FROM information_schema.tables
   WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
const digest = (table: string) => `
  SELECT count(*)::int AS rows, md5(coalesce(string_agg(line, '' ORDER BY line), '')) AS digest
    FROM (SELECT to_jsonb(t)::text AS line FROM public.${pg.escapeIdentifier(table)} t) lines`;

type Contents = Record<string, string>;

async function contents(client: pg.Client): Promise<Contents> {
  const { rows: tables } = await client.query<{ name: string }>(TABLES);
  const found: Contents = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ rows: number; digest: string }>(digest(name));
    found[name] = `${rows[0]!.rows} rows, ${rows[0]!.digest}`;
  }
  return found;
}

/** Members to whom the digests' look every half a minute has not come yet: it gives them an inbox and their next hour. */
const AWAITED = `
  SELECT count(*)::int AS members FROM accounts a WHERE a.person_id IS NOT NULL AND a.confirmed_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM inboxes i WHERE i.person_id = a.person_id AND i.next_digest_at IS NOT NULL)`;

/** What sign-ins and the start of the server set in motion comes to rest first. */
async function atRest(client: pg.Client): Promise<Contents> {
  const awaited = async () => (await client.query<{ members: number }>(AWAITED)).rows[0]!.members;
  await expect.poll(awaited, { intervals: [500], timeout: 45_000 }).toBe(0);
  let last = await contents(client);
  const settled = async () => {
    const before = JSON.stringify(last);
    last = await contents(client);
    return JSON.stringify(last) === before;
  };
  await expect.poll(settled, { intervals: [500], timeout: 20_000 }).toBe(true);
  return last;
}

/** Does something, and proves that no row of any table came, went or changed by it. */
export async function expectNothingChanges(act: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    const before = await atRest(client);
    await act();
    expect(await contents(client)).toEqual(before);
  } finally {
    await client.end();
  }
}
