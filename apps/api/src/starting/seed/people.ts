import { Passwords } from '../../accounts/passwords.js';
import { DEMO_DOMAIN, DEMO_PASSWORD } from '../../settings/demo-members.js';
import { insertAll, takeIds, type Run } from '../rows.js';
import type { Random } from './random.js';
import type { SeedSpace } from './thread.js';

const SECTORS = [
  'nhs',
  'university',
  'public-library',
  'council',
  'charity',
  'patient-voice',
  'other',
] as const;
const SPACES_MADE = 6;
const DAY = 86_400_000;

export const seedEmail = (i: number): string => `m${String(i + 1).padStart(4, '0')}@${DEMO_DOMAIN}`;

/** Members `m0001` and on, those of a former run included; gives their person ids. */
export async function seedPeople(run: Run, count: number, now: Date): Promise<number[]> {
  const passwordHash = await new Passwords().hash(DEMO_PASSWORD);
  const emails = Array.from({ length: count }, (_, i) => seedEmail(i));
  const known = new Map(
    rowsOf<{ email: string; person_id: number }>(
      await run('SELECT email, person_id FROM accounts WHERE email = ANY ($1) AND person_id IS NOT NULL', [
        emails,
      ]),
    ).map((row) => [row.email, Number(row.person_id)]),
  );
  const missing = emails.flatMap((email, i) => (known.has(email) ? [] : [{ email, i }]));
  const organisations = await seedOrganisations(run, now);
  const ids = await takeIds(run, 'people', missing.length);
  const since = new Date(now.getTime() - 700 * DAY);
  const people = missing.map(({ i }, at) => {
    const sector = SECTORS[i % SECTORS.length]!;
    return {
      id: ids[at]!,
      kind: 'member',
      name: `Member ${String(i + 1).padStart(4, '0')}`,
      sector,
      organisation_id: organisations.get(sector)!,
      can_help_with: '',
      created_at: since,
    };
  });
  await insertAll(run, 'people', people);
  await insertAll(
    run,
    'affiliations',
    people.map(({ id, organisation_id }) => ({ person_id: id, organisation_id, since })),
  );
  await insertAll(
    run,
    'accounts',
    missing.map(({ email }, at) => ({
      email,
      person_id: ids[at]!,
      password_hash: passwordHash,
      confirmed_at: since,
      needs_profile: false,
      operator: false,
      demonstration: true,
      dismissed: [],
      created_at: since,
    })),
  );
  missing.forEach(({ email }, at) => known.set(email, ids[at]!));
  return emails.map((email) => known.get(email)!);
}

async function seedOrganisations(run: Run, now: Date): Promise<Map<string, number>> {
  const names = SECTORS.map((sector) => `Example ${sector} for benches (demonstration)`);
  await run(
    `INSERT INTO organisations (name, sector, created_at) SELECT name, sector, $3 FROM unnest($1::text[], $2::text[]) AS given (name, sector)
     ON CONFLICT (lower(name)) WHERE merged_into_id IS NULL DO NOTHING`,
    [names, SECTORS, now],
  );
  const rows = rowsOf<{ id: number; sector: string }>(
    await run('SELECT id, sector FROM organisations WHERE name = ANY ($1)', [names]),
  );
  return new Map(rows.map(({ id, sector }) => [sector, Number(id)]));
}

/** The public spaces that are there, or some made for this; everybody is in the first and in about half of the others. */
export async function seedSpaces(
  run: Run,
  people: readonly number[],
  random: Random,
  now: Date,
): Promise<SeedSpace[]> {
  const find = async () =>
    rowsOf<{ id: number }>(
      await run(`SELECT id FROM spaces WHERE visibility = 'public' ORDER BY id`, []),
    ).map(({ id }) => Number(id));
  let ids = await find();
  if (ids.length === 0) {
    const made = Array.from({ length: SPACES_MADE }, (_, i) => ({
      slug: `bench-${i + 1}`,
      name: `Space ${i + 1} for benches`,
      visibility: 'public',
      demonstration: true,
      created_at: now,
    }));
    await insertAll(
      run,
      'spaces',
      made.map((space) => ({
        ...space,
        summary: '',
        description: '',
        description_html: '',
        member_count: 0,
        discussion_count: 0,
        version: 1,
      })),
    );
    ids = await find();
  }
  const spaces = ids.map((id, i) => ({
    id,
    members: people.filter((_, at) => i === 0 || at === 0 || random.chance(0.5)),
  }));
  for (const space of spaces)
    await run(
      `INSERT INTO memberships (space_id, person_id, role, state, since) SELECT $1, person, 'member', 'active', $3 FROM unnest($2::bigint[]) AS given (person) ON CONFLICT DO NOTHING`,
      [space.id, space.members, now],
    );
  return spaces;
}

const rowsOf = <Row>(result: unknown): Row[] => (result as { rows: Row[] }).rows;
