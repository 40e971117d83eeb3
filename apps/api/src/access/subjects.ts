import { readsSpace, seesDirectoryEntry } from './predicate.js';
import type { ModuleName } from '@fingerpost/contracts/modules';

/**
 * The one registry of the things that others point to by `subject_kind, subject_id`: notifications, search, discussions
 * about a thing. A feature has its row here, and these know its table without knowing the feature.
 */
export interface Subject {
  table: string;
  /** Where it is while the operator has that switched on. */
  module: ModuleName;
  /** SQL over its row `it`. */
  title: string;
  path: string;
  /** Its space, or null for what is the whole site's. */
  space: 'it.space_id' | null;
  /** Who may see it, beyond who reads its space; SQL over `it`, with `$viewer` for the viewer's person id. */
  sees: string;
}

export const SUBJECTS = {
  event: {
    table: 'events',
    module: 'events',
    title: 'it.title',
    path: `'/events/' || it.id || '-' || it.slug`,
    space: 'it.space_id',
    sees: `(it.state = 'published' OR (it.state = 'draft' AND it.author_id = $viewer))`,
  },
  campaign: {
    table: 'campaigns',
    module: 'events',
    title: 'it.name',
    path: `'/campaigns/' || it.slug`,
    space: null,
    sees: 'true',
  },
  resource: {
    table: 'resources',
    module: 'resources',
    title: 'it.title',
    path: `'/resources/' || it.id || '-' || it.slug`,
    space: 'it.space_id',
    sees: `(it.state = 'published' OR (it.state IN ('draft', 'held') AND it.author_id = $viewer))`,
  },
  collection: {
    table: 'collections',
    module: 'resources',
    title: 'it.title',
    path: `'/collections/' || it.id || '-' || it.slug`,
    space: 'it.space_id',
    sees: `it.state = 'published'`,
  },
  message: {
    table: 'messages',
    module: 'partnerships',
    title: `coalesce((SELECT p.name FROM people p WHERE p.id = it.from_id), '')`,
    path: `'/messages/' || it.id`,
    space: null,
    sees: '(it.from_id = $viewer OR it.to_id = $viewer AND NOT it.withheld)',
  },
  partnership: {
    table: 'partnerships',
    module: 'partnerships',
    title: 'it.name',
    path: `'/partnerships/' || it.slug`,
    // It may stand in a space or in none, which its own predicate knows.
    space: null,
    sees: `it.merged_into_id IS NULL AND it.state = 'published' AND ${seesDirectoryEntry('it', '$viewer')}`,
  },
} as const satisfies Record<string, Subject>;

/** Kinds that have a row here, as a list for SQL. */
export const SUBJECT_KINDS = Object.keys(SUBJECTS)
  .map((kind) => `'${kind}'`)
  .join(', ');

/**
 * The thing of kind `kind` and id `id` as far as `viewer` may see it, as a lateral subquery of at most one row with
 * `title`, `path` and `space_id`. Law 1 holds in it.
 */
export const subjectSeen = (kind: string, id: string, viewer: string): string => one(kind, id, viewer, isOn);

/** The same while its module is switched off: what happened meanwhile is told once it is on again. */
export const subjectSeenOnceOn = (kind: string, id: string, viewer: string): string =>
  one(kind, id, viewer, () => 'true');

const one = (kind: string, id: string, viewer: string, there: (it: Subject) => string): string =>
  `(${subjects()
    .map(
      ([
        name,
        it,
      ]) => `SELECT ${it.title} AS title, ${it.path} AS path, ${it.space ?? 'NULL::bigint'} AS space_id
        ${seenOf(it, viewer)} AND ${there(it)} AND ${kind} = '${name}' AND it.id = ${id}`,
    )
    .join('\n      UNION ALL ')})`;

/** Asked once in a statement, whatever number of rows it has. */
const isOn = ({ module }: Subject): string =>
  `NOT EXISTS (SELECT FROM settings site WHERE '${module}' = ANY (site.modules_off))`;

/** Whether the module of the kind `kind` is switched off, as SQL. */
export const isSwitchedOff = (kind: string): string =>
  `EXISTS (SELECT FROM settings site WHERE CASE ${kind}
    ${subjects()
      .map(([name, { module }]) => `WHEN '${name}' THEN '${module}'`)
      .join(' ')} END = ANY (site.modules_off))`;

/** Paths of all that `viewer` may see of the kinds in `kinds`, a parameter of text[], newest first, `limit` of each kind. */
export const subjectPaths = (kinds: string, viewer: string, limit: number): string =>
  subjects()
    .map(
      ([name, it]) => `(SELECT ${it.path} AS path ${seenOf(it, viewer)} AND '${name}' = ANY (${kinds})
        ORDER BY it.id DESC LIMIT ${limit})`,
    )
    .join('\n  UNION ALL ');

const subjects = () => Object.entries<Subject>(SUBJECTS);

/** FROM and WHERE of those that `viewer` may see. */
function seenOf({ table, space, sees }: Subject, viewer: string): string {
  const seen = sees.replaceAll('$viewer', `${viewer}::bigint`);
  if (space === null) return `FROM ${table} it WHERE ${seen}`;
  return `FROM ${table} it JOIN spaces around ON around.id = ${space} WHERE ${readsSpace('around', viewer)} AND ${seen}`;
}

/** The kinds of things that are there with these modules. */
export const kindsOf = (modules: readonly ModuleName[]): string[] =>
  subjects().flatMap(([name, { module }]) => (modules.includes(module) ? [name] : []));
