import { spread, throughput, type Plan } from '../harness/load.ts';
import { interleaved } from '../harness/rounds.ts';
import type { Stage } from '../harness/stage.ts';
import { beside, type Row } from '../rows.ts';
import { assertSameBytes } from './same.ts';

type Headers = Record<string, string>;

/** Reads by guests and by ten members, from the product and from its reference: one row each. */
export async function measureReads(
  { product, reference, members }: Stage,
  what: string,
  paths: string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  const readers: [string, (connection: number) => Headers][] = [
    ['guest', () => ({})],
    ['member', (connection) => members[connection]!.headers],
  ];
  for (const [reader, headersOf] of readers) {
    for (const path of paths.slice(0, 10)) await assertSameBytes(product, reference, path, headersOf(0));
    const plan: Plan = (connection) =>
      spread(paths.map((path) => ({ path, headers: headersOf(connection) })))(connection);
    const { product: ours, reference: theirs } = await interleaved(`${what}, ${reader}`, {
      product: (seconds) => throughput(product.origin, plan, seconds),
      reference: (seconds) => throughput(reference.origin, plan, seconds),
    });
    rows.push(beside(`${what}, ${reader}`, ours, theirs));
  }
  return rows;
}
