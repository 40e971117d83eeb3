import { checkMachine } from './lib/machine.mjs';

await checkMachine();
const { dev } = await import('./lib/dev.mjs');
await dev(process.argv.slice(2));
