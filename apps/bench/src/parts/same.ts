import assert from 'node:assert/strict';
import type { Child } from '../harness/child.ts';

/** A reference that sends something else than the product measures nothing. */
export async function assertSameBytes(
  product: Child,
  reference: Child,
  path: string,
  headers: Record<string, string> = {},
): Promise<Buffer> {
  const [ours, theirs] = await Promise.all(
    [product, reference].map((child) => bytes(child.origin + path, headers)),
  );
  assert.equal(String(theirs), String(ours), `the reference answers ${path} with other bytes`);
  return ours!;
}

async function bytes(url: string, headers: Record<string, string>): Promise<Buffer> {
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}
