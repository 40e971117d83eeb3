import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';
import { FORGETTING } from './questions.js';

/** Forgets what was answered to the organisers' questions when its time has come: it was asked for one day's sake. */
@Injectable()
export class Forgetting implements OnApplicationBootstrap {
  constructor(
    private readonly rounds: Rounds,
    private readonly clock: Clock,
    private readonly db: Database,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(HOURLY, 'forgetting answers', () => this.run());
  }

  async run(): Promise<void> {
    await this.db.query(FORGET, [this.clock.now(), FORGETTING]);
  }
}

const FORGET = statement(
  'event-answers-forget',
  `WITH past AS (
     UPDATE due SET done_at = $1 WHERE done_at IS NULL AND due_at <= $1 AND kind = $2 AND subject_kind = 'event' RETURNING subject_id
   )
   DELETE FROM rsvp_answers WHERE event_id IN (SELECT subject_id FROM past)`,
);
