/**
 * Whether a notification `n` of inbox `i` has been read, as SQL: marked, below the mark of the whole inbox,
 * or its post lies behind the member's mark in that discussion.
 */
export const isRead = (n: string, i: string): string =>
  `(${n}.read_at IS NOT NULL OR ${n}.number <= ${i}.read_up_to OR EXISTS (
     SELECT 1 FROM read_marks seen WHERE seen.person_id = ${n}.person_id AND seen.discussion_id = ${n}.discussion_id AND seen.read_number >= ${n}.post_number))`;
