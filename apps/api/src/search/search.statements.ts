import { SEARCH_KINDS } from '@fingerpost/contracts/modules';
import { seesContent } from '../access/predicate.js';
import { subjectSeen } from '../access/subjects.js';
import { statement } from '../database/sql.js';
import { HIT_STARTS, HIT_STOPS } from './passage.js';

/** A word that half the posts have: its newest matches are ranked, so that one search costs a bounded time. */
const CANDIDATES = 1_000;
const EXACT_TITLES = 20;

/** `$2` the words, `$3` acronyms, `$4` whether words are excluded. */
const STEMMED = `websearch_to_tsquery('english', $2)`;
const EXACT = `websearch_to_tsquery('simple', $2)`;
const ASKED = `CASE WHEN $4::boolean THEN ${STEMMED} ELSE ${STEMMED} || ${EXACT} || $3::tsquery END`;

const OF_THREADS = `${seesContent('d', 's', '$1')} AND d.state = 'published'`;
/** A thing is asked for by its own kind; `$11` are the kinds of modules that are switched off. */
const VISIBLE = `CASE WHEN doc.discussion_id IS NOT NULL THEN ${OF_THREADS}
  ELSE doc.subject_kind <> ALL ($11::text[]) AND EXISTS ${subjectSeen('doc.subject_kind', 'doc.subject_id', '$1')} END`;
/** A reply that was removed is left out before its job has taken it out of the index. */
const STILL_THERE = `(doc.subject_kind <> 'post' OR (SELECT live.state FROM posts live WHERE live.id = doc.subject_id) = 'published')`;
const DOCUMENTS = `search_documents doc LEFT JOIN discussions d ON d.id = doc.discussion_id LEFT JOIN spaces s ON s.id = coalesce(d.space_id, doc.space_id)`;
const THREADS = `search_documents doc JOIN discussions d ON d.id = doc.discussion_id JOIN spaces s ON s.id = d.space_id`;
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

/** Of two with the same score: what a thread or thing begins with stands before replies, and no two kinds are equal. */
const RANK = `array_position(ARRAY[${SEARCH_KINDS.toReversed()
  .toSorted((a, b) => Number(b === 'post') - Number(a === 'post'))
  .map((kind) => `'${kind}'`)
  .join(', ')}], doc.subject_kind)`;

const search = (compare: string, direction: string) => `
  WITH keys AS (
    (SELECT doc.subject_kind, doc.subject_id FROM ${DOCUMENTS}
     WHERE doc.words @@ (${ASKED}) AND querytree(${ASKED}) NOT IN ('', 'T') AND ${FILTERED} AND ${VISIBLE}
     ORDER BY doc.written_at DESC LIMIT ${CANDIDATES})
    UNION
    (SELECT doc.subject_kind, doc.subject_id FROM ${DOCUMENTS}
     WHERE doc.title <> '' AND lower(doc.title) = lower($2) AND ${FILTERED} AND ${VISIBLE} LIMIT ${EXACT_TITLES})
  ), scored AS (
    SELECT doc.*, ${SCORE} AS score, ${RANK} AS opens FROM keys JOIN search_documents doc USING (subject_kind, subject_id) WHERE ${STILL_THERE}
  ), page AS (
    SELECT * FROM scored WHERE $7::bigint IS NULL OR (score, opens, subject_id) ${compare} ($7, $8::int, $9::bigint)
    ORDER BY score ${direction}, opens ${direction}, subject_id ${direction} LIMIT $10
  )
  SELECT page.subject_kind AS kind, page.subject_id, page.score, page.opens, page.discussion_id, p.id AS post_id, p.number, page.written_at,
    ${headline('coalesce(d.title, page.title)', 'HighlightAll=true')} AS title, subject.path AS subject_path,
    ${headline('page.text', 'MaxFragments=2, MaxWords=28, MinWords=10, FragmentDelimiter=" … "')} AS passage,
    left(${clean('page.text')}, ${OPENING}) AS opening, right(${clean('page.text')}, ${OPENING}) AS ending,
    d.slug, d.reply_count, d.answer_post_id IS NOT NULL AS answered,
    s.id AS space_id, s.slug AS space_slug, s.name AS space_name, s.visibility AS space_visibility,
    a.id AS author_id, a.kind AS author_kind, a.name AS author_name, a.sector AS author_sector, o.name AS author_organisation
  FROM page LEFT JOIN discussions d ON d.id = page.discussion_id LEFT JOIN spaces s ON s.id = coalesce(d.space_id, page.space_id)
  LEFT JOIN LATERAL ${subjectSeen('page.subject_kind', 'page.subject_id', '$1')} subject ON page.discussion_id IS NULL
  LEFT JOIN posts p ON p.discussion_id = d.id AND CASE WHEN page.subject_kind = 'discussion' THEN p.number = 1 ELSE p.id = page.subject_id END
  LEFT JOIN people a ON a.id = coalesce(p.author_id, page.author_id) LEFT JOIN organisations o ON o.id = a.organisation_id
  ORDER BY page.score ${direction}, page.opens ${direction}, page.subject_id ${direction}`;

export const SEARCH_DESC = statement('search-desc', search('<', 'DESC'));
export const SEARCH_ASC = statement('search-asc', search('>', 'ASC'));

const SUGGESTED = 5;
const SUGGEST_CANDIDATES = 500;

/** Discussions whose titles share words with `$2`; those of an event or a resource answer no question that was asked. */
export const SUGGEST = statement(
  'search-suggest',
  `
  WITH keys AS (
    SELECT doc.subject_kind, doc.subject_id FROM ${THREADS}
    WHERE doc.words @@ ${STEMMED} AND doc.subject_kind = 'discussion' AND d.subject_kind IS NULL AND ${OF_THREADS}
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
