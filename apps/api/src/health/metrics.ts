import { Injectable } from '@nestjs/common';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { Jobs } from '../jobs/jobs.service.js';

/** Figures of this process for Prometheus: its own health, how long requests take by route and status, and what the queue is like. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'fingerpost_request_seconds',
    help: 'Seconds from request to answer, by route and status class',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });

  /** As many as there are routes: labels are hashed once, not at every request. */
  private readonly series = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();

  private readonly dead = new Gauge({
    name: 'fingerpost_jobs_dead',
    help: 'Jobs that failed too often and are given up',
    registers: [this.registry],
  });
  private readonly age = new Gauge({
    name: 'fingerpost_queue_age_seconds',
    help: 'Seconds for which the oldest job that may run waits, by queue',
    labelNames: ['queue'],
    registers: [this.registry],
  });

  constructor(private readonly jobs: Jobs) {
    collectDefaultMetrics({ register: this.registry });
  }

  async text(): Promise<string> {
    await this.askQueue();
    return this.registry.metrics();
  }

  /** While the database is away these two are left out: no figure rather than an old one. */
  private async askQueue(): Promise<void> {
    this.age.reset();
    this.dead.remove();
    const figures = await this.jobs.figures().catch(() => undefined);
    if (!figures) return;
    this.dead.set(figures.dead);
    for (const [queue, seconds] of Object.entries(figures.age)) this.age.set({ queue }, seconds);
  }

  /** A figure of a feature's own, asked for whenever the figures are, and left out while the database is away. */
  ask(name: string, help: string, question: () => Promise<number>): void {
    const registers = [this.registry];
    const collect = async () => {
      gauge.remove();
      const figure = await question().catch(() => undefined);
      if (figure !== undefined) gauge.set(figure);
    };
    const gauge = new Gauge({ name, help, registers, collect });
  }

  observe(method: string, route: string, status: number, milliseconds: number): void {
    const name = `${method} ${route} ${Math.floor(status / 100)}xx`;
    let series = this.series.get(name);
    if (!series) {
      series = this.requests.labels({ method, route, status: `${Math.floor(status / 100)}xx` });
      this.series.set(name, series);
    }
    series.observe(milliseconds / 1_000);
  }
}
