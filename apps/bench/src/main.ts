import { checkMachine } from '../../../scripts/lib/machine.mjs';

await checkMachine();
const { bench } = await import('./bench.ts');
await bench(process.argv.slice(2));
