import { z } from 'zod';
import { EMAIL_MAX, PAGE_DEFAULT, PAGE_MAX } from './limits.js';

// A NUL cannot be stored by PostgreSQL and a lone surrogate would silently become U+FFFD: both are refused.
const storable = (text: string) => !text.includes('\0') && text.isWellFormed();
const UNSTORABLE = 'has a character that cannot be stored';

/** Zero-width and bidi characters, fillers of Hangul, blanks of Braille: a name of these alone shows nothing. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\p{Cf}\u2800]+$/u;
const UNSEEN = 'has no character that can be seen';

/** Text of several lines, kept byte for byte. */
export const textBlock = (min: number, max: number) =>
  z.string().min(min).max(max).refine(storable, UNSTORABLE);

/** Text of one line: trimmed, NFC, no line breaks or control characters. */
export const textLine = (min: number, max: number) =>
  z
    .string()
    .refine(storable, UNSTORABLE)
    .transform((text) =>
      text
        .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
        .trim()
        .normalize('NFC'),
    )
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .refine((text) => !INVISIBLE.test(text), UNSEEN),
    );

/** Ids and versions are whole numbers that JSON carries exactly. */
export const Id = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** An id in a path or a query, where everything is text. */
export const PathId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'is not an id')
  .transform(Number)
  .refine(Number.isSafeInteger, 'is not an id');
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not a slug')
  .max(80);
/** A day as people write it, 2027-02-04, without a zone. */
export const Day = z.iso.date();
/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
export const Email = z.string().trim().toLowerCase().max(EMAIL_MAX).pipe(z.email());

/** One keyset page of `item`: `next` and `previous` are opaque cursors or null. */
export const pageOf = <T extends z.ZodType>(item: T, id: string) =>
  z
    .object({ items: z.array(item), next: z.string().nullable(), previous: z.string().nullable() })
    .meta({ id });
/** A list that is whole, since it is never long: no cursors, in the frame of all others. */
export const wholeOf = <T extends z.ZodType>(item: T, id: string) =>
  z.object({ items: z.array(item), next: z.null(), previous: z.null() }).meta({ id });
export interface Whole<T> {
  items: T[];
  next: null;
  previous: null;
}
export interface Page<T> {
  items: T[];
  next: string | null;
  previous: string | null;
}

/** Paging parameters that every list takes. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
  order: z.enum(['asc', 'desc']).optional(),
  after: z.string().max(200).optional(),
  before: z.string().max(200).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** RFC 9457, with the stable `code` that clients switch on. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** On 409: the present state of what was to be changed. */
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** A change of what others may change names the version that it was made on. */
export const Version = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
