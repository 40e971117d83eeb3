import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

/** The readable page of the OpenAPI document, with all of its parts from here. */
const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fingerpost API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"><link rel="icon" href="/favicon.svg"></head>
<body><main id="docs"><p>This page needs scripts. The document itself is <a href="/api/openapi.json">openapi.json</a>.</p></main>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, supportedSubmitMethods: [] });`;

const FILES: Record<string, string> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};

export function addOpenApiPage(server: FastifyInstance): void {
  server.get('/api/docs', (_request, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').send(PAGE),
  );
  server.get('/api/docs/start.js', (_request, reply) =>
    reply.header('content-type', 'text/javascript; charset=utf-8').send(START),
  );
  for (const [file, type] of Object.entries(FILES)) {
    server.get(`/api/docs/${file}`, async (_request, reply) => {
      const path = fileURLToPath(import.meta.resolve(`swagger-ui-dist/${file}`));
      return reply
        .header('content-type', `${type}; charset=utf-8`)
        .header('cache-control', 'public, max-age=86400')
        .send(await readFile(path, 'utf8'));
    });
  }
}
