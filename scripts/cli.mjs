import { checkMachine } from './lib/machine.mjs';

await checkMachine();
const { runCli } = await import('./lib/run-cli.mjs');
await runCli(process.argv.slice(2));
