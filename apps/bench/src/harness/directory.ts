import type pg from 'pg';

/** Partnerships as a directory of some years would hold them: all over the country, of every kind, with members and sources. */
const FILL = `
  WITH made AS (
    INSERT INTO partnerships (slug, name, kind, nation, scale, area, formality, lifecycle, agreement, sectors, activities, member_count,
      purpose, sources, words, pin_label, pin_lat, pin_lon, pin_precision, verified_at, written_at)
    SELECT 'bench-' || i, 'Health information partnership ' || substr(md5(i::text), 1, 6), 'local-partnership',
      (ARRAY['england', 'england', 'england', 'scotland', 'wales', 'northern-ireland'])[1 + i % 6],
      (ARRAY['borough', 'city', 'county', 'health-board'])[1 + i % 4], 'Area ' || i % 400,
      (ARRAY['formal', 'informal', 'mixed', 'unknown'])[1 + i % 4], (ARRAY['active', 'quiet', 'unknown'])[1 + i % 3],
      '{"type":"mou","status":"signed","signedOn":"2024","reviewDueOn":null,"url":null}',
      ARRAY[(ARRAY['nhs', 'university', 'public-library', 'council', 'charity'])[1 + i % 5], (ARRAY['patient-voice', 'other'])[1 + i % 2]],
      ARRAY[(ARRAY['training', 'campaign', 'event', 'signposting', 'pilot'])[1 + i % 5]], 3,
      ARRAY['Answer together what none of us answers alone'],
      '[{"title":"A page","url":"https://library.example/about","supports":"That it exists"}]',
      array_to_tsvector(ARRAY['health', 'information', 'partnership', substr(md5(i::text), 1, 6), 'area', (i % 400)::text]),
      'Town ' || i, 50.2 + (i::bigint * 7919 % 8000) / 1000.0, -5.0 + (i::bigint * 104729 % 6500) / 1000.0, 'town',
      CASE i % 3 WHEN 0 THEN now() - interval '1 month' WHEN 1 THEN now() - interval '8 months' END, now()
    FROM generate_series(1, $1::int) i RETURNING id
  )
  INSERT INTO partnership_members (partnership_id, position, name, sector, evidence)
  SELECT made.id, p, 'Member ' || p, 'nhs-library', 'page' FROM made, generate_series(0, 2) p`;

export const fillDirectory = (client: pg.Client, partnerships: number) => client.query(FILL, [partnerships]);
