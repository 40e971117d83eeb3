/// <reference types="vite/client" />
import list from './resources/resources.json' with { type: 'json' };

export interface StartingResource {
  /** In `files`; made from `sources` by scripts/starting-files.mjs. */
  file: string;
  /** As people save it. */
  name: string;
  pages?: number;
  title: string;
  space: string;
  author: string;
  kind: string;
  tags: string[];
  audience: string[];
  daysAgo: number;
  /** From today; past ones show what "may be out of date" looks like. */
  reviewInDays: number | null;
  downloads: number;
  summary: string;
  uses: [handle: string, words: string, daysAgo: number][];
}

// Inside of the build, so that nothing has to be found beside it.
const files = import.meta.glob<string>('./resources/files/*', {
  eager: true,
  query: '?inline',
  import: 'default',
});

export const startingResources = list as unknown as StartingResource[];

/** The bytes of a file of the starting library, or undefined where there is none of that name. */
export function startingFile(name: string): Buffer | undefined {
  const url = files[`./resources/files/${name}`];
  return url === undefined ? undefined : Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

const sources = import.meta.glob<string>('./resources/sources/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** The words of a file as they were written, without the signs of their layout: what a search finds in it. */
export const startingWords = (name: string): string =>
  (sources[`./resources/sources/${name.replace(/\.\w+$/, '')}.md`] ?? '')
    .replace(/^(?:#+|- \[ \]|-) /gm, '')
    .replace(/[|*]+/g, ' ');
