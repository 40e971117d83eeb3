import pg from 'pg';
import { once } from './connection.ts';
import { cli } from './data.ts';
import type { BenchDatabase } from './database.ts';

const TAGS = 400;

/** A database with a library of so many resources, as people would have given them: many topics, a few kinds. */
export async function libraryOf(database: BenchDatabase, name: string, resources: number): Promise<string> {
  const url = await database.recreate(name);
  await cli(url, ['migrate']);
  await once(url, async (client: pg.Client) => {
    // Else the product would take the database for a new one and load its starting content.
    await client.query('UPDATE settings SET started_at = now(), demonstration = true');
    await client.query(SPACES);
    await client.query(RESOURCES, [resources, TAGS]);
    await client.query(VERSIONS);
    await client.query('VACUUM (ANALYZE, FREEZE)');
  });
  return url;
}

const SPACES = `
  WITH giver AS (INSERT INTO people (kind, name, sector, created_at) SELECT 'member', 'Giver ' || n, 'nhs', now() FROM generate_series(1, 50) n)
  INSERT INTO spaces (slug, name, visibility, created_at) SELECT 'shelf-' || n, 'Shelf ' || n, 'public', now() FROM generate_series(1, 20) n`;

const RESOURCES = `
  INSERT INTO resources (space_id, author_id, owner_id, title, slug, summary, kind, tags, audience, licence, state, number, format,
    changed_at, download_count, use_count, written_at, created_at)
  SELECT 1 + n % 20, 1 + n % 50, 1 + n % 50, 'Resource ' || n, 'resource-' || n, 'What it is, and when it is of use, in two lines of text. ' || n,
    (ARRAY['template', 'guide', 'checklist', 'training', 'leaflet', 'campaign', 'questions', 'report', 'other'])[1 + n % 9],
    ARRAY['topic-' || n % $2::int, 'topic-' || (n * 7) % $2::int],
    ARRAY[(ARRAY['nhs', 'university', 'public-library', 'council', 'charity', 'patient-voice', 'other'])[1 + n % 7]],
    (ARRAY['cc-by', 'cc-by-sa', 'cc-by-nc', 'cc0', 'ogl', 'members'])[1 + n % 6], 'published', 1, 'link',
    timestamptz '2026-01-01' + n * interval '1 minute', (n * 7919) % 1000, n % 5, timestamptz '2026-01-01' + n * interval '1 minute', now()
  FROM generate_series(1, $1::int) n`;

const VERSIONS = `
  INSERT INTO resource_versions (resource_id, number, link, open, author_id, written_at)
  SELECT id, 1, 'https://library.example/' || id, true, author_id, written_at FROM resources`;
