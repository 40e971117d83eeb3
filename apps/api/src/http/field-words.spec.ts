import { PartnershipQuery } from '@fingerpost/contracts/partnership-files';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldWords } from './field-words.js';

const said = (schema: z.ZodType, given: unknown) =>
  schema.safeParse(given, { error: fieldWords }).error?.issues.map(({ message }) => message);

/** Every kind of issue, with what brings it about. */
const FAULTS: [z.core.$ZodIssue['code'], string, z.ZodType, unknown, string][] = [
  ['invalid_type', 'what is missing', z.string(), undefined, 'This is missing.'],
  ['invalid_type', 'a number for text', z.string(), 7, 'This must be text.'],
  ['invalid_type', 'nothing for text', z.string(), null, 'This must be text.'],
  ['invalid_type', 'text for a number', z.number(), 'seven', 'This must be a number.'],
  ['invalid_type', 'a word in an address', z.coerce.number().int(), 'seven', 'This must be a number.'],
  ['invalid_type', 'a broken number', z.number().int(), 1.5, 'This must be a whole number.'],
  ['invalid_type', 'a word for yes', z.boolean(), 'yes', 'This must be true or false.'],
  ['invalid_type', 'a thing for a list', z.array(z.string()), {}, 'This must be a list.'],
  ['invalid_type', 'a list for a thing', z.strictObject({}), [], 'This must be an object with fields.'],
  [
    'invalid_type',
    'a word for a record',
    z.record(z.string(), z.string()),
    'a',
    'This must be an object with fields.',
  ],
  ['invalid_type', 'what is never asked', z.never(), 1, 'This cannot be given here.'],
  ['invalid_type', 'what has no word', z.symbol(), 1, 'This is of the wrong type.'],
  ['invalid_type', 'no day', z.date(), 'today', 'This must be a date.'],
  ['invalid_value', 'an unknown choice', z.enum(['near', 'far']), 'there', 'Choose one of these: near, far.'],
  ['invalid_value', 'a missing choice', z.enum(['near', 'far']), undefined, 'This is missing.'],
  ['invalid_value', 'another than the one', z.literal(true), false, 'This must be true.'],
  ['too_big', 'too long a text', z.string().max(3), 'four', 'Use at most 3 characters.'],
  ['too_big', 'a text of more than a letter', z.string().max(1), 'ab', 'Use at most 1 character.'],
  ['too_big', 'too many', z.array(z.number()).max(2), [1, 2, 3], 'Give at most 2.'],
  ['too_big', 'too much', z.number().max(90), 91, 'This can be at most 90.'],
  ['too_big', 'just too much', z.number().lt(1), 1, 'This must be less than 1.'],
  [
    'too_big',
    'a number that JSON cannot hold',
    z.number().int(),
    2 ** 60,
    'This can be at most 9007199254740991.',
  ],
  ['too_big', 'too late', z.date().max(new Date(0)), new Date(1), 'This is too late.'],
  ['too_small', 'an empty text', z.string().min(1), '', 'This cannot be empty.'],
  ['too_small', 'too short a text', z.string().min(3), 'ab', 'Use at least 3 characters.'],
  ['too_small', 'too few', z.array(z.number()).min(1), [], 'Give at least 1.'],
  ['too_small', 'too little', z.number().min(-90), -91, 'This must be at least -90.'],
  ['too_small', 'nought', z.number().positive(), 0, 'This must be more than 0.'],
  ['too_small', 'not as many as asked', z.string().length(6), 'five', 'Use exactly 6 characters.'],
  ['too_small', 'too early', z.date().min(new Date(1)), new Date(0), 'This is too early.'],
  ['invalid_format', 'no address of a mailbox', z.email(), 'name', 'Give a whole e-mail address.'],
  [
    'invalid_format',
    'no address of a page',
    z.url(),
    'page',
    'Give a whole address, beginning with https://.',
  ],
  [
    'invalid_format',
    'a day of no calendar',
    z.iso.date(),
    '2027-02-30',
    'Give a day of the calendar, as 2027-02-04.',
  ],
  ['invalid_format', 'no time', z.iso.datetime(), 'now', 'Give a time in UTC, as 2027-02-04T10:00:00Z.'],
  ['invalid_format', 'no hour', z.iso.time(), 'noon', 'Give a time of day, as 10:00.'],
  ['invalid_format', 'no UUID', z.uuid(), '1', 'This must be a UUID.'],
  [
    'invalid_format',
    'another form',
    z.string().regex(/^a$/),
    'b',
    'This is not written in the form that is expected here.',
  ],
  ['not_multiple_of', 'between the steps', z.number().multipleOf(5), 7, 'This must be a multiple of 5.'],
  ['unrecognized_keys', 'an unknown field', z.strictObject({}), { a: 1 }, 'There is no such field here.'],
  [
    'invalid_union',
    'neither of two',
    z.union([z.string(), z.number()]),
    true,
    'This fits none of the forms that are expected here.',
  ],
  [
    'invalid_key',
    'a foreign name',
    z.record(z.string().max(1), z.number()),
    { ab: 1 },
    'A name in this is not one that is expected here.',
  ],
  [
    'invalid_element',
    'a foreign thing in a map',
    z.map(z.object({}), z.number()),
    new Map([[{}, 'b']]),
    'Something in this is not what is expected here.',
  ],
  [
    'custom',
    'what a rule without words refuses',
    z.string().refine(() => false),
    'a',
    'This cannot be taken as it is.',
  ],
];

describe('the words beside a field', () => {
  it.each(FAULTS)('%s: %s', (code, _what, schema, given, words) => {
    expect(schema.safeParse(given).error?.issues.map((issue) => issue.code)).toEqual([code]);
    expect(said(schema, given)).toEqual([words]);
  });

  it('are those of the contract where it has some', () => {
    expect(said(z.string().regex(/^a$/, 'is not an a'), 'b')).toEqual(['is not an a']);
  });

  it('name no more choices than can be read', () => {
    const many = z.enum(Array.from({ length: 200 }, (_, i) => `choice-${i}`));
    expect(said(many, 'none')![0]!.length).toBeLessThan(500);
    expect(said(PartnershipQuery, { nation: 'atlantis' })).toEqual([
      'Choose one of these: england, scotland, wales, northern-ireland, uk.',
    ]);
  });
});
