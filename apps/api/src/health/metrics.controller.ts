import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/settings.js';
import { Public } from '../http/decorators.js';
import { notFound } from '../http/problem.js';
import { Metrics } from './metrics.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

@Controller()
export class MetricsController {
  constructor(
    private readonly config: Config,
    private readonly metrics: Metrics,
  ) {}

  /** For a collector on this machine; for others it does not exist, unless METRICS=on says that the network is theirs. */
  @Get('metrics')
  @Public()
  @ApiResponse({
    status: 200,
    description: 'For Prometheus',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  show(@Req() request: FastifyRequest): Promise<string> {
    // The connection's own address: a proxy on this machine would forward everybody's.
    const local =
      LOOPBACK.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
    if (!local && !this.config.metricsOpen) throw notFound();
    return this.metrics.text();
  }
}
