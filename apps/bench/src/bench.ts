import { ensureBuilt } from '../../../scripts/lib/build.mjs';
import { fail, Fault } from '../../../scripts/lib/fault.mjs';
import { say } from '../../../scripts/lib/say.mjs';

/** `npm run bench` measures everything, `npm run bench -- json reply` some parts; rows of the others are kept. */
export async function bench(asked: string[]): Promise<void> {
  try {
    await ensureBuilt();
    const { buildProductParts } = await import('./product/build.ts');
    await buildProductParts();
    await measure(asked);
  } catch (error) {
    fail(error);
  }
}

async function measure(asked: string[]): Promise<void> {
  const { PARTS } = await import('./parts.ts');
  const unknown = asked.find((name) => !(name in PARTS));
  if (unknown) throw new Fault(`The bench has no part called ${unknown}: ${Object.keys(PARTS).join(', ')}.`);
  const { openStage } = await import('./harness/stage.ts');
  const { keepRows } = await import('./report.ts');
  const stage = await openStage();
  try {
    for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
      say(`${name}:`);
      const part = await PARTS[name]!();
      keepRows(await part(stage));
    }
  } finally {
    await stage.close();
  }
}
