import { readArguments } from '../../../scripts/lib/arguments.mjs';
import { ensureBuilt } from '../../../scripts/lib/build.mjs';
import { fail } from '../../../scripts/lib/fault.mjs';
import { say } from '../../../scripts/lib/say.mjs';
import { PARTS } from './parts.ts';
import type { Row } from './rows.ts';

const USAGE = `Usage: npm run bench [-- part …]
  parts    ${Object.keys(PARTS).join(', ')}; without one, all`;

/** `npm run bench` measures everything, `npm run bench -- json reply` some parts; rows of the others are kept. */
export async function bench(asked: string[]): Promise<void> {
  try {
    const { words } = readArguments(asked, { usage: USAGE, words: (word) => word in PARTS });
    await ensureBuilt();
    const { buildProductParts } = await import('./product/build.ts');
    await buildProductParts();
    await measure(words);
  } catch (error) {
    fail(error);
  }
}

async function measure(asked: string[]): Promise<void> {
  const { openStage } = await import('./harness/stage.ts');
  const { keepRows } = await import('./report.ts');
  const { asTable } = await import('./page.ts');
  const measured: Row[] = [];
  const stage = await openStage();
  try {
    for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
      say(`${name}:`);
      const part = await PARTS[name]!();
      const rows = await part(stage);
      keepRows(rows);
      measured.push(...rows);
    }
    say(`\n${asTable(measured)}\n`);
  } finally {
    await stage.close();
  }
}
