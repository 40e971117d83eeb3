import type { Discussion, PostSeen } from '@fingerpost/contracts/discussions';
import { Access } from '../../src/access/access.service.js';
import { UnsubscribeLinks } from '../../src/notifications/unsubscribe/unsubscribe-links.js';
import type { MadeSpace, Member } from '../factories.js';
import type { Scene } from '../scene.js';

/** Everything in a hidden space that could leak, with a word in each of its texts that stands nowhere else. */
export interface Hidden {
  space: MadeSpace;
  /** What must not be found by those outside: these words, in any answer. */
  secrets: string[];
  insider: Member;
  /** Also knows the space's name, without reading in it. */
  known: boolean;
  discussion: Discussion;
  posts: { opening: number; reply: PostSeen; edited: PostSeen; removed: PostSeen };
  /** The page behind a link of the insider's mail about the discussion. */
  unsubscribe: string;
}

export interface World {
  outsiders: Record<string, Member | null>;
  open: MadeSpace;
  hidden: Hidden[];
}

/**
 * The roles outside; made first, so that their answers can be taken before anything hidden exists.
 * A `members` space is known by its name to the signed-in, so it is here already, still empty.
 */
export async function outsiders({
  make,
}: Scene): Promise<Pick<World, 'outsiders' | 'open'> & { known: MadeSpace }> {
  const regular = await make.member();
  const open = await make.space({ members: [[regular, 'owner']] });
  const discussion = await make.discussion(regular, open, { title: 'Open to everybody' });
  await make.reply(regular, discussion);
  const operator = await make.member({ operator: true });
  const known = await make.space({ visibility: 'members', slug: 'hidden-members', name: 'Known by name' });
  return {
    open,
    known,
    outsiders: {
      guest: null,
      stranger: await make.member(),
      former: await make.member(),
      elsewhere: regular,
      operator,
    },
  };
}

export async function hide(
  scene: Scene,
  visibility: 'members' | 'private',
  former: Member,
  empty?: MadeSpace,
): Promise<Hidden> {
  const { make, as, app, clock, db } = scene;
  const word = (what: string) => `zq${visibility}${what}`;
  const insider = await make.member({ name: word('author') });
  const space = empty ?? (await make.space({ visibility, slug: `hidden-${visibility}`, name: word('name') }));
  const access = app.get(Access, { strict: false });
  await db.transaction(async (tx) => {
    await access.setMembership(
      tx,
      space.id,
      insider.personId,
      { role: 'owner', state: 'active' },
      clock.now(),
    );
    await access.setMembership(
      tx,
      space.id,
      former.personId,
      { role: 'member', state: 'active' },
      clock.now(),
    );
  });
  const discussion = await make.discussion(insider, space, {
    title: word('title'),
    body: word('body'),
    tags: [word('tag')],
  });
  const reply = await make.reply(former, discussion, { body: word('reply') });
  const edited = await make.reply(insider, discussion, { body: word('former') });
  await as(insider).patch(`/api/posts/${edited.id}`, { version: edited.version, body: word('edited') });
  const removed = await make.reply(insider, discussion, { body: word('removed') });
  await as(insider).delete(`/api/posts/${removed.id}`);
  await as(insider).put(`/api/discussions/${discussion.id}/answer`, { postId: reply.id });
  await db.transaction((tx) => access.endMembership(tx, space.id, former.personId));
  const [opening] = (await as(insider).get(`/api/discussions/${discussion.id}/posts?limit=1`)).body
    .items as PostSeen[];
  return {
    space,
    secrets: ['author', 'name', 'title', 'body', 'tag', 'reply', 'former', 'edited', 'removed'].map(word),
    insider,
    known: visibility === 'members',
    discussion,
    posts: { opening: opening!.id, reply, edited, removed },
    unsubscribe: await app
      .get(UnsubscribeLinks, { strict: false })
      .of(insider.personId, { what: 'discussion', id: discussion.id }),
  };
}
