import autocannon, { type CannonRequest } from 'autocannon';

export const CONNECTIONS = 10;

/** What each of the ten connections asks for, over and over. */
export type Plan = (connection: number) => CannonRequest[];

/** Answers in a second over ten connections. Anything but a 2xx, a 304 too, ends the bench: it would count what was not done. */
export async function throughput(origin: string, plan: Plan, seconds: number): Promise<number> {
  let connection = 0;
  const result = await autocannon({
    url: origin,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => client.setRequests(plan(connection++)),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0)
    throw new Error(`${failed} requests to ${origin} failed: ${JSON.stringify(result.statusCodeStats)}`);
  return result['2xx'] / result.duration;
}

/** The same requests for every connection, each beginning somewhere else, so that they do not march in step. */
export const spread =
  (requests: CannonRequest[]): Plan =>
  (connection) => {
    const from = Math.floor((connection * requests.length) / CONNECTIONS);
    return [...requests.slice(from), ...requests.slice(0, from)];
  };
