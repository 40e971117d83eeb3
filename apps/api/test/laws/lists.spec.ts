import { expect, it } from 'vitest';
import { openApiOf } from '../../src/http/openapi.js';
import { startScene } from '../scene.js';

const scene = startScene();

type Schema = { $ref?: string; properties?: Record<string, Schema> };
type Answers = Record<string, { content?: Record<string, { schema?: Schema }> }>;

/** Not a list that is gone through, but the whole of one thing. */
const WHOLE = [
  '/api/collections/{id}', // one collection, with what is in it
  '/api/partnerships.json', // a file
  '/api/discussions/{id}/posts', // with `changedAfter` what changed, all of it
];

it('every list is { items, next, previous }', () => {
  const document = openApiOf(scene.app) as unknown as {
    paths: Record<string, { get?: { responses: Answers } }>;
    components: { schemas: Record<string, Schema> };
  };
  const resolved = (schema: Schema = {}) =>
    schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)!]! : schema;
  const lists = Object.entries(document.paths)
    .map(([path, { get }]) => ({
      path,
      properties: resolved(get?.responses['200']?.content?.['application/json']?.schema).properties ?? {},
    }))
    .filter(({ properties }) => 'items' in properties);
  expect(lists.length).toBeGreaterThan(20);
  const odd = lists.filter(({ properties }) => !('next' in properties && 'previous' in properties));
  expect(odd.map(({ path }) => path).filter((path) => !WHOLE.includes(path))).toEqual([]);
});
