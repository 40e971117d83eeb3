import { looksAfterSpace } from '../access/predicate.js';

/**
 * Whether what a notification `n` told is still so, as SQL, asked wherever it is shown or sent: a request to join stands
 * until it is decided or taken back, and is for those who look after the space now, as does the wish to look after a
 * record; a record is to be looked at until a steward did; an accepted answer can be withdrawn; what was
 * handed to somebody can have been handed on.
 * `s` and `d` are its space and discussion.
 */
export const stillSo = (n: string, s: string, d: string, viewer: string): string => `CASE ${n}.reason
  WHEN 'asked_to_join' THEN ${looksAfterSpace(s, viewer)} AND EXISTS (
    SELECT 1 FROM memberships asking WHERE asking.space_id = ${n}.space_id AND asking.person_id = ${n}.actor_id
      AND asking.state = 'asked' AND asking.since <= ${n}.at)
  WHEN 'asked_to_look_after' THEN EXISTS (
    SELECT 1 FROM partnership_stewards asking WHERE asking.partnership_id = ${n}.subject_id AND asking.person_id = ${n}.actor_id AND asking.state = 'asked')
  WHEN 'partnership_review' THEN EXISTS (
    SELECT 1 FROM partnerships due JOIN partnership_stewards steward ON steward.partnership_id = due.id AND steward.state = 'confirmed'
    WHERE due.id = ${n}.subject_id AND coalesce(due.verified_at <= ${n}.at, true) AND steward.person_id = ${n}.person_id)
  WHEN 'resource_handed' THEN EXISTS (
    SELECT 1 FROM resources kept WHERE kept.id = ${n}.subject_id AND kept.owner_id = ${n}.person_id)
  WHEN 'accepted' THEN ${d}.answer_post_id = ${n}.post_id
  ELSE true END`;
