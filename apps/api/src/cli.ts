import { parseArgs } from 'node:util';
import { processSettings } from './config/process-settings.js';
import { assertDurable } from './database/durability.js';
import { migrate } from './database/migrate.js';
import { parseScale } from './starting/seed/plan.js';
import { isRealSite } from './starting/seed/real-site.js';
import { seed } from './starting/seed/seed.js';

const USAGE = `Usage:
  migrate                          brings the schema up to date
  seed --scale 200x5000x50000      writes a large data set: members x discussions x posts, opening posts counted
       --yes                       also on a site that people use`;

/** A line at most as often, so that a long run is seen to go on. */
const TELL_EVERY = 2_000;

async function main([command, ...rest]: string[]): Promise<void> {
  const url = processSettings().databaseUrl;
  if (command !== 'migrate' && command !== 'seed') throw new Error(USAGE);
  const { scale, yes } = options(rest);
  if ((command === 'seed') !== (scale !== undefined)) throw new Error(USAGE);
  const wanted = scale === undefined ? null : parseScale(scale);
  await assertDurable(url);
  await migrate(url);
  if (!wanted) return;
  if (!yes && (await isRealSite(url)))
    throw new Error(
      'People use this site, and what seed writes is not taken away again. Nothing was written; --yes writes it all the same.',
    );
  let told = performance.now();
  const seeded = await seed(url, wanted, (line) => {
    if (performance.now() - told < TELL_EVERY) return;
    told = performance.now();
    process.stderr.write(`${line} …\n`);
  });
  // The one place where the ids of the special threads are told.
  process.stdout.write(`${JSON.stringify(seeded, null, 2)}\n`);
}

function options(args: string[]): { scale?: string; yes?: boolean } {
  try {
    return parseArgs({ args, options: { scale: { type: 'string' }, yes: { type: 'boolean' } } }).values;
  } catch {
    throw new Error(USAGE);
  }
}

main(process.argv.slice(2)).catch((fault: Error) => {
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
});
