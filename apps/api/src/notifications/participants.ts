/**
 * Fills in who takes part where, for whole bodies of content that came without activities. `where` chooses among posts `p`;
 * what is there already stays.
 */
export const participantsOf = (where: string): string => `
  INSERT INTO participants (discussion_id, person_id, since_number)
  SELECT p.discussion_id, p.author_id, min(p.number) FROM posts p
  WHERE p.author_id IS NOT NULL AND p.state = 'published' AND ${where}
  GROUP BY p.discussion_id, p.author_id ON CONFLICT DO NOTHING`;
