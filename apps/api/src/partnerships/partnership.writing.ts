import { isDeepStrictEqual } from 'node:util';
import { SECTOR_NAMES } from '@fingerpost/contracts/sector-names';
import { MEMBER_SECTORS } from '@fingerpost/contracts/partnership-kinds';
import type { CreatePartnership } from '@fingerpost/contracts/partnership-input';
import type { PartnershipRevision } from '@fingerpost/contracts/partnerships';
import type { Transaction } from '../database/database.service.js';
import { tokensOf } from '../text/words.js';

/** Everything that a record says. */
export type Said = CreatePartnership;
type Change = PartnershipRevision['changes'][number];

/** What the filters ask, taken from what the record says. */
export const derived = (said: Said) => ({
  sectors: SECTOR_NAMES.filter((name) => said.members.some(({ sector }) => MEMBER_SECTORS[sector] === name)),
  activities: [...new Set(said.activityList.map(({ kind }) => kind))],
  member_count: said.members.length,
  words: tokensOf(
    said.name,
    said.area,
    ...said.aliases,
    ...said.tags,
    ...said.members.map(({ name }) => name),
  ),
});

/** The columns of a record, in the order of their values. */
const COLUMNS: Record<string, (said: Said) => unknown> = {
  name: ({ name }) => name,
  kind: ({ kind }) => kind,
  aliases: ({ aliases }) => aliases,
  nation: ({ nation }) => nation,
  scale: ({ scale }) => scale,
  area: ({ area }) => area,
  pin_label: ({ pin }) => pin?.label ?? null,
  pin_lat: ({ pin }) => pin?.lat ?? null,
  pin_lon: ({ pin }) => pin?.lon ?? null,
  pin_precision: ({ pin }) => pin?.precision ?? null,
  purpose: ({ purpose }) => purpose,
  formality: ({ formality }) => formality,
  formality_basis: ({ formalityBasis }) => formalityBasis,
  lifecycle: ({ lifecycle }) => lifecycle,
  founded: ({ founded }) => founded && JSON.stringify(founded),
  agreement: ({ agreement }) => JSON.stringify(agreement),
  activity_list: ({ activityList }) => JSON.stringify(activityList),
  links: ({ links }) => JSON.stringify(links),
  sources: ({ sources }) => JSON.stringify(sources),
  tags: ({ tags }) => [...new Set(tags)],
  distinction: ({ distinction }) => distinction,
  sectors: (said) => derived(said).sectors,
  activities: (said) => derived(said).activities,
  member_count: (said) => derived(said).member_count,
  words: (said) => derived(said).words,
};
const NAMES = Object.keys(COLUMNS);
const valuesOf = (said: Said) => NAMES.map((name) => COLUMNS[name]!(said));
/** Lexemes as they are: their words were cut where the query's are. */
const placeholder = (name: string, at: number) =>
  name === 'words' ? `array_to_tsvector($${at}::text[])` : `$${at}`;

export interface New {
  slug: string;
  authorId: number | null;
  asOf: string | null;
  at: Date;
}

/** A new record, without its members; null where the slug is taken. */
export async function insertRecord(tx: Transaction, said: Said, { slug, authorId, asOf, at }: New) {
  const [row] = await tx.query<{ id: number }[]>(
    `INSERT INTO partnerships (slug, author_id, as_of, written_at, created_at, ${NAMES.join(', ')})
     VALUES ($1, $2, $3, $4, $4, ${NAMES.map((name, i) => placeholder(name, i + 5)).join(', ')})
     ON CONFLICT (slug) DO NOTHING RETURNING id`,
    [slug, authorId, asOf, at, ...valuesOf(said)],
  );
  return row ?? null;
}

export const updateRecord = (tx: Transaction, id: number, said: Said): Promise<unknown> =>
  tx.query(
    `UPDATE partnerships SET ${NAMES.map((name, i) => `${name} = ${placeholder(name, i + 2)}`).join(', ')} WHERE id = $1`,
    [id, ...valuesOf(said)],
  );

/** `organisations` in the order of the members, null for what names no single one. */
export async function replaceMembers(
  tx: Transaction,
  id: number,
  members: Said['members'],
  organisations: readonly (number | null)[],
): Promise<void> {
  await tx.query('DELETE FROM partnership_members WHERE partnership_id = $1', [id]);
  const rows = members.map((member, position) => ({
    ...member,
    partnership_id: id,
    position,
    organisation_id: organisations[position] ?? null,
  }));
  await tx.query(
    `INSERT INTO partnership_members (partnership_id, position, organisation_id, name, sector, evidence, collective, note)
     SELECT partnership_id, position, organisation_id, name, sector, evidence, collective, note
     FROM json_populate_recordset(NULL::partnership_members, $1::json)`,
    [JSON.stringify(rows)],
  );
}

/** What a change makes otherwise, field by field. */
export function changesOf(before: Said, after: Said): Change[] {
  const fields = Object.keys(before) as (keyof Said)[];
  return fields
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** Raises the version under the record's lock and keeps who did what. */
export async function revise(
  tx: Transaction,
  id: number,
  revision: { personId: number | null; did: PartnershipRevision['did']; changes: Change[]; at: Date },
): Promise<number> {
  const [rows] = await tx.query<[{ version: number }[], number]>(
    'UPDATE partnerships SET version = version + 1 WHERE id = $1 RETURNING version',
    [id],
  );
  const version = rows[0]!.version;
  await keepRevision(tx, id, version, revision);
  return version;
}

export const keepRevision = (
  tx: Transaction,
  id: number,
  version: number,
  { personId, did, changes, at }: { personId: number | null; did: string; changes: Change[]; at: Date },
): Promise<unknown> =>
  tx.query(
    `INSERT INTO partnership_revisions (partnership_id, version, person_id, did, changes, at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, version, personId, did, JSON.stringify(changes), at],
  );
