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
import { FORGETTING } from './questions.js';

const HOURLY = 3_600_000;

/** Forgets what was answered to the organisers' questions when its time has come: it was asked for one day's sake. */
@Injectable()
export class Forgetting implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('events');
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly db: Database,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.timer = setInterval(
      () => void this.run().catch((fault) => this.log.warn(fault, 'answers are forgotten later')),
      HOURLY,
    ).unref();
  }

  async run(): Promise<void> {
    await this.db.query(FORGET, [this.clock.now(), FORGETTING]);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}

const FORGET = statement(
  'event-answers-forget',
  `WITH past AS (
     UPDATE due SET done_at = $1 WHERE done_at IS NULL AND due_at <= $1 AND kind = $2 AND subject_kind = 'event' RETURNING subject_id
   )
   DELETE FROM rsvp_answers WHERE event_id IN (SELECT subject_id FROM past)`,
);
