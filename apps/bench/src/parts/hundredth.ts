import assert from 'node:assert/strict';
import { say } from '../../../../scripts/lib/say.mjs';
import type { Child } from '../harness/child.ts';
import { spread, throughput } from '../harness/load.ts';
import { interleaved } from '../harness/rounds.ts';
import { beside, type Row } from '../rows.ts';

/** The product with many and with a hundredth of them. */
export interface Both {
  many: Child;
  few: Child;
}

/** What is asked of both. */
export interface Read {
  path: string;
  headers?: Record<string, string>;
  /** It has no pages: it gives all that there is. */
  whole?: boolean;
}

const PAGE = 20;

/** Each read of both in turn, one row each: at most 1.5 times the cost. The pages of both are equally long. */
export async function besideHundredth(
  { many, few }: Both,
  what: string,
  reads: Record<string, Read>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, read] of Object.entries(reads)) {
    const asked = read.whole ? read : await asLong({ many, few }, read);
    say(`  ${name}: ${await sizeOf(many, asked)} bytes, ${await sizeOf(few, asked)} of a hundredth`);
    const plan = spread([asked]);
    const figures = await interleaved(name, {
      many: (seconds) => throughput(many.origin, plan, seconds),
      few: (seconds) => throughput(few.origin, plan, seconds),
    });
    rows.push(beside(`${what}, ${name}`, figures.many, figures.few));
  }
  return rows;
}

/** Where a hundredth fills no page, both are asked for as long a page as it has. */
async function asLong({ many, few }: Both, { path, ...read }: Read): Promise<Read> {
  const paged = (limit: number) => ({
    ...read,
    path: `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`,
  });
  const length = async (child: Child, limit: number) => {
    const { items } = JSON.parse(await textOf(child, paged(limit))) as { items: unknown[] };
    return items.length;
  };
  const limit = await length(few, PAGE);
  assert.ok(limit > 0, `a hundredth has nothing for ${path}`);
  assert.equal(await length(many, limit), limit, `pages of ${path} differ`);
  return paged(limit);
}

const sizeOf = async (child: Child, read: Read) => Buffer.byteLength(await textOf(child, read));

async function textOf({ origin }: Child, { path, headers = {} }: Read): Promise<string> {
  const answer = await fetch(origin + path, { headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return text;
}
