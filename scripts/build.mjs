import { checkMachine } from './lib/machine.mjs';

await checkMachine();
const { ensureBuilt } = await import('./lib/build.mjs');
const { fail } = await import('./lib/fault.mjs');
await ensureBuilt({ all: true }).catch(fail);
