import { audit, type Audit } from '../browser/lighthouse.ts';
import { weigh } from '../browser/scripts.ts';
import { ROUNDS, median } from '../harness/rounds.ts';
import { ordinaryThreads, pagePath } from '../harness/threads.ts';
import type { Part } from '../part.ts';
import { alone, type Row } from '../rows.ts';
import { say } from '../../../../scripts/lib/say.mjs';

/** What a guest's browser loads and feels, cold. */
export const web: Part = async ({ product, database }) => {
  const [thread] = await ordinaryThreads(database);
  return [
    ...(await page('guest home, cold', `${product.origin}/`)),
    ...(await page('thread, cold', product.origin + pagePath(thread!))),
  ];
};

async function page(name: string, url: string): Promise<Row[]> {
  const { untilWorking, untilIdle, foreign } = await weigh(url);
  const audits: Audit[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await audit(url);
    audits.push(found);
    say(
      `  ${name}, round ${round}: painted after ${found.paint.toFixed(2)} s, blocked ${Math.round(found.blockedMs)} ms, accessibility ${found.accessibility}`,
    );
  }
  const middle = (what: keyof Audit) => median(audits.map((each) => each[what]));
  return [
    alone(`${name}: script before text and controls work`, untilWorking),
    alone(`${name}: script by network idle`, untilIdle),
    alone(`${name}: requests to other hosts`, foreign),
    alone(`${name}: Lighthouse mobile, largest contentful paint`, middle('paint')),
    alone(`${name}: Lighthouse mobile, total blocking time`, middle('blockedMs')),
    alone(`${name}: Lighthouse mobile, layout shift`, middle('shift')),
    alone(`${name}: Lighthouse accessibility`, middle('accessibility')),
  ];
}
