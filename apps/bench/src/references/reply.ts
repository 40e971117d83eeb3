import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { product } from '../product/product.ts';
import { sendJson } from './json.ts';
import { commit, commitAtOnce, insertAlone, prepareTransaction, type NewPost } from './reply.statements.ts';
import { viewerOf } from './viewer.ts';

interface Reply {
  Params: { id: string };
  Body: { body: string };
}

/** The same post with all that belongs to it as one bare transaction and as one bare statement, and alone as one INSERT. */
export async function replyReferences(server: FastifyInstance, pool: pg.Pool): Promise<void> {
  await prepareTransaction(pool);
  const laidOut = keeper();

  const ways = { transaction: commit, statement: commitAtOnce, insert: insertAlone };
  for (const [path, write] of Object.entries(ways))
    server.post<Reply>(`/${path}/:id`, async (request, reply) => {
      const post: NewPost = {
        discussion: Number(request.params.id),
        author: viewerOf(request)!,
        ...laidOut(request.body.body),
        at: new Date(),
      };
      return sendJson(reply.code(201), await write(pool, post));
    });
}

/** The references know the HTML of each text already: laying out Markdown is the product's work alone. */
function keeper() {
  const kept = new Map<string, { body: string; html: string; text: string }>();
  return (body: string) => {
    const known = kept.get(body);
    if (known) return known;
    const html = product.toHtml(body);
    const made = { body, html, text: product.toText(html) };
    kept.set(body, made);
    return made;
  };
}
