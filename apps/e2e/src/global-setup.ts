import { readFileSync } from 'node:fs';
import { openHouse } from '../../../scripts/lib/test-server.mjs';

/**
 * One server with the demonstration for the whole run. With E2E_URL set (and E2E_DATABASE_URL, for what looks into
 * the tables) the journeys go to a server that runs already.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env.E2E_URL) return async () => undefined;
  const house = await openHouse('e2e');
  const server = await house.serve();
  process.env.E2E_URL = server.url;
  process.env.E2E_DATABASE_URL = server.databaseUrl;
  return async () => {
    const said = readFileSync(server.log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'));
    // A journey that passed at its second try may have been the server's fault.
    if (said.length > 0) console.log(`What the server warned of, at the end:\n${said.slice(-40).join('\n')}`);
    await house.stop();
  };
}
