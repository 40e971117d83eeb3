import list from './resources/collections.json' with { type: 'json' };

export interface StartingCollection {
  title: string;
  space: string;
  author: string;
  daysAgo: number;
  summary: string;
  /** By the file of the resource, in their order. */
  items: [file: string, note: string][];
}

export const startingCollections = list as unknown as StartingCollection[];
