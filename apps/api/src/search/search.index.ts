/**
 * How words are indexed: stemmed, for what people mean; as they stand, for exact and short words;
 * and acronyms in capitals, so that IT is not lost among every "it".
 */
export const wordsOf = (title: string, text: string): string => `(
  setweight(to_tsvector('english', ${title}), 'A') || setweight(to_tsvector('simple', ${title}), 'A')
  || setweight(to_tsvector('english', ${text}), 'B') || setweight(to_tsvector('simple', ${text}), 'B')
  || coalesce((SELECT string_agg(DISTINCT found[1] || ':1A', ' ') FROM regexp_matches(${title} || ' ' || ${text}, '\\m[A-Z][A-Z0-9]{1,5}\\M', 'g') found), '')::tsvector)`;

/**
 * Indexes published posts, again and again with the same result: an opening post with its title as the discussion,
 * a reply by itself. `where` chooses among posts `p` and their discussions `d`; also used for whole bodies of content at once.
 */
export const indexPosts = (where: string): string => `
  INSERT INTO search_documents (subject_kind, subject_id, space_id, discussion_id, title, text, words, written_at)
  SELECT CASE WHEN p.number = 1 THEN 'discussion' ELSE 'post' END, CASE WHEN p.number = 1 THEN d.id ELSE p.id END,
    d.space_id, d.id, heading.title, source.text, ${wordsOf('heading.title', 'source.text')}, p.written_at
  FROM posts p
  JOIN discussions d ON d.id = p.discussion_id
  JOIN post_sources source ON source.post_id = p.id
  CROSS JOIN LATERAL (SELECT CASE WHEN p.number = 1 THEN d.title ELSE '' END AS title) heading
  WHERE p.state = 'published' AND d.state = 'published' AND ${where}
  ON CONFLICT (subject_kind, subject_id) DO UPDATE
  SET space_id = excluded.space_id, title = excluded.title, text = excluded.text, words = excluded.words`;
