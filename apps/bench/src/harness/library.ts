import type pg from 'pg';
import { product } from '../product/product.ts';

const [SPACES, GIVERS, TOPICS] = [20, 50, 20];

/** Words of one resource in 25, and of twenty whatever there is. */
export const [SOME, TWENTY] = ['hypertension', 'vestibular'];

/** Resources as people would have given them, found by search as the product files them: any number, by the same rule. */
export async function fillLibrary(client: pg.Client, resources: number): Promise<void> {
  await client.query(PLACES, [GIVERS, SPACES]);
  await client.query(RESOURCES, [resources, TOPICS, SPACES, GIVERS]);
  await client.query(VERSIONS);
  const source = product.SOURCES.find(({ kind }) => kind === 'resource')!;
  const { rows } = await client.query<{ id: string }>('SELECT id FROM resources');
  await client.query(product.indexThings(source), [rows.map(({ id }) => id)]);
}

const PLACES = `
  WITH giver AS (
    INSERT INTO people (id, kind, name, sector, created_at) SELECT n, 'member', 'Giver ' || n, 'nhs', now() FROM generate_series(1, $1::int) n
  )
  INSERT INTO spaces (id, slug, name, visibility, created_at) SELECT n, 'shelf-' || n, 'Shelf ' || n, 'public', now() FROM generate_series(1, $2::int) n`;

const RESOURCES = `
  INSERT INTO resources (space_id, author_id, owner_id, title, slug, summary, kind, tags, audience, licence, state, number, format,
    changed_at, download_count, use_count, written_at)
  SELECT 1 + n % $3::int, 1 + n % $4::int, 1 + n % $4::int, 'Resource ' || n, 'resource-' || n, 'What it is, and when it is of use, in two lines of text. ' || n
      || CASE WHEN n % 25 = 0 THEN ' For ${SOME}.' ELSE '' END || CASE WHEN n <= 20 THEN ' For ${TWENTY}.' ELSE '' END,
    (ARRAY['template', 'guide', 'checklist', 'training', 'leaflet', 'campaign', 'questions', 'report', 'other'])[1 + n % 9],
    ARRAY['topic-' || n % $2::int, 'topic-' || (n * 7 + 1) % $2::int],
    ARRAY[(ARRAY['nhs', 'university', 'public-library', 'council', 'charity', 'patient-voice', 'other'])[1 + n % 7]],
    (ARRAY['cc-by', 'cc-by-sa', 'cc-by-nc', 'cc0', 'ogl', 'members'])[1 + n % 6], 'published', 1, 'link', at, n::bigint * 7919 % 1000, n % 5, at
  FROM generate_series(1, $1::int) n, LATERAL (SELECT timestamptz '2026-01-01' + n * interval '1 minute' AS at) given`;

const VERSIONS = `
  INSERT INTO resource_versions (resource_id, number, link, open, author_id, written_at)
  SELECT id, 1, 'https://library.example/' || id, true, author_id, written_at FROM resources`;
