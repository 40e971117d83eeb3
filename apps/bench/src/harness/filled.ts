import type pg from 'pg';
import { during } from '../../../../scripts/lib/say.mjs';
import type { Child } from './child.ts';
import { once } from './connection.ts';
import { cli } from './data.ts';
import type { Stage } from './stage.ts';

/** The product on a database of its own, which holds nothing but what `fill` puts there. */
export async function filled(
  { database, another }: Pick<Stage, 'database' | 'another'>,
  name: string,
  fill: (client: pg.Client) => Promise<unknown>,
): Promise<Child> {
  const url = await database.recreate(`fingerpost_bench_${name}`);
  await cli(url, ['migrate']);
  // Else the product would take the database for a new one and load its starting content.
  await once(url, (client) =>
    client.query(
      'UPDATE settings SET started_at = now(), demonstration = true, directory_started_at = now()',
    ),
  );
  // Started before it is filled: the year's campaigns come with the product.
  const child = await another(url);
  await during(`Filling ${name}`, () =>
    once(url, async (client) => {
      await fill(client);
      await client.query('VACUUM (ANALYZE, FREEZE)');
    }),
  );
  return child;
}
