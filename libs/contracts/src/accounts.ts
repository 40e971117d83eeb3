import { z } from 'zod';
import { Email, Id, Instant, pageOf, textLine } from './common.js';
import { NAME_MAX, ORGANISATION_MAX, PASSWORD_MAX, PASSWORD_MIN, SUMMARY_MAX } from './limits.js';
import { Sector } from './organisations.js';

const storableSecret = (text: string) => text.isWellFormed() && !text.includes('\0');
export const Password = z
  .string()
  .min(PASSWORD_MIN)
  .max(PASSWORD_MAX)
  .refine(storableSecret, 'has a character that cannot be used');
/** What a sign-in form may carry: any length up to the bound, so that the answer says nothing of the rules. */
const GivenPassword = z
  .string()
  .min(1)
  .max(PASSWORD_MAX)
  .refine(storableSecret, 'has a character that cannot be used');
export const SixDigits = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'is not a code of six digits');

export const PERSON_KINDS = ['member', 'unclaimed', 'guest', 'system', 'former'] as const;
/** Somebody who writes, as everybody may see them. */
export const Person = z
  .object({
    id: Id,
    kind: z.enum(PERSON_KINDS),
    name: z.string(),
    sector: Sector.nullable(),
    organisation: z.string().nullable(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const SignUp = z
  .strictObject({
    email: Email,
    password: Password.optional(),
    displayName: textLine(1, NAME_MAX),
    sector: Sector,
    organisation: textLine(1, ORGANISATION_MAX).optional(),
  })
  .meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z.strictObject({ email: Email, password: GivenPassword }).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;
export const AskForCode = z.strictObject({ email: Email }).meta({ id: 'AskForCode' });
export type AskForCode = z.infer<typeof AskForCode>;
export const ConfirmCode = z.strictObject({ email: Email, code: SixDigits }).meta({ id: 'ConfirmCode' });
export type ConfirmCode = z.infer<typeof ConfirmCode>;
/** A body may be left out: here alone is what most mean. */
export const SignOut = z
  .preprocess((body) => body ?? {}, z.strictObject({ everywhere: z.boolean().default(false) }))
  .meta({ id: 'SignOut' });
export type SignOut = z.infer<typeof SignOut>;

/** The same for known and unknown addresses: a code is on its way. */
export const CodeSent = z
  .object({ sent: z.literal(true), minutes: z.number().int() })
  .meta({ id: 'CodeSent' });
export type CodeSent = z.infer<typeof CodeSent>;

/** An address that takes no mail, until a code that came back from it says otherwise. `reason` is for whoever looks after it. */
export const MailStopped = z.object({ at: Instant, reason: z.string() });
export type MailStopped = z.infer<typeof MailStopped>;

/** The signed-in member. `needsProfile` while somebody who came by a code has not said their name. */
export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    sector: Sector.nullable(),
    organisation: z.string().nullable(),
    canHelpWith: z.string(),
    /** Where the member is, in their own words; shown with them in the directory of people. */
    place: z.string(),
    /** Chose to be found there. */
    inDirectory: z.boolean(),
    hasPassword: z.boolean(),
    needsProfile: z.boolean(),
    operator: z.boolean(),
    mailStopped: MailStopped.nullable(),
    spaces: z.array(
      z.object({
        id: Id,
        slug: z.string(),
        name: z.string(),
        role: z.enum(['owner', 'moderator', 'member']),
      }),
    ),
    /** Newcomer's steps that the member has put away. */
    dismissed: z.array(z.string()),
    can: z.object({
      createSpace: z.boolean(),
      lookAfterDirectory: z.boolean(),
      moderate: z.boolean(),
      administer: z.boolean(),
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** `GET /api/me` answers a guest too, with `member: null`, so that a page needs no failing request. */
export const Viewing = z.object({ member: Me.nullable() }).meta({ id: 'Viewing' });
export type Viewing = z.infer<typeof Viewing>;

/**
 * Who came in by a code. `wasMember` where somebody signed up with the address of a member: what they said of
 * themselves there, a password too, was not taken over. It is told only to who has shown the code.
 */
export const Confirmed = Viewing.extend({ wasMember: z.literal(true).optional() }).meta({ id: 'Confirmed' });
export type Confirmed = z.infer<typeof Confirmed>;

export const ChangeMe = z
  .strictObject({
    displayName: textLine(1, NAME_MAX).optional(),
    sector: Sector.optional(),
    organisation: textLine(1, ORGANISATION_MAX).nullable().optional(),
    canHelpWith: textLine(0, SUMMARY_MAX).optional(),
    place: textLine(0, NAME_MAX).optional(),
    inDirectory: z.boolean().optional(),
    password: z.strictObject({ current: GivenPassword.optional(), next: Password }).optional(),
    dismiss: z.enum(['newcomer']).optional(),
  })
  .meta({ id: 'ChangeMe' });
export type ChangeMe = z.infer<typeof ChangeMe>;

/** `GET /api/me/sessions`: browsers that are signed in (`cookie`) and tokens of programs (`bearer`). */
export const Session = z
  .object({
    id: Id,
    kind: z.enum(['cookie', 'bearer']),
    current: z.boolean(),
    device: z.string(),
    createdAt: Instant,
    lastSeenAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;
export const SessionPage = pageOf(Session, 'SessionPage');

/** `POST /api/me/tokens`: `device` says what it is for. */
export const CreateToken = z.strictObject({ device: textLine(1, NAME_MAX) }).meta({ id: 'CreateToken' });
export type CreateToken = z.infer<typeof CreateToken>;
/** The one answer that carries the token itself; `DELETE /api/me/sessions/:id` ends it. */
export const Token = z
  .object({ id: Id, token: z.string(), device: z.string(), createdAt: Instant, expiresAt: Instant })
  .meta({ id: 'Token' });
export type Token = z.infer<typeof Token>;
