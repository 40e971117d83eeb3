import type { FastifyInstance } from 'fastify';

/** The product's own page, asked for once for a guest and once for a member, and then sent from memory. */
export function htmlReference(server: FastifyInstance, product: string): void {
  const kept = new Map<string, Buffer>();

  server.get('/discussions/:slug', async (request, reply) => {
    const cookie = request.headers.cookie ?? '';
    const key = `${cookie ? 'member' : 'guest'} ${request.url}`;
    const page = kept.get(key) ?? (await fetchPage(product + request.url, cookie));
    kept.set(key, page);
    return reply.header('content-type', 'text/html; charset=utf-8').send(page);
  });
}

async function fetchPage(url: string, cookie: string): Promise<Buffer> {
  const answer = await fetch(url, { headers: cookie ? { cookie } : {} });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
