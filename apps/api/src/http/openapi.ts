import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '@fingerpost/contracts/common';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
const REFUSAL = {
  description: 'A refusal: switch on its code, never on its text',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The document of every mounted route, made from the contracts that validate them. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Fingerpost')
    .setDescription('Discussions, events, resources and partnerships of health information partnerships.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth('fp_session')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, about);
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: problemSchema() };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) operation.responses.default ??= REFUSAL;
    }
  }
  return document;
}

/** A schema with an id comes as a reference to its own definition; the document wants the definition. */
function problemSchema() {
  const { $defs } = z.toJSONSchema(Problem);
  return $defs?.Problem as NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
}

/** Served as it was made once, at the first asking. */
export function addOpenApi(app: NestFastifyApplication): void {
  let document: string | undefined;
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  server.get('/api/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiOf(app));
    return reply.header('content-type', 'application/json; charset=utf-8').send(document);
  });
}
