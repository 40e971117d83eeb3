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

/** Answered by the server itself, not by a route of the document: each with its reason. */
const NOT_IN_OPENAPI = [
  /^\/api\/openapi\.json$/, // the document
  /^\/api\/docs(\/|$)/, // its readable page
];

/** @throws Error when an answer below /api is not as the document says, or the document does not know its route. */
export function checkAgainstOpenApi(app: NestFastifyApplication, seen: Seen): void {
  const pathname = seen.path.split('?')[0] ?? '';
  if (!pathname.startsWith('/api/') || NOT_IN_OPENAPI.some((known) => known.test(pathname))) return;
  let checker = checkers.get(app);
  if (!checker) checkers.set(app, (checker = makeChecker(app)));
  const found = checker.operation(seen.method.toLowerCase(), pathname);
  if (!found) {
    // What is not there is what specs ask for to see that it is not.
    if (seen.status === 404) return;
    throw new Error(`${seen.method} ${pathname} answers ${seen.status} and is not in the OpenAPI document`);
  }
  const [pattern, operation] = found;
  const where = `${seen.method} ${pattern} ${seen.status}`;
  // An empty answer that says: what you have is still so.
  if (seen.status === 304) return;
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
  const nothing = seen.body === undefined && seen.type === '';
  if (!validate && !(nothing && !documented.content))
    throw new Error(`${where} answers ${seen.type || 'nothing'}, which the OpenAPI document does not say`);
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
      // Of `/{id}` and `/{id}.ics` the one that says more.
      const best = candidates.sort(
        (a, b) =>
          a.pattern.split('{').length - b.pattern.split('{').length || b.pattern.length - a.pattern.length,
      )[0];
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
