import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiOf } from '../src/http/openapi.js';

interface Seen {
  method: string;
  path: string;
  status: number;
  type: string;
  body: unknown;
}
type Operation = { responses: Record<string, { content?: Record<string, { schema: object }> }> };
interface Checker {
  operation(method: string, path: string): [pattern: string, operation: Operation] | undefined;
  validator(pattern: string, method: string, status: string, type: string): ValidateFunction | undefined;
}

const checkers = new WeakMap<NestFastifyApplication, Checker>();

/** @throws Error when an answer of a documented route is not as the document says. */
export function checkAgainstOpenApi(app: NestFastifyApplication, seen: Seen): void {
  const pathname = seen.path.split('?')[0] ?? '';
  if (!pathname.startsWith('/api/') || pathname === '/api/openapi.json' || seen.status === 304) return;
  let checker = checkers.get(app);
  if (!checker) checkers.set(app, (checker = makeChecker(app)));
  const found = checker.operation(seen.method.toLowerCase(), pathname);
  if (!found) return;
  const [pattern, operation] = found;
  const where = `${seen.method} ${pattern} ${seen.status}`;
  const documented = operation.responses[String(seen.status)] ?? operation.responses.default;
  if (!documented) throw new Error(`${where} is not in the OpenAPI document`);
  if (seen.status >= 400 && !seen.type.startsWith('application/problem+json'))
    throw new Error(`${where} is not problem+json`);
  const validate = checker.validator(
    pattern,
    seen.method.toLowerCase(),
    operation.responses[String(seen.status)] ? String(seen.status) : 'default',
    seen.type.split(';')[0] ?? '',
  );
  if (validate && !validate(seen.body))
    throw new Error(
      `${where} differs from the OpenAPI document: ${JSON.stringify(validate.errors?.slice(0, 3))}`,
    );
}

function makeChecker(app: NestFastifyApplication): Checker {
  const document = openApiOf(app) as unknown as { paths: Record<string, Record<string, Operation>> };
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', ...document });
  const patterns = Object.keys(document.paths).map((pattern) => ({
    pattern,
    matches: new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  const validators = new Map<string, ValidateFunction | undefined>();
  return {
    operation(method, path) {
      const candidates = patterns.filter(
        ({ pattern, matches }) => matches.test(path) && document.paths[pattern]?.[method],
      );
      const best = candidates.sort((a, b) => a.pattern.split('{').length - b.pattern.split('{').length)[0];
      return best && [best.pattern, document.paths[best.pattern]?.[method] as Operation];
    },
    validator(pattern, method, status, type) {
      const key = [pattern, method, status, type].join(' ');
      if (!validators.has(key)) {
        const content = document.paths[pattern]?.[method]?.responses[status]?.content;
        const pointer = ['paths', pattern, method, 'responses', status, 'content', type, 'schema']
          .map((part) => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1')))
          .join('/');
        validators.set(key, content?.[type] ? ajv.compile({ $ref: `openapi#/${pointer}` }) : undefined);
      }
      return validators.get(key);
    },
  };
}
