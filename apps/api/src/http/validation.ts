import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from './problem.js';

/** Contracts validate what comes in; each fault names its field. */
export const contractPipe = () =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new DomainError('invalid', 422, 'Some fields need another look.', {
        errors: issues.slice(0, 20).map((issue) => ({
          path: (issue.path ?? [])
            .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
            .join('.'),
          message: issue.message,
        })),
      }),
  });
