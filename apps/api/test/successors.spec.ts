import { beforeAll, describe, expect, it } from 'vitest';
import { statement } from '../src/database/sql.js';
import type { Member } from './factories.js';
import { startScene } from './scene.js';

const scene = startScene({}, { unlimited: true });
/** One round seldom shows what two at once can do. */
const ROUNDS = 25;
let operator: Member;
beforeAll(async () => {
  operator = await scene.make.member({ operator: true });
});

type Table = 'organisations' | 'partnerships';
/** Those that come after themselves, by however many steps. */
const CIRCLES = (table: Table) =>
  statement(
    `spec-circles-${table}`,
    `WITH RECURSIVE after AS (
       SELECT id AS origin, successor_id AS id FROM ${table} WHERE successor_id IS NOT NULL
       UNION SELECT a.origin, t.successor_id FROM after a JOIN ${table} t ON t.id = a.id WHERE t.successor_id IS NOT NULL
     ) SELECT DISTINCT origin FROM after WHERE origin = id`,
  );
const circles = async (table: Table) => (await scene.db.query(CIRCLES(table))).length;

let count = 0;
const name = () => `Follower ${(count += 1)}`;
const KINDS = {
  partnerships: {
    make: async () => {
      const wish = { name: name(), nation: 'england', scale: 'city', area: 'Exampleton' };
      return (await scene.as(operator).post('/api/partnerships', wish)).body;
    },
    follow: (one: { slug: string; version: number }, next: { slug: string }, version = 1) =>
      scene.as(operator).patch(`/api/partnerships/${one.slug}`, { version, successor: next.slug }),
    merge: (one: { slug: string }, into: { slug: string }) =>
      scene.as(operator).post(`/api/partnerships/${one.slug}/merge`, { into: into.slug }),
  },
  organisations: {
    make: async () =>
      (await scene.as(operator).post('/api/organisations', { name: name(), sector: 'nhs' })).body,
    follow: (one: { id: number }, next: { id: number }) =>
      scene.as(operator).patch(`/api/organisations/${one.id}`, { version: 1, successorId: next.id }),
    merge: (one: { id: number }, into: { id: number }) =>
      scene.as(operator).post(`/api/organisations/${one.id}/merge`, { into: into.id }),
  },
};
const statuses = (answers: { status: number }[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

describe.each(Object.keys(KINDS) as Table[])('what came after what, among %s', (table) => {
  const { make, follow, merge } = KINDS[table];

  it('is never a circle, when two that stand alone are each said to follow the other at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [one, other] = [await make(), await make()];
      const answers = await Promise.all([follow(one, other), follow(other, one)]);
      expect(statuses(answers)).toEqual([200, 422]);
    }
    expect(await circles(table)).toBe(0);
  });

  // The rows that these change and name are four different ones, so that no row lock keeps them apart.
  it('is never a circle, when two chains are each said to go on with the other at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [first, last, begin, end] = [await make(), await make(), await make(), await make()];
      await follow(first, last);
      await follow(begin, end);
      const answers = await Promise.all([follow(last, begin), follow(end, first)]);
      expect(statuses(answers)).toEqual([200, 422]);
    }
    expect(await circles(table)).toBe(0);
  });

  it('is no circle where one is merged into what came before it', async () => {
    const [first, second, third, before] = [await make(), await make(), await make(), await make()];
    await follow(first, second);
    await follow(second, third);
    await follow(before, third);
    expect((await merge(third, first)).status).toBeLessThan(300);
    expect(await circles(table)).toBe(0);
    const after = await scene.db.query(
      statement(
        `spec-after-${table}`,
        `SELECT id, successor_id FROM ${table} WHERE id = ANY ($1) ORDER BY id`,
      ),
      [[first.id, second.id, before.id]],
    );
    expect(after.map((row) => row.successor_id)).toEqual([second.id, null, first.id]);
  });

  it('would be found if it were one', async () => {
    const [one, other] = [await make(), await make()];
    const set = statement(`spec-follow-${table}`, `UPDATE ${table} SET successor_id = $2 WHERE id = $1`);
    await scene.db.query(set, [one.id, other.id]);
    await scene.db.query(set, [other.id, one.id]);
    expect(await circles(table)).toBe(2);
  });
});
