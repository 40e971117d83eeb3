import { pino } from 'pino';
import { expect, it } from 'vitest';
import { StartFault } from '../config/start-fault.js';
import { StructuredLogger } from './logger.js';

it('keeps the stack of a mistake, and is silent of what whoever starts the server is told anyway', () => {
  const lines: string[] = [];
  const logger = new StructuredLogger(pino({}, { write: (line: string) => lines.push(line) }));
  logger.error(new StartFault('PostgreSQL 14 is too old.'), 'ExceptionHandler');
  expect(lines).toEqual([]);
  logger.error(new Error('a mistake'), 'ExceptionHandler');
  expect(lines.join('')).toContain('logger.spec.ts');
});
