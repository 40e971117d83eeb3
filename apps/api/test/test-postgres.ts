/** The PostgreSQL of this run: the one that TEST_DATABASE_URL names. */
export async function startTestPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('Set TEST_DATABASE_URL');
  return { url, stop: () => Promise.resolve() };
}
