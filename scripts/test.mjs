import { checkMachine } from './lib/machine.mjs';

await checkMachine();
const { test } = await import('./lib/test.mjs');
await test(process.argv.slice(2));
