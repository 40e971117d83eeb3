import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import type { Config } from './config/settings.js';
import { Metrics } from './health/metrics.js';
import { COMPRESSION } from './http/compression.js';
import { addEtags } from './http/etag.js';
import { addKeptAnswers } from './http/kept-answers.js';
import { Database } from './database/database.service.js';
import { addFormBodies } from './http/form-bodies.js';
import { addJsonBodies } from './http/json-bodies.js';
import { readable, refuseUnread } from './http/unreadable.js';
import { addRequestLog } from './http/request-log.js';
import { addSecurityHeaders } from './http/security-headers.js';
import { addSerializer } from './http/serializer.js';
import { addOpenApi } from './http/openapi.js';
import { addOpenApiPage } from './http/openapi.page.js';
import { createLogger } from './http/logger.js';
import { onlyHealth } from './health/only-health.js';
import { SocketAdapter } from './realtime/socket.adapter.js';

/** A post is at most 32 kB; this leaves room for everything that JSON does to it. */
const BODY_LIMIT = 1024 * 1024;
const HEADERS_TIMEOUT = 10_000;
/** A body that drips is cut after this and the check below: within 20 s. */
const REQUEST_TIMEOUT = 15_000;

/** Longer than a proxy in front keeps its own, so that it never writes into one that closes. */
const KEEP_ALIVE = 72_000;

/** The whole server, ready to listen or to be asked with `inject`. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const logger = createLogger(config);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    http: {
      headersTimeout: HEADERS_TIMEOUT,
      requestTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: 2_000,
    },
    routerOptions: { maxParamLength: 500 },
    rewriteUrl: ({ url = '/' }) => readable(url),
    clientErrorHandler: refuseUnread,
    logger: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, {
    logger,
    abortOnError: false,
    bodyParser: false,
    forceCloseConnections: true,
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;

  if (!config.servesPeople) onlyHealth(server);
  await app.register(cookie);
  await addSecurityHeaders(server, config);
  addJsonBodies(server);
  addFormBodies(server);
  addRequestLog(server, logger.pino, app.get(Metrics));
  addSerializer(server);
  addEtags(server);
  addKeptAnswers(server, app.get(Database));
  await app.register(compress, COMPRESSION);
  app.useWebSocketAdapter(new SocketAdapter(app, config));
  addOpenApi(app);
  addOpenApiPage(server);
  app.enableShutdownHooks();
  return app;
}
