import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

/** The pieces of an upload are read by who stores them, as they come: no limit of a body, nothing in memory. */
@Injectable()
export class UploadBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance() as unknown as FastifyInstance;
    server.addContentTypeParser('application/offset+octet-stream', (request, _payload, done) => {
      if (request.url.startsWith('/api/uploads')) return done(null, undefined);
      done(Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }));
    });
  }
}
