import { libraryOf } from '../harness/library.ts';
import { spread, throughput } from '../harness/load.ts';
import { interleaved } from '../harness/rounds.ts';
import type { Part } from '../part.ts';
import { beside, type Row } from '../rows.ts';

/** Each list with what narrows it, and the page of each order. */
const LISTS: Record<string, string> = {
  newest: '',
  'most used': '?sort=used',
  'one kind': '?kind=guide',
  'one sector, most used': '?audience=nhs&sort=used',
  'one licence': '?licence=ogl',
  'one space': '?space=shelf-7',
  'one topic': '?tag=topic-7',
};

/** Lists of a library of 50,000 resources beside the same lists of one of 500. */
export const library: Part = async (stage) => {
  const many = await stage.another(await libraryOf(stage.database, 'fingerpost_bench_library', 50_000));
  const few = await stage.another(await libraryOf(stage.database, 'fingerpost_bench_library_small', 500));
  const rows: Row[] = [];
  for (const [name, query] of Object.entries(LISTS)) {
    // As long a page of both, so that the lists alone differ.
    const path = `/api/resources${query}${query ? '&' : '?'}limit=${await shared(few.origin, query)}`;
    const plan = spread([{ path }]);
    const figures = await interleaved(`library, ${name}`, {
      many: (seconds) => throughput(many.origin, plan, seconds),
      few: (seconds) => throughput(few.origin, plan, seconds),
    });
    rows.push(beside(`library of 50,000, ${name}`, figures.many, figures.few));
  }
  await many.stop();
  await few.stop();
  return rows;
};

const PAGE = 20;
async function shared(origin: string, query: string): Promise<number> {
  const { items } = (await (await fetch(`${origin}/api/resources${query}`)).json()) as { items: unknown[] };
  if (items.length === 0) throw new Error(`nothing in the small library fits ${query}`);
  return Math.min(PAGE, items.length);
}
