import type { Discussion, Post, PostSeen } from '@fingerpost/contracts/discussions';

const NOTHING = { edit: false, delete: false, accept: false, history: false };

/**
 * What may be done with a post that came as everybody reads it; the server has the last word in any case.
 * `known` is the post as it was shown so far.
 */
export function seenBy(
  post: Post,
  discussion: Discussion | undefined,
  viewerId: number | null,
  known?: PostSeen,
): PostSeen {
  if (!discussion || viewerId === null) return { ...post, can: NOTHING };
  // A tombstone does not say whose it was, which what was shown before does.
  if (post.state === 'removed') {
    const history = discussion.can.pin || (known?.can.history ?? false);
    return { ...post, can: { ...NOTHING, history } };
  }
  const own = post.author?.id === viewerId;
  const moderates = discussion.can.pin;
  const reply = post.number > 1;
  const writes = !discussion.can.join;
  return {
    ...post,
    can: {
      edit: own && writes,
      delete: reply && ((own && writes) || moderates),
      accept: reply && discussion.can.accept,
      history: own || moderates,
    },
  };
}
