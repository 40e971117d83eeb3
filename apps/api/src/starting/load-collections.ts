import { indexThings, SOURCES } from '../search/sources.js';
import { toSlug } from '../text/slug.js';
import type { StartingCollection } from './content/collections.js';
import { insertAll, takeIds, type Run } from './rows.js';

interface Places {
  spaces: ReadonlyMap<string, number>;
  people: ReadonlyMap<string, number>;
  /** By their files. */
  resources: ReadonlyMap<string, number>;
}
const DAY = 86_400_000;

/** Collections of the starting library, searchable at once. */
export async function loadCollections(
  run: Run,
  content: readonly StartingCollection[],
  { spaces, people, resources }: Places,
  now: Date,
): Promise<void> {
  const ids = await takeIds(run, 'collections', content.length);
  await insertAll(
    run,
    'collections',
    content.map((each, i) => {
      const at = new Date(now.getTime() - each.daysAgo * DAY);
      return {
        id: ids[i]!,
        space_id: spaces.get(each.space)!,
        author_id: people.get(each.author)!,
        title: each.title,
        slug: toSlug(each.title, 'collection'),
        summary: each.summary,
        state: 'published',
        language: 'en',
        version: 1,
        changed_at: at,
        demonstration: true,
        written_at: at,
        created_at: at,
      };
    }),
  );
  await insertAll(
    run,
    'collection_items',
    content.flatMap(({ items }, i) =>
      items.map(([file, note], at) => ({
        collection_id: ids[i]!,
        resource_id: resources.get(file)!,
        position: at + 1,
        note,
      })),
    ),
  );
  await run(indexThings(SOURCES.find(({ kind }) => kind === 'collection')!), [ids]);
}
