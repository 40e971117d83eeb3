import { openHouse } from '../../../scripts/lib/test-server.mjs';

/** One server with the demonstration for the run; a journey that needs its own opens another house. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const house = await openHouse('e2e');
  const server = await house.serve();
  process.env.E2E_URL = server.url;
  process.env.E2E_DATABASE_URL = server.databaseUrl;
  return () => house.stop();
}
