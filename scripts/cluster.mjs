import { checkMachine } from './lib/machine.mjs';

await checkMachine();
const { cluster } = await import('./lib/cluster/cluster.mjs');
await cluster(process.argv.slice(2));
