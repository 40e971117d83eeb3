import { spread, throughput } from '../harness/load.ts';
import { interleaved } from '../harness/rounds.ts';
import type { Child } from '../harness/child.ts';
import { PAGE, postsPath, specialThread, type Thread } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { beside, type Row } from '../rows.ts';

/** The last full page of a long thread, beside its first: how far down one reads must not matter. */
export const deep: Part = async ({ product, database }) => {
  const thread = await specialThread(database, 1_000);
  const rows: Row[] = [];
  for (const view of ['flat', 'threaded']) {
    const name = `last full page of the 1,000-reply thread, ${view}`;
    const first = postsPath(thread, `?view=${view}`);
    const last = await lastFullPage(product, thread, view);
    const figures = await interleaved(name, {
      last: (seconds) => throughput(product.origin, spread([{ path: last }]), seconds),
      first: (seconds) => throughput(product.origin, spread([{ path: first }]), seconds),
    });
    rows.push(beside(name, figures.last, figures.first));
  }
  return rows;
};

/** Follows `next` to the end, as a reader would. */
async function lastFullPage({ origin }: Child, thread: Thread, view: string): Promise<string> {
  let full = '';
  for (let after: string | null = ''; after !== null;) {
    const path: string = postsPath(thread, `?view=${view}${after && `&after=${after}`}`);
    const { items, next } = (await (await fetch(origin + path)).json()) as {
      items: unknown[];
      next: string | null;
    };
    if (items.length === PAGE) full = path;
    after = next;
  }
  return full;
}
