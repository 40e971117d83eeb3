/**
 * Whether a member knows what activity `a` tells of a post numbered `number`, by their mark in that discussion, as SQL:
 * the mark stands at the post or behind it. An answer's author knew the post before it was accepted; that they were told
 * is known once they came back after.
 */
export const isKnown = (mark: string, a: string, number: string): string =>
  `CASE ${a}.kind WHEN 'answer.accepted' THEN ${mark}.seen_at >= ${a}.at ELSE ${mark}.read_number >= ${number} END`;

/**
 * Whether a notification `n` of inbox `i` has been read, as SQL: marked, below the mark of the whole inbox,
 * or known from the thread.
 */
export const isRead = (n: string, i: string): string =>
  `(${n}.read_at IS NOT NULL OR ${n}.number <= ${i}.read_up_to OR EXISTS (
     SELECT 1 FROM read_marks seen WHERE seen.person_id = ${n}.person_id AND seen.discussion_id = ${n}.discussion_id AND ${isKnown('seen', n, `${n}.post_number`)}))`;
