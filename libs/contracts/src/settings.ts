import { z } from 'zod';
import { Password } from './accounts.js';
import { Email, Version, textBlock, textLine } from './common.js';
import { DESCRIPTION_MAX, NAME_MAX, SUMMARY_MAX } from './limits.js';
import { MODULES } from './modules.js';

/** Who may join: `open` anybody with an address that answers; `invited` nobody by themselves. */
export const JOINING = ['open', 'invited'] as const;

export const ModuleName = z.enum(MODULES);

/** What the operator decides, kept in the database. */
export const Settings = z
  .object({
    version: Version,
    siteName: z.string(),
    runBy: z.string(),
    contact: z.string(),
    joining: z.enum(JOINING),
    houseRules: z.string(),
    modules: z.array(ModuleName),
    demonstration: z.boolean(),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;

export const ChangeSettings = z
  .strictObject({
    version: Version,
    siteName: textLine(1, NAME_MAX).optional(),
    runBy: textLine(0, SUMMARY_MAX).optional(),
    contact: z.union([Email, z.literal('')]).optional(),
    joining: z.enum(JOINING).optional(),
    houseRules: textBlock(0, DESCRIPTION_MAX).optional(),
    modules: z.array(ModuleName).max(MODULES.length).optional(),
  })
  .meta({ id: 'ChangeSettings' });
export type ChangeSettings = z.infer<typeof ChangeSettings>;

/** What every page may know of the site. */
export const Site = z
  .object({
    name: z.string(),
    runBy: z.string(),
    contact: z.string(),
    joining: z.enum(JOINING),
    houseRules: z.string(),
    /** Those that are switched on, in the order of the navigation. */
    modules: z.array(ModuleName),
    demonstration: z.boolean(),
    /** The same server under its other local name, for a second sign-in in one browser; null when not a demonstration. */
    secondAddress: z.string().nullable(),
    demoMembers: z.array(z.object({ email: z.string(), name: z.string(), hint: z.string() })),
  })
  .meta({ id: 'Site' });
export type Site = z.infer<typeof Site>;

const NewOperator = {
  email: Email,
  password: Password,
  displayName: textLine(1, NAME_MAX),
  siteName: textLine(1, NAME_MAX),
  joining: z.enum(JOINING),
};

const oneTime = { token: z.string().min(1).max(100) };

/** `POST /api/site/first-operator`: the one-time address of an empty site makes who runs it, and answers `Viewing`. */
export const FirstOperator = z.strictObject({ ...oneTime, ...NewOperator }).meta({ id: 'FirstOperator' });
export type FirstOperator = z.infer<typeof FirstOperator>;
/** `POST /api/site/first-operator/token`: whether the one-time address still makes an operator; 204, else 422 at `token`. */
export const OneTimeToken = z.strictObject(oneTime).meta({ id: 'OneTimeToken' });
export type OneTimeToken = z.infer<typeof OneTimeToken>;

/** `DELETE /api/site/demonstration` takes everything of it away and makes who runs the site from then on; answers `Viewing`. */
export const RemoveDemonstration = z.strictObject(NewOperator).meta({ id: 'RemoveDemonstration' });
export type RemoveDemonstration = z.infer<typeof RemoveDemonstration>;
