import { z } from 'zod';
import { Person } from './accounts.js';
import { Email, Id, Instant, PageQuery, Slug, Version, pageOf, textBlock, textLine } from './common.js';
import { DESCRIPTION_MAX, NAME_MAX, SUMMARY_MAX } from './limits.js';

export const VISIBILITIES = ['public', 'members', 'private'] as const;
export const Visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof Visibility>;
export const ROLES = ['owner', 'moderator', 'member'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;
export const MEMBERSHIP_STATES = ['active', 'asked', 'invited'] as const;
export const MembershipState = z.enum(MEMBERSHIP_STATES);
export type MembershipState = z.infer<typeof MembershipState>;

/** A place. To a signed-in stranger a `members` space shows its name and text only: `can.read` is false. */
export const Space = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    visibility: Visibility,
    /** Counts are for those who read the space; null to others. */
    memberCount: z.number().int().nullable(),
    discussionCount: z.number().int().nullable(),
    lastActivityAt: Instant.nullable(),
    version: Version,
    membership: z.object({ role: Role, state: MembershipState }).nullable(),
    can: z.object({
      read: z.boolean(),
      write: z.boolean(),
      join: z.boolean(),
      ask: z.boolean(),
      leave: z.boolean(),
      moderate: z.boolean(),
      manage: z.boolean(),
    }),
  })
  .meta({ id: 'Space' });
export type Space = z.infer<typeof Space>;
export const SpacePage = pageOf(Space, 'SpacePage');
/** One space with its long text (`descriptionHtml` is made by the server) and, for an editor, its source. */
export const SpaceDetail = Space.extend({
  descriptionHtml: z.string(),
  description: z.string().nullable(),
}).meta({ id: 'SpaceDetail' });
export type SpaceDetail = z.infer<typeof SpaceDetail>;

export const CreateSpace = z
  .strictObject({
    name: textLine(2, NAME_MAX),
    slug: Slug.optional(),
    summary: textLine(0, SUMMARY_MAX).default(''),
    description: textBlock(0, DESCRIPTION_MAX).default(''),
    visibility: Visibility,
  })
  .meta({ id: 'CreateSpace' });
export type CreateSpace = z.infer<typeof CreateSpace>;
export const ChangeSpace = z
  .strictObject({
    version: Version,
    name: textLine(2, NAME_MAX).optional(),
    summary: textLine(0, SUMMARY_MAX).optional(),
    description: textBlock(0, DESCRIPTION_MAX).optional(),
    visibility: Visibility.optional(),
  })
  .meta({ id: 'ChangeSpace' });
export type ChangeSpace = z.infer<typeof ChangeSpace>;

/** The answer to joining: `active` at once, or `asked` and waiting for a moderator. */
export const Membership = z.object({ role: Role, state: MembershipState }).meta({ id: 'Membership' });
export type Membership = z.infer<typeof Membership>;
export const SpaceMember = z
  .object({ person: Person, role: Role, state: MembershipState, since: Instant })
  .meta({ id: 'SpaceMember' });
export type SpaceMember = z.infer<typeof SpaceMember>;
export const SpaceMemberPage = pageOf(SpaceMember, 'SpaceMemberPage');
/** Who `asked` to join is for moderators to see. */
export const SpaceMemberQuery = PageQuery.extend({
  state: z.enum(['active', 'asked']).default('active'),
  /** The beginning of a handle, or of a word of a name. */
  q: textLine(0, NAME_MAX).optional(),
});
export type SpaceMemberQuery = z.infer<typeof SpaceMemberQuery>;
export const ChangeMember = z
  .strictObject({ role: Role.optional(), state: z.literal('active').optional() })
  .meta({ id: 'ChangeMember' });
export type ChangeMember = z.infer<typeof ChangeMember>;
export const Invite = z.strictObject({ email: Email, role: Role.default('member') }).meta({ id: 'Invite' });
export type Invite = z.infer<typeof Invite>;
export const Invited = z.object({ invited: z.literal(true) }).meta({ id: 'Invited' });
export type Invited = z.infer<typeof Invited>;
/** An open invitation, by the address that was typed: whether it has an account is nobody's business. */
export const Invitation = z
  .object({ id: Id, email: z.string(), role: Role, invitedBy: z.string().nullable(), createdAt: Instant })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;
export const InvitationPage = pageOf(Invitation, 'InvitationPage');
