import type { ChangePartnership } from '@fingerpost/contracts/partnership-input';
import type { Evidence } from '@fingerpost/contracts/partnership-kinds';
import type { Partnership } from '@fingerpost/contracts/partnerships';

/** One of several: all text, with what the form does not show beside it. `was` is the name that its evidence is of. */
export type Row = Record<string, string>;

/** A record as a form holds it: all text, in rows where there are several. */
export const NO_WORDS = {
  name: '',
  aliases: '',
  kind: 'local-partnership',
  nation: '',
  scale: '',
  area: '',
  purpose: '',
  distinction: '',
  tags: '',
  formality: 'unknown',
  formalityBasis: '',
  lifecycle: 'unknown',
  foundedDate: '',
  foundedBasis: '',
  pinLabel: '',
  pinLat: '',
  pinLon: '',
  pinPrecision: 'town',
  agreementType: 'unknown',
  agreementStatus: 'unknown',
  agreementSignedOn: '',
  agreementReviewDueOn: '',
  agreementUrl: '',
  members: [] as Row[],
  activityList: [] as Row[],
  links: [] as Row[],
  sources: [] as Row[],
};
export type PartnershipWords = typeof NO_WORDS;

const inLines = (items: readonly string[]) => items.join('\n');
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** `was` beside the evidence: who writes another name there says so as a member of this site. */
const known = (evidence: Evidence, was: string) => ({ evidence, was });
const evidenceOf = (row: Row, name: string): Evidence =>
  row.was === name && row.evidence ? (row.evidence as Evidence) : 'member';

export const wordsOf = (it: Partnership): PartnershipWords => ({
  name: it.name,
  aliases: inLines(it.aliases),
  kind: it.kind,
  nation: it.nation,
  scale: it.scale,
  area: it.area,
  purpose: inLines(it.purpose),
  distinction: it.distinction,
  tags: inLines(it.tags),
  formality: it.formality,
  formalityBasis: it.formalityBasis,
  lifecycle: it.lifecycle,
  foundedDate: it.founded?.date ?? '',
  foundedBasis: it.founded?.basis ?? '',
  pinLabel: it.pin?.label ?? '',
  pinLat: it.pin ? String(it.pin.lat) : '',
  pinLon: it.pin ? String(it.pin.lon) : '',
  pinPrecision: it.pin?.precision ?? 'town',
  agreementType: it.agreement.type,
  agreementStatus: it.agreement.status,
  agreementSignedOn: it.agreement.signedOn ?? '',
  agreementReviewDueOn: it.agreement.reviewDueOn ?? '',
  agreementUrl: it.agreement.url ?? '',
  members: it.members.map(({ name, sector, collective, note, evidence }) => ({
    name,
    sector,
    collective: collective ? 'yes' : '',
    note,
    ...known(evidence, name),
  })),
  activityList: it.activityList.map(({ title, kind, date, evidence }) => ({
    title,
    kind,
    date: date ?? '',
    ...known(evidence, title),
  })),
  links: it.links.map((link) => ({ ...link })),
  sources: it.sources.map(({ title, url, supports }) => ({ title, url: url ?? '', supports })),
});

export type Sent = Omit<ChangePartnership, 'version' | 'successor' | 'hidden'> &
  Required<Pick<ChangePartnership, 'name' | 'nation' | 'scale' | 'area'>>;
/** One of the words that the field's choices gave. */
const as = <T extends string>(text: string | undefined) => text as T;
type Said = Partnership;

/** What the words say, for the server. */
export const toSend = (words: PartnershipWords): Sent => ({
  name: words.name.trim(),
  aliases: lines(words.aliases),
  kind: as<Said['kind']>(words.kind),
  nation: as<Said['nation']>(words.nation),
  scale: as<Said['scale']>(words.scale),
  area: words.area.trim(),
  purpose: lines(words.purpose),
  distinction: words.distinction.trim(),
  tags: lines(words.tags),
  formality: as<Said['formality']>(words.formality),
  formalityBasis: words.formalityBasis.trim(),
  lifecycle: as<Said['lifecycle']>(words.lifecycle),
  founded:
    words.foundedDate.trim() || words.foundedBasis.trim()
      ? { date: words.foundedDate.trim() || null, basis: words.foundedBasis.trim() }
      : null,
  pin: words.pinLabel.trim()
    ? {
        label: words.pinLabel.trim(),
        lat: Number(words.pinLat),
        lon: Number(words.pinLon),
        precision: as<NonNullable<Said['pin']>['precision']>(words.pinPrecision),
      }
    : null,
  agreement: {
    type: as<Said['agreement']['type']>(words.agreementType),
    status: as<Said['agreement']['status']>(words.agreementStatus),
    signedOn: words.agreementSignedOn.trim() || null,
    reviewDueOn: words.agreementReviewDueOn.trim() || null,
    url: words.agreementUrl.trim() || null,
  },
  members: words.members.map((row) => ({
    name: row.name!.trim(),
    sector: as<Said['members'][number]['sector']>(row.sector),
    evidence: evidenceOf(row, row.name!.trim()),
    collective: row.collective === 'yes',
    note: (row.note ?? '').trim(),
  })),
  activityList: words.activityList.map((row) => ({
    kind: as<Said['activityList'][number]['kind']>(row.kind),
    title: row.title!.trim(),
    date: (row.date ?? '').trim() || null,
    evidence: evidenceOf(row, row.title!.trim()),
  })),
  links: words.links.map((row) => ({ title: row.title!.trim(), url: row.url!.trim() })),
  sources: words.sources.map((row) => ({
    title: row.title!.trim(),
    url: (row.url ?? '').trim() || null,
    supports: (row.supports ?? '').trim(),
  })),
});
