/** Parts of the site, and what they bring to the search. Free of zod, so that the browser can load it alone. */

/** Those that an operator may do without, in the order of the navigation; what is switched off leaves no trace. */
export const MODULES = ['events', 'resources', 'partnerships'] as const;
export type ModuleName = (typeof MODULES)[number];

/** What can be found. */
export const SEARCH_KINDS = [
  'discussion',
  'post',
  'event',
  'campaign',
  'resource',
  'collection',
  'partnership',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** The kinds that are there as long as the operator has their module switched on. */
export const KINDS_OF_MODULE = {
  events: ['event', 'campaign'],
  resources: ['resource', 'collection'],
  partnerships: ['partnership'],
} as const satisfies Record<ModuleName, readonly SearchKind[]>;

/** What can be found with these modules. */
export function searchKinds(modules: readonly ModuleName[]): SearchKind[] {
  const off: SearchKind[] = MODULES.filter((name) => !modules.includes(name)).flatMap(
    (name) => KINDS_OF_MODULE[name],
  );
  return SEARCH_KINDS.filter((kind) => !off.includes(kind));
}
