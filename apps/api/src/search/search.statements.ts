import { seesContent } from '../access/predicate.js';
import { statement } from '../database/sql.js';
import { HIT_STARTS, HIT_STOPS } from './passage.js';

/** A word that half the posts have: its newest matches are ranked, so that one search costs a bounded time. */
const CANDIDATES = 1_000;
const EXACT_TITLES = 20;

/** `$2` the words, `$3` acronyms, `$4` whether words are excluded. */
const STEMMED = `websearch_to_tsquery('english', $2)`;
const EXACT = `websearch_to_tsquery('simple', $2)`;
const ASKED = `CASE WHEN $4::boolean THEN ${STEMMED} ELSE ${STEMMED} || ${EXACT} || $3::tsquery END`;

const VISIBLE = `${seesContent('d', 's', '$1')} AND d.state = 'published'`;
/** A reply that was removed is left out before its job has taken it out of the index. */
const STILL_THERE = `(doc.subject_kind = 'discussion' OR (SELECT live.state FROM posts live WHERE live.id = doc.subject_id) = 'published')`;
const DOCUMENTS = `search_documents doc JOIN discussions d ON d.id = doc.discussion_id JOIN spaces s ON s.id = d.space_id`;
const FILTERED = `($5::text IS NULL OR doc.subject_kind = $5) AND ($6::text IS NULL OR s.slug = $6)`;

/** Characters of a text's beginning and end that tell whether a passage was cut out of its middle. */
const OPENING = 180;
const clean = (text: string) => `translate(${text}, '${HIT_STARTS}${HIT_STOPS}', '')`;
/** Stop words such as IT have no stem: they are marked as they stand. */
const headline = (text: string, options: string) => {
  const marks = `'StartSel=${HIT_STARTS}, StopSel=${HIT_STOPS}, ${options}'`;
  return `CASE WHEN numnode(${STEMMED}) = 0 THEN ts_headline('simple', ${clean(text)}, ${EXACT}, ${marks}) ELSE ts_headline('english', ${clean(text)}, ${STEMMED}, ${marks}) END`;
};

/** An exact title stands before all, then rank, then the newer; whole numbers, so that a cursor holds them exactly. */
const SCORE = `(CASE WHEN doc.title <> '' AND lower(doc.title) = lower($2) THEN 1000000000 ELSE 0 END + round(ts_rank(doc.words, ${ASKED}, 1) * 100000000))::bigint`;

const search = (compare: string, direction: string) => `
  WITH keys AS (
    (SELECT doc.subject_kind, doc.subject_id FROM ${DOCUMENTS}
     WHERE doc.words @@ (${ASKED}) AND querytree(${ASKED}) NOT IN ('', 'T') AND ${FILTERED} AND ${VISIBLE}
     ORDER BY doc.written_at DESC LIMIT ${CANDIDATES})
    UNION
    (SELECT doc.subject_kind, doc.subject_id FROM ${DOCUMENTS}
     WHERE doc.subject_kind = 'discussion' AND lower(doc.title) = lower($2) AND ${FILTERED} AND ${VISIBLE} LIMIT ${EXACT_TITLES})
  ), scored AS (
    SELECT doc.*, ${SCORE} AS score, (doc.subject_kind = 'discussion')::int AS opens FROM keys JOIN search_documents doc USING (subject_kind, subject_id) WHERE ${STILL_THERE}
  ), page AS (
    SELECT * FROM scored WHERE $7::bigint IS NULL OR (score, opens, subject_id) ${compare} ($7, $8::int, $9::bigint)
    ORDER BY score ${direction}, opens ${direction}, subject_id ${direction} LIMIT $10
  )
  SELECT page.subject_kind AS kind, page.subject_id, page.score, page.opens, page.discussion_id, p.id AS post_id, p.number, p.written_at,
    ${headline('d.title', 'HighlightAll=true')} AS title,
    ${headline('page.text', 'MaxFragments=2, MaxWords=28, MinWords=10, FragmentDelimiter=" … "')} AS passage,
    left(${clean('page.text')}, ${OPENING}) AS opening, right(${clean('page.text')}, ${OPENING}) AS ending,
    d.slug, d.reply_count, d.answer_post_id IS NOT NULL AS answered,
    s.id AS space_id, s.slug AS space_slug, s.name AS space_name, s.visibility AS space_visibility,
    a.id AS author_id, a.kind AS author_kind, a.name AS author_name, a.sector AS author_sector, o.name AS author_organisation
  FROM page JOIN discussions d ON d.id = page.discussion_id JOIN spaces s ON s.id = d.space_id
  JOIN posts p ON p.discussion_id = d.id AND CASE WHEN page.subject_kind = 'discussion' THEN p.number = 1 ELSE p.id = page.subject_id END
  LEFT JOIN people a ON a.id = p.author_id LEFT JOIN organisations o ON o.id = a.organisation_id
  ORDER BY page.score ${direction}, page.opens ${direction}, page.subject_id ${direction}`;

export const SEARCH_DESC = statement('search-desc', search('<', 'DESC'));
export const SEARCH_ASC = statement('search-asc', search('>', 'ASC'));

const SUGGESTED = 5;
const SUGGEST_CANDIDATES = 500;

/** Discussions whose titles share words with `$2`. */
export const SUGGEST = statement(
  'search-suggest',
  `
  WITH keys AS (
    SELECT doc.subject_kind, doc.subject_id FROM ${DOCUMENTS}
    WHERE doc.words @@ ${STEMMED} AND doc.subject_kind = 'discussion' AND ${VISIBLE}
    ORDER BY doc.written_at DESC LIMIT ${SUGGEST_CANDIDATES}
  ), page AS (
    SELECT doc.discussion_id, ts_rank('{0, 0, 0.02, 1}', doc.words, ${STEMMED}, 1) AS rank FROM keys JOIN search_documents doc USING (subject_kind, subject_id)
    WHERE ts_filter(doc.words, '{a}') @@ ${STEMMED} ORDER BY rank DESC, doc.discussion_id DESC LIMIT ${SUGGESTED}
  )
  SELECT d.id, d.title, d.slug, d.reply_count, d.answer_post_id IS NOT NULL AS answered,
    s.id AS space_id, s.slug AS space_slug, s.name AS space_name, s.visibility AS space_visibility
  FROM page JOIN discussions d ON d.id = page.discussion_id JOIN spaces s ON s.id = d.space_id
  ORDER BY page.rank DESC, d.id DESC`,
);
