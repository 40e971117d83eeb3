import { partialDateWords } from '@fingerpost/contracts/partial-dates';
import type { Partnership, PartnershipRevision } from '@fingerpost/contracts/partnerships';

type T = (key: string, values?: Record<string, unknown>) => string;
type Change = PartnershipRevision['changes'][number];
type Words = (value: unknown, t: T) => string[];

const line = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(', ');
const said =
  <V>(words: (value: V, t: T) => string): Words =>
  (value, t) =>
    value === null || value === undefined || value === '' ? [] : [words(value as V, t)];
const several =
  <V>(words: (value: V, t: T) => string): Words =>
  (value, t) =>
    Array.isArray(value) ? value.map((one: V) => words(one, t)) : [];
const oneOf = (what: string): Words => said((value: string, t) => t(`partnerships.${what}.${value}`));
const date = (day: string | null) => day && partialDateWords(day);

/** What stood in each field, in the words of the record's page. */
const WORDS: Record<string, Words> = {
  kind: oneOf('kind'),
  nation: oneOf('nation'),
  scale: oneOf('scale'),
  formality: oneOf('formality'),
  lifecycle: oneOf('lifecycle'),
  aliases: several((name: string) => name),
  purpose: several((aim: string) => aim),
  tags: several((tag: string) => tag),
  pin: said((pin: NonNullable<Partnership['pin']>, t) =>
    line(t('partnerships.history.pin', { ...pin }), t(`partnerships.precision.${pin.precision}`)),
  ),
  founded: said((founded: NonNullable<Partnership['founded']>) => line(date(founded.date), founded.basis)),
  agreement: said((it: Partnership['agreement'], t) =>
    line(
      t(`partnerships.agreementType.${it.type}`),
      t(`partnerships.agreementStatus.${it.status}`),
      it.signedOn && t('partnerships.page.signedOn', { date: date(it.signedOn) }),
      it.reviewDueOn && t('partnerships.page.reviewOn', { date: date(it.reviewDueOn) }),
      it.url,
    ),
  ),
  members: several((it: Partnership['members'][number], t) =>
    line(
      it.name,
      t(`partnerships.memberSector.${it.sector}`),
      it.collective && t('partnerships.page.collective'),
      it.note,
    ),
  ),
  activityList: several((it: Partnership['activityList'][number], t) =>
    line(it.title, t(`partnerships.activity.${it.kind}`), date(it.date)),
  ),
  links: several((it: Partnership['links'][number]) => line(it.title, it.url)),
  sources: several((it: Partnership['sources'][number]) => line(it.title, it.url, it.supports)),
};
const plain: Words = said((value) => String(value));

export interface ChangeWords {
  /** What is there no more, and what is new; of a field with one value these are before and after. */
  out: string[];
  in: string[];
  list: boolean;
}

/** What a change did to a field; of lists only what differs. */
export function changeWords({ field, before, after }: Change, t: T): ChangeWords {
  const words = WORDS[field] ?? plain;
  const [had, has] = [words(before, t), words(after, t)];
  const list = Array.isArray(before) || Array.isArray(after);
  if (!list) return { out: had, in: has, list };
  const [out, put] = [had.filter((one) => !has.includes(one)), has.filter((one) => !had.includes(one))];
  // Nothing came or went: they stand in another order, or are known from elsewhere now.
  return out.length + put.length === 0 ? { out: had, in: has, list: false } : { out, in: put, list };
}
