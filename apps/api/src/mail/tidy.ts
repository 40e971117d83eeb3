import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';
import { MailFiles } from './mail-files.js';

/** Long enough to find out why somebody got no mail; after that it is only personal data. */
const KEPT = 30 * 86_400_000;

@Injectable()
export class MailTidy implements OnApplicationBootstrap {
  constructor(
    private readonly rounds: Rounds,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly files: MailFiles,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(HOURLY, 'tidying mails', () => this.run());
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT);
    await this.db.query(OLD_MAILS, [before]);
    await this.files.forgetBefore(before);
  }
}

const OLD_MAILS = statement(
  'tidy-mails',
  `DELETE FROM mails WHERE created_at < $1 AND state IN ('sent', 'failed', 'skipped')`,
);
