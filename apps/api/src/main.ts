import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app.js';
import { processSettings } from './config/process-settings.js';
import { START_FAULT, StartFault } from './config/start-fault.js';
import type { Config } from './config/settings.js';
import { tell } from './http/logger.js';
import { startNote } from './starting/start-note.js';
import { SettingsService } from './settings/settings.service.js';
import { StartingContent } from './starting/starting.service.js';

/** Time for requests and jobs under way to end once a stop was asked for. */
const STOP_WITHIN = 9_000;

async function main(): Promise<void> {
  let app: NestFastifyApplication | undefined;
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_WITHIN).unref();
    (app?.close() ?? Promise.resolve()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  // The launcher is gone, however it ended: nothing of it may stay behind, not even half started.
  process.on('disconnect', stop);

  const config = processSettings();
  app = await createApp(config);
  await app.listen(config.port, config.host);
  if (!config.servesPeople) {
    tell(`\nFingerpost's worker is ready; its health is at http://${config.host}:${config.port}/readyz\n`);
    return;
  }
  alone(config);
  const { demonstration } = await app.get(SettingsService, { strict: false }).site();
  const { firstOperatorAddress } = app.get(StartingContent, { strict: false });
  welcome(config, firstOperatorAddress, demonstration);
}

/** What does not work between processes that share no Redis. */
function alone(config: Config): void {
  if (config.role !== 'api' || config.redisUrl !== null) return;
  tell(
    'REDIS_URL is not set: each process counts its limits alone, and what another process wrote shows live only once a worker took it up.',
  );
}

function welcome(config: Config, firstOperatorAddress: string | null, demonstration: boolean): void {
  tell(`\nFingerpost is ready at ${config.address}\n`);
  if (firstOperatorAddress)
    tell(
      `Nobody runs this site yet. Open this address, which works once, to set it up:\n  ${firstOperatorAddress}\n`,
    );
  const note = startNote(config, { demonstration, begun: firstOperatorAddress === null });
  if (note) tell(`${note}\n`);
  if (!demonstration) return;
  tell('This is a demonstration. Sign in with the password fingerpost-demo as');
  for (const role of [
    'trust-librarian',
    'public-librarian',
    'university-librarian',
    'newcomer',
    'moderator',
    'operator',
  ])
    tell(`  ${role}@demo.example`);
  tell('');
}

/** PostgreSQL's own name for a full disk, and the system's. */
const FULL_DISK = new Set(['53100', 'ENOSPC', 'EDQUOT']);

function reason({ code = '', port, message }: Error & { code?: string; port?: number }): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Set PORT to another.`;
  if (FULL_DISK.has(code)) return `The disk is full (${message}). Free some space, then start again.`;
  return message;
}

main().catch((fault: Error) => {
  process.stderr.write(`${reason(fault)}\n`);
  process.exit(fault instanceof StartFault ? START_FAULT : 1);
});
