import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openApiOf } from '../../src/http/openapi.js';
import { startScene } from '../scene.js';

const scene = startScene();
const FILE = new URL('../../../../docs/openapi.json', import.meta.url);

it('docs/openapi.json is the document that the server gives (UPDATE_OPENAPI=1 writes it anew)', async () => {
  const present = `${JSON.stringify(openApiOf(scene.app), null, 2)}\n`;
  if (process.env.UPDATE_OPENAPI) await writeFile(FILE, present);
  expect(await readFile(FILE, 'utf8')).toBe(present);
});
