import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

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
  return SwaggerModule.createDocument(app, about);
}

export function addOpenApi(app: NestFastifyApplication): void {
  let document: string | undefined;
  const server = app.getHttpAdapter().getInstance();
  server.get('/api/openapi.json', (_request: unknown, reply: { header(name: string, value: string): typeof reply; send(body: string): unknown }) => {
    document ??= JSON.stringify(openApiOf(app));
    return reply.header('content-type', 'application/json; charset=utf-8').send(document);
  });
}
