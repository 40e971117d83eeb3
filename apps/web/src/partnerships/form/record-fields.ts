import {
  ACTIVITY_KINDS,
  AGREEMENT_STATUSES,
  AGREEMENT_TYPES,
  FORMALITIES,
  LIFECYCLES,
  MEMBER_SECTOR_NAMES,
  PARTNERSHIP_KINDS,
  PRECISIONS,
  SCALES,
} from '@fingerpost/contracts/partnership-kinds';
import { NATIONS } from '@fingerpost/contracts/nations';

/**
 * The form of a record as a plan, drawn by one part. Labels and hints are in `partnerships.form` under the field's name.
 * `lines` is a text of one thing in a line; a `date` may be a year alone.
 */
export interface FieldPlan {
  name: string;
  as: 'line' | 'block' | 'lines' | 'choice' | 'date' | 'address' | 'number' | 'check';
  required?: true;
  hint?: true;
  /** Of a choice: what it can be, and where the words for each are. */
  values?: readonly string[];
  words?: string;
}
export interface FieldGroup {
  name: string;
  fields: readonly FieldPlan[];
}

export const FIRST: readonly FieldPlan[] = [
  { name: 'name', as: 'line', required: true },
  { name: 'nation', as: 'choice', required: true, values: NATIONS, words: 'nation' },
  { name: 'scale', as: 'choice', required: true, values: SCALES, words: 'scale' },
  { name: 'area', as: 'line', required: true, hint: true },
];

const choice = (name: string, values: readonly string[], words = name): FieldPlan => ({
  name,
  as: 'choice',
  values,
  words,
});

/** What can be left for later, under headings. */
export const GROUPS: readonly FieldGroup[] = [
  {
    name: 'about',
    fields: [
      { name: 'purpose', as: 'lines', hint: true },
      choice('kind', PARTNERSHIP_KINDS),
      choice('lifecycle', LIFECYCLES),
      { name: 'aliases', as: 'lines', hint: true },
      { name: 'distinction', as: 'line', hint: true },
      { name: 'foundedDate', as: 'date', hint: true },
      { name: 'foundedBasis', as: 'line', hint: true },
      { name: 'tags', as: 'lines', hint: true },
    ],
  },
  {
    name: 'agreement',
    fields: [
      choice('formality', FORMALITIES),
      { name: 'formalityBasis', as: 'block', hint: true },
      choice('agreementType', AGREEMENT_TYPES),
      choice('agreementStatus', AGREEMENT_STATUSES),
      { name: 'agreementSignedOn', as: 'date', hint: true },
      { name: 'agreementReviewDueOn', as: 'date', hint: true },
      { name: 'agreementUrl', as: 'address' },
    ],
  },
  {
    name: 'pin',
    fields: [
      { name: 'pinLabel', as: 'line' },
      { name: 'pinLat', as: 'number', hint: true },
      { name: 'pinLon', as: 'number', hint: true },
      choice('pinPrecision', PRECISIONS, 'precision'),
    ],
  },
];

/** What there are several of, each a row of fields. */
export const ROWS = {
  members: [
    { name: 'name', as: 'line', required: true },
    { name: 'sector', as: 'choice', required: true, values: MEMBER_SECTOR_NAMES, words: 'memberSector' },
    { name: 'collective', as: 'check' },
    { name: 'note', as: 'line' },
  ],
  activityList: [
    { name: 'title', as: 'line', required: true },
    { name: 'kind', as: 'choice', required: true, values: ACTIVITY_KINDS, words: 'activity' },
    { name: 'date', as: 'date', hint: true },
  ],
  links: [
    { name: 'title', as: 'line', required: true },
    { name: 'url', as: 'address', required: true },
  ],
  sources: [
    { name: 'title', as: 'line', required: true },
    { name: 'url', as: 'address' },
    { name: 'supports', as: 'line', hint: true },
  ],
} as const satisfies Record<string, readonly FieldPlan[]>;
export type RowsName = keyof typeof ROWS;
export const ROWS_NAMES = Object.keys(ROWS) as RowsName[];

export const PLAIN_FIELDS: readonly FieldPlan[] = [...FIRST, ...GROUPS.flatMap(({ fields }) => fields)];
