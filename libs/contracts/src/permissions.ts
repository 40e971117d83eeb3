/** What somebody may do, as pure functions: tested without a database, asked by services and presenters. */

/** Abilities that routes declare. Each belongs to signed-in members; the service asks the policy below. */
export type Ability =
  | 'account.change'
  | 'campaign.confirm'
  | 'collection.change'
  | 'collection.make'
  | 'discussion.ask'
  | 'discussion.change'
  | 'file.upload'
  | 'calendar.own'
  | 'event.change'
  | 'event.list'
  | 'event.rsvp'
  | 'inbox.read'
  | 'organisation.add'
  | 'organisation.look-after'
  | 'partnership.add'
  | 'partnership.change'
  | 'partnership.claim'
  | 'partnership.look-after'
  | 'people.find'
  | 'people.write-to'
  | 'post.reply'
  | 'post.change'
  | 'read.mark'
  | 'resource.change'
  | 'resource.give'
  | 'resource.use'
  | 'site.operate'
  | 'space.create'
  | 'space.join'
  | 'space.manage'
  | 'watch.choose';

export interface Standing {
  personId: number | null;
  operator: boolean;
  /** The viewer's active role in the space, or null. */
  role: 'owner' | 'moderator' | 'member' | null;
}

const signedIn = (viewer: Standing) => viewer.personId !== null;
const isAuthor = (viewer: Standing, authorId: number | null) =>
  viewer.personId !== null && viewer.personId === authorId;

export const canWrite = (viewer: Standing) => signedIn(viewer) && viewer.role !== null;
export const canModerate = (viewer: Standing) =>
  signedIn(viewer) && (viewer.role === 'owner' || viewer.role === 'moderator');
export const canManageSpace = (viewer: Standing) => signedIn(viewer) && viewer.role === 'owner';
/** The space whose moderators look after the whole site. */
export const NATIONAL_SLUG = 'national';
/** New spaces are made by operators and by who looks after the national one; `viewer` is the standing there. */
export const canCreateSpace = (viewer: Standing) =>
  signedIn(viewer) && (viewer.operator || canModerate(viewer));
/** The list of organisations is looked after by operators and by who looks after the national space; `viewer` is the standing there. */
export const canLookAfterOrganisations = canCreateSpace;
/** The directory of partnerships too. */
export const canLookAfterPartnerships = canCreateSpace;
/** The year's campaigns, likewise. */
export const canLookAfterCampaigns = canCreateSpace;
/** The site's settings and the removal of the demonstration. */
export const canOperate = (viewer: Pick<Standing, 'personId' | 'operator'>) =>
  viewer.personId !== null && viewer.operator;
/** Announcements are for those who look after the space. */
export const canAnnounce = canModerate;

export interface SpaceFacts {
  visibility: 'public' | 'members' | 'private';
  /** The viewer's membership, active or not. */
  state: 'active' | 'asked' | 'invited' | null;
}
export const spacePolicy = (viewer: Standing, space: SpaceFacts) => ({
  read: space.visibility === 'public' || viewer.role !== null,
  write: canWrite(viewer),
  join:
    signedIn(viewer) && viewer.role === null && (space.visibility === 'public' || space.state === 'invited'),
  ask: signedIn(viewer) && space.visibility === 'members' && space.state === null,
  leave: space.state !== null,
  moderate: canModerate(viewer),
  manage: canManageSpace(viewer),
});

export interface DiscussionFacts {
  authorId: number | null;
  closed: boolean;
  kind: 'question' | 'discussion' | 'announcement';
  replyCount: number;
}
export interface PostFacts {
  authorId: number | null;
  number: number;
  removed: boolean;
}

export const discussionPolicy = (viewer: Standing, discussion: DiscussionFacts) => ({
  reply: canWrite(viewer) && (!discussion.closed || canModerate(viewer)),
  edit: (isAuthor(viewer, discussion.authorId) && canWrite(viewer)) || canModerate(viewer),
  // With it would go what others wrote.
  delete:
    (isAuthor(viewer, discussion.authorId) && canWrite(viewer) && discussion.replyCount === 0) ||
    canModerate(viewer),
  close: (isAuthor(viewer, discussion.authorId) && canWrite(viewer)) || canModerate(viewer),
  pin: canModerate(viewer),
  accept:
    discussion.kind === 'question' &&
    ((isAuthor(viewer, discussion.authorId) && canWrite(viewer)) || canModerate(viewer)),
});

export const postPolicy = (viewer: Standing, post: PostFacts, discussion: DiscussionFacts) => ({
  edit: !post.removed && isAuthor(viewer, post.authorId) && canWrite(viewer),
  delete:
    !post.removed &&
    post.number > 1 &&
    ((isAuthor(viewer, post.authorId) && canWrite(viewer)) || canModerate(viewer)),
  accept: !post.removed && post.number > 1 && discussionPolicy(viewer, discussion).accept,
  // What was taken down stays readable to who wrote it and to who may have to answer for that.
  history: isAuthor(viewer, post.authorId) || canModerate(viewer),
});

export interface ResourceFacts {
  authorId: number | null;
  /** Who looks after it. */
  ownerId: number | null;
  membersOnly: boolean;
  /** There is a version that others may have. */
  open: boolean;
  /** A discussion about it was begun. */
  discussed: boolean;
}
const looksAfter = (viewer: Standing, { authorId, ownerId }: ResourceFacts) =>
  (canWrite(viewer) && (isAuthor(viewer, ownerId) || isAuthor(viewer, authorId))) || canModerate(viewer);

export const resourcePolicy = (viewer: Standing, resource: ResourceFacts) => ({
  get: resource.open && (!resource.membersOnly || signedIn(viewer)),
  change: looksAfter(viewer, resource),
  remove: looksAfter(viewer, resource),
  addVersion: looksAfter(viewer, resource),
  sayUsed: resource.open && canWrite(viewer),
  discuss: resource.open && canWrite(viewer) && !resource.discussed,
});

/** Whoever writes in its space may put something in; its order is for who made it and who moderates. */
export const collectionPolicy = (viewer: Standing, { authorId }: { authorId: number | null }) => {
  const change = (isAuthor(viewer, authorId) && canWrite(viewer)) || canModerate(viewer);
  return { add: canWrite(viewer), change, remove: change };
};

export interface PartnershipFacts {
  authorId: number | null;
  /** The viewer's own claim. */
  claim: 'asked' | 'confirmed' | null;
  /** Confirmed stewards, whoever they are. */
  stewardCount: number;
}
/** `viewer` is the standing in the national space. Who put a record in may mend it until it has a steward. */
export const partnershipPolicy = (viewer: Standing, partnership: PartnershipFacts) => {
  const steward = signedIn(viewer) && partnership.claim === 'confirmed';
  const looksAfter = canLookAfterPartnerships(viewer);
  const edit =
    looksAfter || steward || (isAuthor(viewer, partnership.authorId) && partnership.stewardCount === 0);
  return {
    edit,
    verify: looksAfter || steward,
    claim: signedIn(viewer) && partnership.claim === null,
    decide: looksAfter,
    // What was taken out, such as somebody's address, is for those alone who may have to answer for it.
    history: edit,
  };
};

export interface EventFacts {
  authorId: number | null;
  status: 'draft' | 'listed' | 'called_off';
  started: boolean;
  ended: boolean;
}
/** Organisers: who listed it, while they belong to the space, and those who look after the space. */
export const isOrganiser = (viewer: Standing, event: Pick<EventFacts, 'authorId'>) =>
  (isAuthor(viewer, event.authorId) && canWrite(viewer)) || canModerate(viewer);
export const eventPolicy = (viewer: Standing, event: EventFacts) => {
  const organises = isOrganiser(viewer, event);
  const open = event.status === 'listed';
  return {
    // Whoever reads of an event may come: joining a public space for one afternoon would be a click too many.
    rsvp: signedIn(viewer) && open && !event.started,
    edit: organises && event.status !== 'called_off' && !event.ended,
    list: organises && event.status === 'draft',
    callOff: organises && open && !event.ended,
    remove: organises && event.status === 'draft',
    attendees: organises && event.status !== 'draft',
  };
};
