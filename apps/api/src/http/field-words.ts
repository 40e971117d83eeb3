import { t } from '@fingerpost/messages';
import type { z } from 'zod';

type Raw<K extends z.core.$ZodIssue['code']> = z.core.$ZodRawIssue<Extract<z.core.$ZodIssue, { code: K }>>;
type Size = Raw<'too_big'> | Raw<'too_small'>;

/** Longer lists of choices help nobody beside a field; the OpenAPI document has them. */
const NAMED = 30;

const TYPES = new Set(['string', 'number', 'int', 'boolean', 'array', 'object', 'date', 'null', 'never']);
/** What is another word for one of those. */
const SAME: Record<string, string> = {
  nan: 'number',
  bigint: 'int',
  record: 'object',
  map: 'object',
  set: 'array',
  tuple: 'array',
  undefined: 'never',
  void: 'never',
};
const FORMATS = new Set(['email', 'url', 'date', 'datetime', 'time', 'uuid']);

/** What is counted, or weighed, and how its limit is said. */
const SIZES: Record<string, string> = {
  string: 'string',
  array: 'array',
  set: 'array',
  map: 'array',
  number: 'number',
  int: 'number',
  bigint: 'number',
  date: 'date',
};

function sizeWords(issue: Size): string {
  const big = issue.code === 'too_big';
  const limit = Number(big ? issue.maximum : issue.minimum);
  const of = SIZES[issue.origin] ?? 'other';
  if (issue.exact && (of === 'string' || of === 'array')) return t(`faults.exact.${of}`, { count: limit });
  if (!big && of === 'string' && limit === 1) return t('faults.short.empty');
  // Not as a plural: a limit of one is no reason to say another thing of a number.
  if (of === 'number') {
    const beyond = issue.inclusive === false ? (big ? 'Below' : 'Above') : '';
    return t(`faults.${big ? 'long' : 'short'}.number${beyond}`, { limit: String(limit) });
  }
  return t(`faults.${big ? 'long' : 'short'}.${of}`, { count: limit });
}

function typeWords({ expected }: Raw<'invalid_type'>): string {
  const type = SAME[expected] ?? expected;
  return t(`faults.type.${TYPES.has(type) ? type : 'other'}`);
}

function choiceWords({ values }: Raw<'invalid_value'>): string {
  const named = values.slice(0, NAMED).map(String).join(', ');
  return t('faults.choice', { values: values.length > NAMED ? `${named}, …` : named, count: values.length });
}

/** One for each kind of issue that the schema library knows: a new kind is a fault of types here. */
const WORDS: { [K in z.core.$ZodIssue['code']]: (issue: Raw<K>) => string } = {
  invalid_type: typeWords,
  invalid_value: choiceWords,
  too_big: sizeWords,
  too_small: sizeWords,
  invalid_format: ({ format }) => t(`faults.format.${FORMATS.has(format) ? format : 'other'}`),
  not_multiple_of: ({ divisor }) => t('faults.multiple', { limit: String(divisor) }),
  unrecognized_keys: () => t('faults.unknown'),
  invalid_union: () => t('faults.union'),
  invalid_key: () => t('faults.key'),
  invalid_element: () => t('faults.element'),
  custom: () => t('faults.other'),
};

const CAN_BE_MISSING = new Set(['invalid_type', 'invalid_value', 'invalid_union']);

/**
 * A sentence that can stand beside the field, for each fault that a contract has no words of its own for: the schema
 * library's say "Invalid input: expected number, received string".
 */
export function fieldWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined && CAN_BE_MISSING.has(issue.code)) return t('faults.missing');
  const words = WORDS[issue.code] as ((issue: z.core.$ZodRawIssue) => string) | undefined;
  return words?.(issue) ?? t('faults.other');
}
