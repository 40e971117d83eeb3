/** What the address of the directory asks, the same for both writers of its page. Free of zod. */
import { SECTOR_NAMES } from './sector-names.js';
import { NATIONS } from './nations.js';
import { ACTIVITY_KINDS, FORMALITIES, LIFECYCLES, type DirectoryFilter } from './partnership-kinds.js';
import { QUERY_MAX } from './limits.js';

export const DIRECTORY_VIEWS = ['map', 'table'] as const;
export type DirectoryView = (typeof DIRECTORY_VIEWS)[number];

/** The choices of each filter, in the order of its page. */
export const DIRECTORY_CHOICES = {
  nation: NATIONS,
  sector: SECTOR_NAMES,
  formality: FORMALITIES,
  activity: ACTIVITY_KINDS,
  lifecycle: LIFECYCLES,
} as const;
export type DirectoryChoice = keyof typeof DIRECTORY_CHOICES;
export const DIRECTORY_CHOICE_NAMES = Object.keys(DIRECTORY_CHOICES) as DirectoryChoice[];

/** `read` gives a parameter of the address; what it says oddly is left out. */
export function directoryFilterOf(read: (name: string) => string | undefined): DirectoryFilter {
  const q = read('q')?.trim();
  const chosen = DIRECTORY_CHOICE_NAMES.flatMap((name) => {
    const value = read(name);
    return (DIRECTORY_CHOICES[name] as readonly string[]).includes(value ?? '') ? [[name, value]] : [];
  });
  const asked = q && q.length <= QUERY_MAX && q.isWellFormed() && !q.includes('\0') ? { q } : {};
  return { ...asked, ...(Object.fromEntries(chosen) as DirectoryFilter) };
}

export const directoryViewOf = (read: (name: string) => string | undefined): DirectoryView =>
  read('view') === 'table' ? 'table' : 'map';

/** The parameters of a filter in a view: what is usual goes without saying. */
export const directoryQuery = (
  filter: DirectoryFilter,
  view: DirectoryView = 'map',
): Record<string, string> => ({
  ...(view === 'table' && { view }),
  ...(filter as Record<string, string>),
});

/** The zoom at which a map of the whole begins, and with which the page brings its groups along. */
export const WHOLE_ZOOM = 5;
