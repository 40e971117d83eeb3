import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { z } from 'zod';
import { fieldWords } from './field-words.js';
import { DomainError } from './problem.js';

const MOST = 20;

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  /** The fields that a contract does not know: zod names them beside the path, which ends at what holds them. */
  readonly keys?: readonly string[];
}

/** Contracts validate what comes in; each fault names its field, or the parameter of the address. */
export const contractPipe = () => new ContractPipe();

class ContractPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new Faulty(issues as readonly Issue[]) });
  }

  /** As the library's own way would, but with our words: those of Standard Schema cannot be chosen. */
  protected override validate<T>(
    value: unknown,
    schema: unknown,
  ): { value: T } | { issues: readonly Issue[] } {
    const { data, error } = (schema as z.ZodType<T>).safeParse(value, { error: fieldWords });
    return error ? { issues: error.issues as readonly Issue[] } : { value: data };
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (fault) {
      throw fault instanceof Faulty ? refusal(fault.issues, metadata.data) : fault;
    }
  }
}

class Faulty extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super('not as the contract says');
  }
}

const refusal = (issues: readonly Issue[], parameter: string | undefined) =>
  new DomainError('invalid', 422, 'Some fields need another look.', {
    errors: issues.flatMap((issue) => namesOf(issue, parameter)).slice(0, MOST),
  });

function namesOf({ path = [], keys, message }: Issue, parameter: string | undefined) {
  const holder = [
    ...(parameter === undefined ? [] : [parameter]),
    ...path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)),
  ];
  const fields = keys?.length ? keys.map((key) => [...holder, key]) : [holder];
  return fields.map((field) => ({ path: field.join('.'), message }));
}
