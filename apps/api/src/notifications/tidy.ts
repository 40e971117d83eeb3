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
import { isRead } from './read-state.js';

const HOURLY = 3_600_000;

/** Writes down what has been read, so that counting what has not stays short. */
const WRITE_DOWN = statement(
  'inbox-tidy',
  `UPDATE notifications n SET read_at = $1 FROM inboxes i WHERE i.person_id = n.person_id AND n.read_at IS NULL AND ${isRead('n', 'i')}`,
);

@Injectable()
export class InboxTidy implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('notifications');
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.timer = setInterval(
      () => void this.run().catch((fault) => this.log.warn(fault, 'tidy')),
      HOURLY,
    ).unref();
  }

  async run(): Promise<void> {
    await this.db.query(WRITE_DOWN, [this.clock.now()]);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
