import { once } from '../harness/connection.ts';
import { cli } from '../harness/data.ts';
import { fillDirectory } from '../harness/directory.ts';
import { spread, throughput } from '../harness/load.ts';
import { ROUNDS, interleaved, median } from '../harness/rounds.ts';
import type { Stage } from '../harness/stage.ts';
import { timeMap, type MapTimes } from '../browser/map.ts';
import type { Part } from '../part.ts';
import { alone, beside, type Row } from '../rows.ts';

const [MANY, FEW] = [5_000, 50];
const VIEWS: Record<string, string> = {
  list: '/api/partnerships',
  // One row each: a hundredth of them fills no page.
  'list, narrowed': '/api/partnerships?nation=scotland&sector=nhs&limit=1',
  map: '/api/partnerships.geojson?zoom=5',
  'map, narrowed': '/api/partnerships.geojson?zoom=5&formality=formal&activity=training',
};

/** The directory with 5,000 partnerships beside one with a hundredth of them, and its map in a browser. */
export const directory: Part = async (stage) => {
  await fillDirectory(stage.database, MANY);
  const few = await small(stage);
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(VIEWS)) {
    const plan = spread([{ path }]);
    const figures = await interleaved(name, {
      many: (seconds) => throughput(stage.product.origin, plan, seconds),
      few: (seconds) => throughput(few.origin, plan, seconds),
    });
    rows.push(beside(`directory of 5,000 partnerships, ${name}`, figures.many, figures.few));
  }
  await few.stop();
  const times: MapTimes[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timeMap(stage.product.origin));
  const middle = (what: keyof MapTimes) => median(times.map((each) => each[what]));
  return [
    ...rows,
    alone('directory of 5,000 partnerships, map ready', middle('ready')),
    alone('directory of 5,000 partnerships, map filtered', middle('filtered')),
  ];
};

async function small({ database, another }: Stage) {
  const url = await database.recreate('fingerpost_bench_directory');
  await cli(url, ['migrate']);
  await once(url, async (client) => {
    // Else the product would take the database for a new one and load its starting content.
    await client.query(
      'UPDATE settings SET started_at = now(), demonstration = true, directory_started_at = now()',
    );
    await fillDirectory({ query: async (text, values = []) => (await client.query(text, values)).rows }, FEW);
  });
  return another(url);
}
