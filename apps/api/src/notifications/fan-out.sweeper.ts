import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Config } from '../config/settings.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { FanOut } from './fan-out.js';

const EVERY = 60_000;
/** Younger ones have a job that is on its way. */
const OLD_ENOUGH = 60_000;

export const WAITING = statement(
  'fan-out-waiting',
  `SELECT id FROM activity WHERE turn IS NULL AND id > (SELECT before FROM turns) AND at < $1 ORDER BY id LIMIT 500`,
);

/** Fills the inboxes from activities whose job is dead: a job is given up after some tries, what happened is not. */
@Injectable()
export class FanOutSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('notifications');
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly fanOut: FanOut,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.timer = setInterval(() => {
      this.running ??= this.run()
        .catch((fault) => this.log.warn(fault, 'sweep'))
        .finally(() => (this.running = undefined));
    }, EVERY).unref();
  }

  /** One that cannot be delivered holds back no other. */
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - OLD_ENOUGH);
    const ids = (await this.db.query<{ id: number }>(WAITING, [before])).map(({ id }) => id);
    await this.fanOut.run(ids).catch(async () => {
      for (const id of ids)
        await this.fanOut
          .run([id])
          .catch((fault) => this.log.warn(fault, `activity ${id} was not delivered`));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
