import { RULES } from './rules.js';

/**
 * How much of discussion `discussion` in space `space` concerns `person`, as SQL: what they chose for the discussion,
 * else Everything where they take part, else what they chose for the space. One truth for inbox, mail, digest and page.
 * `joinLevels` goes with `levelOf`.
 */
export const joinLevels = (person: string, discussion: string, space: string): string => `
  LEFT JOIN watches here ON here.person_id = ${person} AND here.subject_kind = 'discussion' AND here.subject_id = ${discussion}
  LEFT JOIN participants part ON part.person_id = ${person} AND part.discussion_id = ${discussion}
  LEFT JOIN watches around ON around.person_id = ${person} AND around.subject_kind = 'space' AND around.subject_id = ${space}`;

/** Where nothing was chosen it is Digest for a member of the space, and null for others, who said nothing. */
export const levelOf = (person: string, space: string): string =>
  `coalesce(here.level, CASE WHEN part.person_id IS NOT NULL THEN 'everything' END, around.level,
     CASE WHEN ${isInside(person, space)} THEN 'digest' END)`;

/** Where that level comes from, by the words of the contract. */
export const sourceOf = (person: string, space: string): string =>
  `CASE WHEN here.level IS NOT NULL THEN 'chosen' WHEN part.person_id IS NOT NULL THEN 'taking_part' WHEN around.level IS NOT NULL THEN 'space'
     WHEN ${isInside(person, space)} THEN 'default' ELSE 'not_a_member' END`;

const isInside = (person: string, space: string): string =>
  `EXISTS (SELECT 1 FROM memberships inside WHERE inside.person_id = ${person} AND inside.space_id = ${space} AND inside.state = 'active')`;

const REGARDLESS = RULES.filter(({ regardless }) => regardless).map(({ reason }) => `'${reason}'`);

/** Whether something with `reason` may come to whom it concerns, as SQL: not where they said Nothing, duties apart. */
export const mayCome = (reason: string, person: string, space: string): string =>
  `(${reason} IN (${REGARDLESS.join(', ')}) OR ${levelOf(person, space)} IS DISTINCT FROM 'nothing')`;
