import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config/settings.js';
import { Jobs } from './jobs.service.js';

const LOOK_EVERY = 60_000;

/** Says once of each job that was given up that it was; the queue that it lies in is read by nobody. */
@Injectable()
export class DeadLetters implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private timer?: NodeJS.Timeout;
  private told = 0;

  constructor(
    private readonly config: Config,
    private readonly jobs: Jobs,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.timer = setInterval(
      () => void this.run().catch((fault) => this.log.warn(fault, 'dead jobs')),
      LOOK_EVERY,
    ).unref();
  }

  async run(): Promise<void> {
    const { dead } = await this.jobs.figures();
    if (dead > this.told)
      this.log.error(`jobs that failed too often and were given up: ${dead} (in pgboss.job, name 'dead')`);
    this.told = dead;
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
