import { createHash, randomBytes } from 'node:crypto';
import { formatOfName, type FileFormat } from '@fingerpost/contracts/formats';
import type { Storage } from '../files/storage.js';
import { officeWords } from '../files/words.js';
import { indexThings, SOURCES } from '../search/sources.js';
import { toSlug } from '../text/slug.js';
import { startingFile, startingWords, type StartingResource } from './content/resources.js';
import { insertAll, takeIds, type Run } from './rows.js';

interface Places {
  spaces: ReadonlyMap<string, number>;
  people: ReadonlyMap<string, number>;
}
const DAY = 86_400_000;

/** The library with its files, as if each had been given and looked at; searchable at once. Gives their ids, by file. */
export async function loadResources(
  run: Run,
  storage: Storage,
  content: readonly StartingResource[],
  { spaces, people }: Places,
  now: Date,
): Promise<Map<string, number>> {
  const [ids, fileIds] = [
    await takeIds(run, 'resources', content.length),
    await takeIds(run, 'files', content.length),
  ];
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  const kept = await Promise.all(content.map((each) => keep(storage, each)));
  await run('INSERT INTO tags (name, created_at) SELECT unnest($1::text[]), $2 ON CONFLICT DO NOTHING', [
    [...new Set(content.flatMap(({ tags }) => tags))],
    now,
  ]);
  const files = content.map((each, i) => ({
    id: fileIds[i]!,
    owner_id: people.get(each.author)!,
    name: each.name,
    state: 'clean',
    scanned: false,
    pages: each.pages ?? null,
    kept: true,
    checked_at: ago(each.daysAgo),
    created_at: ago(each.daysAgo),
    ...kept[i]!,
  }));
  await insertAll(run, 'files', files);
  await insertAll(
    run,
    'resources',
    content.map((each, i) => ({
      id: ids[i]!,
      space_id: spaces.get(each.space)!,
      author_id: people.get(each.author)!,
      owner_id: people.get(each.author)!,
      title: each.title,
      slug: toSlug(each.title, each.kind),
      summary: each.summary,
      kind: each.kind,
      tags: each.tags,
      audience: each.audience,
      licence: 'cc0',
      state: 'published',
      language: 'en',
      version: 1,
      number: 1,
      last_number: 1,
      format: files[i]!.format,
      size: files[i]!.size,
      file_id: fileIds[i]!,
      changed_at: ago(each.daysAgo),
      download_count: each.downloads,
      use_count: each.uses.length,
      review_by: each.reviewInDays === null ? null : ago(-each.reviewInDays).toISOString().slice(0, 10),
      demonstration: true,
      written_at: ago(each.daysAgo),
      created_at: ago(each.daysAgo),
    })),
  );
  await insertAll(
    run,
    'resource_versions',
    content.map((each, i) => ({
      id: ids[i]!,
      resource_id: ids[i]!,
      number: 1,
      note: '',
      file_id: fileIds[i]!,
      open: true,
      author_id: people.get(each.author)!,
      download_count: each.downloads,
      written_at: ago(each.daysAgo),
    })),
  );
  await run(`SELECT setval(pg_get_serial_sequence('resource_versions', 'id'), greatest($1::bigint, 1))`, [
    Math.max(...ids),
  ]);
  const uses = content.flatMap(({ uses: said }, i) =>
    said.map(([handle, words, daysAgo]) => ({
      resource_id: ids[i]!,
      person_id: people.get(handle)!,
      words,
      written_at: ago(daysAgo),
    })),
  );
  const useIds = await takeIds(run, 'resource_uses', uses.length);
  const inOrder = uses.toSorted((a, b) => a.written_at.getTime() - b.written_at.getTime());
  await insertAll(
    run,
    'resource_uses',
    inOrder.map((use, i) => ({ id: useIds[i]!, ...use })),
  );
  await run(indexThings(SOURCES.find(({ kind }) => kind === 'resource')!), [ids]);
  return new Map(content.map(({ file }, i) => [file, ids[i]!]));
}

async function keep(storage: Storage, { file, name }: StartingResource) {
  const bytes = startingFile(file);
  if (!bytes) throw new Error(`the starting library has no ${file}`);
  const key = randomBytes(16).toString('hex');
  const picture = startingFile(file.replace(/\.\w+$/, '.webp'));
  await storage.write(key, bytes);
  if (picture) await storage.write(`${key}.webp`, picture);
  const format = formatOfName(name)!;
  return {
    key,
    thumbnail_key: picture ? `${key}.webp` : null,
    format,
    size: bytes.length,
    sha256: `\\x${createHash('sha256').update(bytes).digest('hex')}`,
    // A PDF is opened by a process of its own, which a start need not wait for: its words are known.
    text: format === 'pdf' ? startingWords(file) : await wordsOf(format, bytes),
  };
}

const wordsOf = (format: FileFormat, bytes: Buffer): Promise<string> =>
  officeWords(format, bytes.length, (start, length) =>
    Promise.resolve(bytes.subarray(start, start + length)),
  );
