/** The run of posts that a reader has before them, as pure steps: pages join at both ends, changes patch in place. */
import type { PostPage, PostSeen } from '@fingerpost/contracts/discussions';

/** Pages in reading order become one run without duplicates; of two states of a post the newer version stays. */
export function joinPages(pages: readonly PostPage[], extra: readonly PostSeen[] = []): PostSeen[] {
  const newest = new Map<number, PostSeen>();
  const keep = (post: PostSeen) => {
    const known = newest.get(post.id);
    if (!known || post.version > known.version) newest.set(post.id, post);
  };
  for (const page of pages) page.items.forEach(keep);
  extra.forEach(keep);

  const inPages = [...new Set(pages.flatMap((page) => page.items.map((post) => post.id)))];
  const run = inPages.map((id) => newest.get(id)!);
  const threaded = pages[0]?.view === 'threaded';
  for (const post of extra) {
    if (run.some((known) => known.id === post.id)) continue;
    run.splice(threaded ? placeInThread(run, post) : placeInTime(run, post), 0, newest.get(post.id)!);
  }
  return named(run);
}

/** Whom a reply answers, by name, wherever that post is here. What is known already stays the very same object. */
function named(run: PostSeen[]): PostSeen[] {
  const names = new Map(run.map((post) => [post.number, post.author?.name]));
  return run.map((post) => {
    const name = post.inReplyTo && !post.inReplyTo.name && names.get(post.inReplyTo.number);
    return name ? { ...post, inReplyTo: { number: post.inReplyTo!.number, name } } : post;
  });
}

function placeInTime(run: readonly PostSeen[], post: PostSeen): number {
  const later = run.findIndex((known) => known.number > post.number);
  return later === -1 ? run.length : later;
}

/** A reply stands after the last of its ancestor's replies; in that group the order is that of arrival. */
function placeInThread(run: readonly PostSeen[], post: PostSeen): number {
  if (post.parentId === null || post.depth === 0) return run.length;
  const parent = run.findIndex((known) => known.id === post.parentId);
  if (parent === -1) return run.length;
  const nextGroup = run.findIndex((known, index) => index > parent && known.depth === 0);
  return nextGroup === -1 ? run.length : nextGroup;
}

/** Whether a post that just came has its place inside this run, so that showing it needs no other page. */
export function belongsIn(
  run: readonly PostSeen[],
  post: PostSeen,
  view: 'flat' | 'threaded',
  reachesEnd: boolean,
): boolean {
  if (view === 'flat' || post.depth === 0) return reachesEnd;
  const parent = run.findIndex((known) => known.id === post.parentId);
  return parent !== -1 && (reachesEnd || run.some((known, index) => index > parent && known.depth === 0));
}

/** What the server told of changes, laid over what is shown: newer versions replace, nothing is added. */
export function patchPosts(posts: readonly PostSeen[], changes: readonly PostSeen[]): PostSeen[] {
  const changed = new Map(changes.map((post) => [post.id, post]));
  return posts.map((post) => {
    const change = changed.get(post.id);
    // A change that arrives alone does not know the name of whom it answers; the page did.
    return change && change.version > post.version
      ? { ...change, inReplyTo: post.inReplyTo?.name ? post.inReplyTo : change.inReplyTo }
      : post;
  });
}

/** Posts that came after what is shown and wait to be asked for; own ones never wait. */
export function newcomers(
  run: readonly PostSeen[],
  changes: readonly PostSeen[],
  known: { lastNumber: number; viewerId: number | null },
): PostSeen[] {
  const shown = new Set(run.map((post) => post.id));
  return changes.filter(
    (post) =>
      !shown.has(post.id) &&
      post.state === 'published' &&
      post.number > known.lastNumber &&
      (known.viewerId === null || post.author?.id !== known.viewerId),
  );
}
