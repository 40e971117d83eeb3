import type { ActivityKind, SubjectKind } from '../activity/activity.js';
import { wordsOf } from './search.index.js';

/** What search knows of one kind of thing. */
export interface Source {
  kind: SubjectKind;
  /** After these its documents are made anew; each has the thing as its subject. */
  on: readonly ActivityKind[];
  /** SELECT of `id, space_id, title, text, author_id, written_at` of those that may be found, of the ids `$1`. */
  documents: string;
}

/** Found by its names, its area, its members and what it is for. */
export const PARTNERSHIPS: Source = {
  kind: 'partnership',
  on: ['partnership.created', 'partnership.updated'],
  documents: `
  SELECT p.id, p.space_id, p.name AS title, concat_ws(E'\\n', p.area, array_to_string(p.aliases, ', '), array_to_string(p.purpose, E'\\n'),
      (SELECT string_agg(m.name, E'\\n' ORDER BY m.position) FROM partnership_members m WHERE m.partnership_id = p.id),
      (SELECT string_agg(a ->> 'title', E'\\n') FROM jsonb_array_elements(p.activity_list) a)) AS text, p.author_id, p.written_at
  FROM partnerships p WHERE p.id = ANY ($1) AND p.state = 'published' AND p.merged_into_id IS NULL`,
};

/** One row for each kind of thing that is found beside discussions and posts. Who may see a hit is asked when it is shown. */
export const SOURCES: readonly Source[] = [
  {
    kind: 'event',
    on: ['event.listed', 'event.repeated', 'event.changed', 'event.called_off'],
    // The way in stands in a table of its own, and is not asked for here.
    documents: `SELECT e.id, e.space_id, e.title, concat_ws(E'\n', x.text, e.place_name, e.place_address) AS text, e.author_id, e.written_at
      FROM events e JOIN event_texts x ON x.event_id = e.id WHERE e.id = ANY ($1) AND e.state = 'published'`,
  },
  {
    kind: 'campaign',
    on: ['campaign.changed'],
    documents: `SELECT id, NULL::bigint AS space_id, name AS title, organiser || E'\n' || summary AS text, NULL::bigint AS author_id, created_at AS written_at
      FROM campaigns WHERE id = ANY ($1)`,
  },
  {
    kind: 'resource',
    on: [
      'resource.created',
      'resource.updated',
      'resource.versioned',
      'resource.handed_over',
      'resource.removed',
    ],
    // The words of its file are found too; those of one for members alone would show in a passage to guests.
    documents: `SELECT r.id, r.space_id, r.title, concat_ws(E'\n', r.summary, array_to_string(r.tags, ' '), CASE WHEN r.licence <> 'members' THEN left(f.text, 60000) END) AS text,
        r.author_id, r.written_at
      FROM resources r LEFT JOIN files f ON f.id = r.file_id WHERE r.id = ANY ($1) AND r.state = 'published'`,
  },
  {
    kind: 'collection',
    on: ['collection.created', 'collection.updated', 'collection.removed'],
    // Not its notes: they stand beside resources that not everybody sees who sees the collection.
    documents: `SELECT id, space_id, title, summary AS text, author_id, written_at FROM collections WHERE id = ANY ($1) AND state = 'published'`,
  },
  PARTNERSHIPS,
];

/** Makes the documents of things anew: `$1` their ids, of the kind. Again and again with the same result. */
export const indexThings = ({ kind, documents }: Source): string => `
  WITH present AS (${documents}), gone AS (
    DELETE FROM search_documents WHERE subject_kind = '${kind}' AND subject_id = ANY ($1) AND subject_id NOT IN (SELECT id FROM present)
  )
  INSERT INTO search_documents (subject_kind, subject_id, space_id, author_id, title, text, words, written_at)
  SELECT '${kind}', id, space_id, author_id, title, text, ${wordsOf('title', 'text')}, written_at FROM present
  ON CONFLICT (subject_kind, subject_id) DO UPDATE
  SET space_id = excluded.space_id, author_id = excluded.author_id, title = excluded.title, text = excluded.text, words = excluded.words`;
