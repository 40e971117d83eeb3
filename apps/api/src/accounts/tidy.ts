import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';

const DAY = 86_400_000;

/** Nobody's unconfirmed details, no ended session and no answer kept for a repeat stay longer than a day. */
@Injectable()
export class AccountsTidy implements OnApplicationBootstrap {
  constructor(
    private readonly rounds: Rounds,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(HOURLY, 'tidying accounts', () => this.run());
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - DAY);
    await this.db.query(OLD_CODES, [before]);
    await this.db.query(OLD_SESSIONS, [before]);
    await this.db.query(OLD_ANSWERS, [before]);
  }
}

const OLD_CODES = statement('tidy-codes', 'DELETE FROM codes WHERE expires_at < $1');
const OLD_SESSIONS = statement('tidy-sessions', 'DELETE FROM sessions WHERE expires_at < $1');
const OLD_ANSWERS = statement('tidy-answers', 'DELETE FROM idempotency_keys WHERE created_at < $1');
