import { checkMachine } from './lib/machine.mjs';

await checkMachine();
const { start } = await import('./lib/start.mjs');
await start(process.argv.slice(2));
