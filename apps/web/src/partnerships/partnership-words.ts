import type { ChangePartnership } from '@fingerpost/contracts/partnership-input';
import {
  AGREEMENT_STATUSES,
  AGREEMENT_TYPES,
  FORMALITIES,
  LIFECYCLES,
  MEMBER_SECTOR_NAMES,
  PARTNERSHIP_KINDS,
  PRECISIONS,
  SCALES,
  type MemberSector,
} from '@fingerpost/contracts/partnership-kinds';
import { NATIONS } from '@fingerpost/contracts/nations';
import { TITLE_MAX, TITLE_MIN } from '@fingerpost/contracts/limits';
import type { Partnership } from '@fingerpost/contracts/partnerships';

/** A record as a form holds it: all text, one thing in a line where there are several. */
export const NO_WORDS = {
  name: '',
  aliases: '',
  kind: 'local-partnership',
  nation: '',
  scale: '',
  area: '',
  purpose: '',
  formality: 'unknown',
  formalityBasis: '',
  lifecycle: 'unknown',
  pinLabel: '',
  pinLat: '',
  pinLon: '',
  pinPrecision: 'town',
  agreementType: 'unknown',
  agreementStatus: 'unknown',
  agreementUrl: '',
  members: '',
};
export type PartnershipWords = typeof NO_WORDS;

/** The choices of each field that has some. */
export const CHOICES = {
  kind: PARTNERSHIP_KINDS,
  nation: NATIONS,
  scale: SCALES,
  formality: FORMALITIES,
  lifecycle: LIFECYCLES,
  pinPrecision: PRECISIONS,
  agreementType: AGREEMENT_TYPES,
  agreementStatus: AGREEMENT_STATUSES,
} as const;

/** From the path of the server's fault to the field that shows it. */
export const FIELD_OF: Record<string, keyof PartnershipWords> = {
  'pin.label': 'pinLabel',
  'pin.lat': 'pinLat',
  'pin.lon': 'pinLon',
  'agreement.url': 'agreementUrl',
};

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const APART = ';';

type Members = NonNullable<ChangePartnership['members']>;

/** "Bolton Libraries; Public library service" by the words of the page; null where a line names no sector of the list. */
export function membersOf(
  text: string,
  sectorNamed: (words: string) => MemberSector | undefined,
  known: Members = [],
): Members | string {
  const members: Members = [];
  for (const line of lines(text)) {
    const at = line.lastIndexOf(APART);
    const name = at < 0 ? line : line.slice(0, at).trim();
    const sector = at < 0 ? undefined : sectorNamed(line.slice(at + 1).trim());
    const before = known.find((member) => member.name === name);
    if (!sector || !name) return line;
    members.push({ evidence: 'member', collective: false, note: '', ...before, name, sector });
  }
  return members;
}

export const memberLines = (
  members: Partnership['members'],
  words: (sector: MemberSector) => string,
): string => members.map(({ name, sector }) => `${name}${APART} ${words(sector)}`).join('\n');

export const sectorByWords = (words: (sector: MemberSector) => string) => {
  const all = new Map(MEMBER_SECTOR_NAMES.map((sector) => [words(sector).toLowerCase(), sector]));
  return (said: string): MemberSector | undefined => all.get(said.toLowerCase());
};

export const wordsOf = (it: Partnership, sector: (sector: MemberSector) => string): PartnershipWords => ({
  name: it.name,
  aliases: it.aliases.join('\n'),
  kind: it.kind,
  nation: it.nation,
  scale: it.scale,
  area: it.area,
  purpose: it.purpose.join('\n'),
  formality: it.formality,
  formalityBasis: it.formalityBasis,
  lifecycle: it.lifecycle,
  pinLabel: it.pin?.label ?? '',
  pinLat: it.pin ? String(it.pin.lat) : '',
  pinLon: it.pin ? String(it.pin.lon) : '',
  pinPrecision: it.pin?.precision ?? 'town',
  agreementType: it.agreement.type,
  agreementStatus: it.agreement.status,
  agreementUrl: it.agreement.url ?? '',
  members: memberLines(it.members, sector),
});

type Fault = 'name' | 'nation' | 'scale' | 'area' | 'lat' | 'lon' | 'pinLabel';
const within = (text: string, most: number) => text.trim() !== '' && Math.abs(Number(text)) <= most;

/** What the browser can tell by itself: which field, and what is amiss. */
export function faultsOf(words: PartnershipWords): Partial<Record<keyof PartnershipWords, Fault>> {
  const placed = words.pinLabel.trim() + words.pinLat.trim() + words.pinLon.trim() !== '';
  const length = words.name.trim().length;
  return {
    ...((length < TITLE_MIN || length > TITLE_MAX) && { name: 'name' as const }),
    ...(!words.nation && { nation: 'nation' as const }),
    ...(!words.scale && { scale: 'scale' as const }),
    ...(!words.area.trim() && { area: 'area' as const }),
    ...(placed && !words.pinLabel.trim() && { pinLabel: 'pinLabel' as const }),
    ...(placed && !within(words.pinLat, 90) && { pinLat: 'lat' as const }),
    ...(placed && !within(words.pinLon, 180) && { pinLon: 'lon' as const }),
  };
}

export type Sent = Omit<ChangePartnership, 'version'> &
  Required<Pick<ChangePartnership, 'name' | 'nation' | 'scale' | 'area'>>;

/** What the words say, for the server; `before` keeps what the form does not show. */
export function toSend(words: PartnershipWords, members: Members, before?: Partnership): Sent {
  const placed = words.pinLabel.trim() !== '';
  return {
    name: words.name.trim(),
    aliases: lines(words.aliases),
    kind: words.kind as Partnership['kind'],
    nation: words.nation as Partnership['nation'],
    scale: words.scale as Partnership['scale'],
    area: words.area.trim(),
    purpose: lines(words.purpose),
    formality: words.formality as Partnership['formality'],
    formalityBasis: words.formalityBasis.trim(),
    lifecycle: words.lifecycle as Partnership['lifecycle'],
    pin: placed
      ? {
          label: words.pinLabel.trim(),
          lat: Number(words.pinLat),
          lon: Number(words.pinLon),
          precision: words.pinPrecision as (typeof PRECISIONS)[number],
        }
      : null,
    agreement: {
      signedOn: before?.agreement.signedOn ?? null,
      reviewDueOn: before?.agreement.reviewDueOn ?? null,
      type: words.agreementType as Partnership['agreement']['type'],
      status: words.agreementStatus as Partnership['agreement']['status'],
      url: words.agreementUrl.trim() || null,
    },
    members,
  };
}

/** What stood in a field, in a line: for the history. */
export function saidOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(saidOf).filter(Boolean).join('; ');
  if (typeof value === 'object')
    return Object.values(value)
      .filter((part) => typeof part === 'string' || typeof part === 'number')
      .filter((part) => part !== '')
      .join(', ');
  return String(value);
}
