import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { StartFault } from '../config/start-fault.js';
import type { Config } from '../config/settings.js';

/** Nest's logger over pino: one JSON line each, no bodies, no addresses of people. */
export class StructuredLogger implements LoggerService {
  constructor(readonly pino: Logger) {}

  // What Nest tells of its own start is for those who develop it.
  log = (message: unknown, context?: string) => this.pino.debug({ context }, String(message));
  debug = (message: unknown, context?: string) => this.pino.debug({ context }, String(message));
  verbose = (message: unknown, context?: string) => this.pino.debug({ context }, String(message));
  warn = (message: unknown, ...rest: unknown[]) =>
    this.pino.warn(describe(message), String(rest.at(-1) ?? ''));
  error = (message: unknown, ...rest: unknown[]) => {
    // Told by the program that starts the server, in one sentence.
    if (!(message instanceof StartFault)) this.pino.error(describe(message), String(rest.at(-1) ?? ''));
  };
  fatal = (message: unknown, ...rest: unknown[]) =>
    this.pino.fatal(describe(message), String(rest.at(-1) ?? ''));
}

/** A database error carries the row that it refused, so only its code, message and stack are kept. */
function describe(message: unknown): object {
  if (!(message instanceof Error)) return { detail: String(message) };
  const { code } = message as { code?: string };
  return {
    fault: { name: message.name, message: message.message.split('\n')[0], code, stack: message.stack },
  };
}

/** A write for each line was a tenth of what a read costs, so lines wait for one another, but never long. */
const TOGETHER_BYTES = 4_096;
const TOGETHER_MS = 200;

export function createLogger(config: Config): StructuredLogger {
  const lines = pino.destination({
    dest: 1,
    sync: false,
    minLength: TOGETHER_BYTES,
    periodicFlush: TOGETHER_MS,
  });
  process.once('exit', () => lines.flushSync());
  return new StructuredLogger(pino({ level: config.logLevel, base: null }, lines));
}

/** For what must be read by a person at the terminal, such as the address at start. */
export const tell = (line: string) => process.stdout.write(`${line}\n`);
