import type { Collection } from '@fingerpost/contracts/collections';
import type { Discussion, PostSeen } from '@fingerpost/contracts/discussions';
import type { Resource } from '@fingerpost/contracts/resources';
import type { Event } from '@fingerpost/contracts/events';
import type { Role } from '@fingerpost/contracts/spaces';
import { Access } from '../../src/access/access.service.js';
import { UnsubscribeLinks } from '../../src/notifications/unsubscribe/unsubscribe-links.js';
import type { MadeSpace, Member } from '../factories.js';
import { pdfOf } from '../documents.js';
import type { Scene } from '../scene.js';
import { giveClean } from '../uploads.js';

/** Everything in a hidden space that could leak, with a word in each of its texts that stands nowhere else. */
export interface Hidden {
  space: MadeSpace;
  /** What must not be found by those outside: these words, in any answer. */
  secrets: string[];
  /** The one of them that the invited may read. */
  name: string;
  insider: Member;
  /** As much inside as the insider, with less to say. */
  controls: { member: Member; moderator: Member };
  /** Also knows the space's name, without reading in it. */
  known: boolean;
  discussion: Discussion;
  posts: { opening: number; reply: PostSeen; edited: PostSeen; removed: PostSeen };
  /** What a post of the insider's names it by. */
  file: string;
  /** With a file, a first page, a past version and a note of who used it. */
  resource: Resource;
  /** Of the space, with that resource and a note beside it. */
  collection: Collection;
  /** A record of the directory that stands in the space: its slug. */
  partnership: string;
  /** The insider's message to the moderator. */
  message: number;
  event: Event;
  draft: Event;
  /** The page behind a link of the insider's mail about the discussion. */
  unsubscribe: string;
}

/** Who is outside, by what they are; the invited alone know a private space's name and description. */
export type Outsiders = Record<string, Member | null> &
  Record<'former' | 'asked' | 'invited' | 'watching', Member>;

export interface World {
  outsiders: Outsiders;
  open: MadeSpace;
  hidden: Hidden[];
}

/**
 * The roles outside; made first, so that their answers can be taken before anything hidden exists.
 * A `members` space is known by its name to the signed-in, so it is here already, still empty.
 */
export async function outsiders(
  scene: Scene,
): Promise<Pick<World, 'outsiders' | 'open'> & { known: MadeSpace }> {
  const { make } = scene;
  const regular = await make.member();
  const open = await make.space({ members: [[regular, 'owner']] });
  const discussion = await make.discussion(regular, open, { title: 'Open to everybody' });
  await make.reply(regular, discussion);
  const operator = await make.member({ operator: true });
  const known = await make.space({ visibility: 'members', slug: 'hidden-members', name: 'Known by name' });
  const [asked, invited] = [await make.member(), await make.member()];
  await standing(scene, known, asked, 'asked');
  await standing(scene, known, invited, 'invited');
  return {
    open,
    known,
    outsiders: {
      guest: null,
      stranger: await make.member(),
      former: await make.member(),
      elsewhere: regular,
      operator,
      asked,
      invited,
      watching: await make.member(),
    },
  };
}

/** Words of an event, whoever may read them. */
const OF_EVENTS = ['event', 'eventbody', 'place', 'address', 'link', 'note', 'draft', 'question', 'answer'];

export async function hide(
  scene: Scene,
  visibility: 'members' | 'private',
  { former, asked, invited, watching }: Outsiders,
  empty?: MadeSpace,
): Promise<Hidden> {
  const { make, as, app, db } = scene;
  const word = (what: string) => `zq${visibility}${what}`;
  const insider = await make.member({ name: word('author') });
  const space = empty ?? (await make.space({ visibility, slug: `hidden-${visibility}`, name: word('name') }));
  const access = app.get(Access, { strict: false });
  const controls = { member: await make.member(), moderator: await make.member() };
  await standing(scene, space, insider, 'active', 'owner');
  await standing(scene, space, controls.moderator, 'active', 'moderator');
  for (const member of [controls.member, former, watching]) await standing(scene, space, member, 'active');
  await standing(scene, space, asked, 'asked');
  await standing(scene, space, invited, 'invited');
  const discussion = await make.discussion(insider, space, {
    title: word('title'),
    body: word('body'),
    tags: [word('tag')],
  });
  for (const watched of [`discussions/${discussion.id}`, `spaces/${space.slug}`])
    await as(watching).put(`/api/${watched}/watch`, { level: 'everything' });
  await db.transaction((tx) => access.endMembership(tx, space.id, watching.personId));
  const reply = await make.reply(former, discussion, { body: word('reply') });
  const edited = await make.reply(insider, discussion, { body: word('former') });
  await as(insider).patch(`/api/posts/${edited.id}`, { version: edited.version, body: word('edited') });
  const removed = await make.reply(insider, discussion, { body: word('removed') });
  const attached = Buffer.from(word('attached'));
  const { address: file } = await giveClean(scene, insider, 'attached.txt', attached, 'text');
  await make.reply(insider, discussion, { body: `[${word('attached')}](${file})` });
  const event = await make.event(insider, space, {
    title: word('event'),
    body: word('eventbody'),
    place: { name: word('place'), address: word('address') },
    format: 'both',
    joining: { url: `https://meet.example/${word('link')}`, note: word('note') },
    showsAttendees: true,
    questions: [word('question')],
    capacity: 5,
  });
  for (const member of [insider, former, controls.member])
    await as(member).put(`/api/events/${event.id}/rsvp`, { status: 'going', shown: true });
  await as(insider).put(`/api/events/${event.id}/rsvp`, {
    status: 'going',
    answers: [{ questionId: event.questions[0]!.id, text: word('answer') }],
  });
  const draft = await make.event(insider, space, { title: word('draft'), status: 'draft' });
  await as(insider).delete(`/api/posts/${removed.id}`);
  await as(insider).put(`/api/discussions/${discussion.id}/answer`, { postId: reply.id });
  const resource = await library(scene, space, insider, word);
  const collection = await make.collection(insider, space, {
    title: word('collection'),
    summary: word('collection'),
    items: [{ resourceId: resource.id, note: word('collection') }],
  });
  await as(former).put(`/api/resources/${resource.id}/use`, { words: word('use') });
  await db.transaction((tx) => access.endMembership(tx, space.id, former.personId));
  const [opening] = (await as(insider).get(`/api/discussions/${discussion.id}/posts?limit=1`)).body
    .items as PostSeen[];
  return {
    space,
    secrets: [
      'author',
      'name',
      'title',
      'body',
      'tag',
      'reply',
      'former',
      'edited',
      'removed',
      'resource',
      'use',
      'file',
      'partnership',
      'message',
      'attached',
      'collection',
      ...OF_EVENTS,
    ].map(word),
    name: word('name'),
    insider,
    controls,
    known: visibility === 'members',
    discussion,
    event,
    draft,
    posts: { opening: opening!.id, reply, edited, removed },
    file: file!,
    resource,
    collection,
    partnership: await partnershipIn(scene, space, [insider, controls.moderator], word('partnership')),
    message: (
      await as(insider).post(`/api/people/${controls.moderator.personId}/messages`, { body: word('message') })
    ).body.id,
    unsubscribe: await app
      .get(UnsubscribeLinks, { strict: false })
      .of(insider.personId, { what: 'discussion', id: discussion.id }),
  };
}

async function library(scene: Scene, space: MadeSpace, insider: Member, word: (what: string) => string) {
  const name = `${word('file')}.pdf`;
  const { id } = await giveClean(scene, insider, name, pdfOf(word('file')));
  return scene.make.resource(insider, space, {
    title: word('resource'),
    summary: word('resource'),
    upload: id,
    kind: 'checklist',
    licence: 'ogl',
    audience: ['council'],
    tags: [word('tag')],
  });
}

/** Nobody can put one into a space yet; the table allows it, so what shows partnerships must ask. Gives its slug. */
async function partnershipIn(
  { db, clock }: Scene,
  space: MadeSpace,
  stewards: readonly Member[],
  name: string,
): Promise<string> {
  // Not the secret itself: a page may say back the address that was asked.
  const slug = `record-of-${space.slug}`;
  await db.transaction(async (tx) => {
    const [row] = await tx.query<{ id: number }[]>(
      `INSERT INTO partnerships (slug, space_id, author_id, name, kind, nation, scale, area, formality, lifecycle, agreement, words, pin_label, pin_lat, pin_lon, pin_precision, written_at)
       VALUES ($1, $2, $3, $5, 'network', 'wales', 'city', $5, 'formal', 'active', '{"type":"unknown","status":"unknown","signedOn":null,"reviewDueOn":null,"url":null}',
         array_to_tsvector(ARRAY[$5]), $5, 52, -4, 'town', $4) RETURNING id`,
      [slug, space.id, stewards[0]!.personId, clock.now(), name],
    );
    await tx.query(
      `INSERT INTO partnership_stewards (partnership_id, person_id, state, since) SELECT $1, unnest($2::bigint[]), 'confirmed', $3`,
      [row!.id, stewards.map(({ personId }) => personId), clock.now()],
    );
  });
  return slug;
}

/** A membership, however it came about: somebody may have asked while the space was not private yet. */
async function standing(
  { app, db, clock }: Scene,
  space: MadeSpace,
  { personId }: Member,
  state: 'active' | 'asked' | 'invited',
  role: Role = 'member',
): Promise<void> {
  const access = app.get(Access, { strict: false });
  await db.transaction((tx) => access.setMembership(tx, space.id, personId, { role, state }, clock.now()));
}
