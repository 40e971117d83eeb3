import type { Scene } from './scene.js';

/** The facts that come with Fingerpost are no demonstration: they are there without it, and their documents come by jobs. */
const NO_FACTS: Record<string, string> = {
  search_documents: `WHERE subject_kind IN ('discussion', 'post')`,
};

/** Rows of every table of ours, by its name. */
export async function countAll(scene: Scene): Promise<Record<string, number>> {
  const tables = await scene.db.query<{ name: string }>({
    name: 'spec-tables',
    text: `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  });
  const counts = await Promise.all(
    tables.map(async ({ name }) => [
      name,
      (
        await scene.db.query<{ n: number }>({
          name: `spec-count-${name}`,
          text: `SELECT count(*)::int AS n FROM "${name}" ${NO_FACTS[name] ?? ''}`,
        })
      )[0]!.n,
    ]),
  );
  return Object.fromEntries(counts) as Record<string, number>;
}
