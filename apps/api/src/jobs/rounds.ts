import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/settings.js';

export const HOURLY = 3_600_000;

/** What is looked after again and again by whoever works the jobs: one round of a kind at a time, and none once it stops. */
@Injectable()
export class Rounds implements BeforeApplicationShutdown {
  private readonly log = new Logger('rounds');
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<string, Promise<void>>();

  constructor(private readonly config: Config) {}

  every(milliseconds: number, name: string, round: () => Promise<void>): void {
    if (!this.config.worksJobs) return;
    this.timers.push(setInterval(() => this.begin(name, round), milliseconds).unref());
  }

  private begin(name: string, round: () => Promise<void>): void {
    if (this.running.has(name)) return;
    const begun = round()
      .catch((fault: unknown) => this.log.warn(fault, name))
      .finally(() => this.running.delete(name));
    this.running.set(name, begun);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.timers.forEach(clearInterval);
    await Promise.all(this.running.values());
  }
}
