import { processSettings } from './config/process-settings.js';
import { migrate } from './database/migrate.js';
import { parseScale } from './starting/seed/plan.js';
import { seed } from './starting/seed/seed.js';

const USAGE = `Usage:
  migrate                          brings the schema up to date
  seed --scale 200x5000x50000      writes a large data set: members x discussions x posts, opening posts counted`;

/** A line at most as often, so that a long run is seen to go on. */
const TELL_EVERY = 2_000;

async function main([command, ...rest]: string[]): Promise<void> {
  const url = processSettings().databaseUrl;
  if (command === 'migrate') return migrate(url);
  const [flag, scale] = rest.flatMap((argument) => argument.split('='));
  if (command !== 'seed' || flag !== '--scale' || scale === undefined) throw new Error(USAGE);
  const wanted = parseScale(scale);
  await migrate(url);
  let told = performance.now();
  const seeded = await seed(url, wanted, (line) => {
    if (performance.now() - told < TELL_EVERY) return;
    told = performance.now();
    process.stderr.write(`${line} …\n`);
  });
  // The one place where the ids of the special threads are told.
  process.stdout.write(`${JSON.stringify(seeded, null, 2)}\n`);
}

main(process.argv.slice(2)).catch((fault: Error) => {
  process.stderr.write(`${fault.message}\n`);
  process.exit(1);
});
