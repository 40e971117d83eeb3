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
import { MailFiles } from './mail-files.js';

const HOURLY = 3_600_000;
/** Long enough to find out why somebody got no mail; after that it is only personal data. */
const KEPT = 30 * 86_400_000;

@Injectable()
export class MailTidy implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('mail');
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly files: MailFiles,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.worksJobs) return;
    this.timer = setInterval(
      () => void this.run().catch((fault) => this.log.warn(fault, 'tidy')),
      HOURLY,
    ).unref();
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT);
    await this.db.query(OLD_MAILS, [before]);
    await this.files.forgetBefore(before);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}

const OLD_MAILS = statement(
  'tidy-mails',
  `DELETE FROM mails WHERE created_at < $1 AND state IN ('sent', 'failed', 'skipped')`,
);
