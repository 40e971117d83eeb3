import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spread, throughput } from '../harness/load.ts';
import { interleaved } from '../harness/rounds.ts';
import type { Stage } from '../harness/stage.ts';
import type { Part } from '../part.ts';
import { beside, type Row } from '../rows.ts';

const MIB = 1024 * 1024;
const SIZES: Record<string, number> = { 'a leaflet of 200 kB': 200 * 1024, 'slides of 4 MB': 4 * MIB };

/** Files of resources, asked of access each time, beside Fastify streaming the same file. */
export const downloads: Part = async (stage) => {
  const rows: Row[] = [];
  for (const [name, size] of Object.entries(SIZES)) {
    const { file, at } = await given(stage, size);
    const bare = await stage.spawn('apps/bench/src/references/download.ts', { FILE: file });
    for (const url of [stage.product.origin + at, `${bare.origin}/file`]) await assertGives(url, file);
    const figures = await interleaved(`download, ${name}`, {
      product: (seconds) => throughput(stage.product.origin, spread([{ path: at }]), seconds),
      bare: (seconds) => throughput(bare.origin, spread([{ path: '/file' }]), seconds),
    });
    rows.push(beside(`download, ${name}`, figures.product, figures.bare));
    await bare.stop();
  }
  return rows;
};

async function assertGives(url: string, file: string): Promise<void> {
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  assert.ok(bytes.equals(readFileSync(file)), `${url} gives other bytes`);
}

/** A resource with a file of that size, as if it had been given and looked at. */
async function given({ folder, database }: Stage, size: number): Promise<{ file: string; at: string }> {
  const bytes = randomBytes(size);
  const key = randomBytes(16).toString('hex');
  const kept = path.join(folder, 'files', 'files');
  mkdirSync(kept, { recursive: true });
  writeFileSync(path.join(kept, key), bytes);
  const [row] = await database.query<{ id: number }>(GIVEN, [
    key,
    size,
    createHash('sha256').update(bytes).digest(),
  ]);
  return { file: path.join(kept, key), at: `/api/resources/${row!.id}/download` };
}

const GIVEN = `
  WITH file AS (
    INSERT INTO files (key, name, format, size, state, sha256, kept, created_at) VALUES ($1, 'slides.pdf', 'pdf', $2, 'clean', $3, true, now()) RETURNING id
  ), resource AS (
    INSERT INTO resources (space_id, title, slug, kind, licence, state, number, format, size, file_id, changed_at, written_at)
    SELECT (SELECT id FROM spaces WHERE visibility = 'public' ORDER BY id LIMIT 1), 'Slides', 'slides', 'training', 'cc0', 'published', 1, 'pdf', $2, id, now(), now() FROM file
    RETURNING id, file_id
  ), version AS (
    INSERT INTO resource_versions (resource_id, number, file_id, open, written_at) SELECT id, 1, file_id, true, now() FROM resource
  )
  SELECT id::int FROM resource`;
