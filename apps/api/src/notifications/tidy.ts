import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { HOURLY, Rounds } from '../jobs/rounds.js';
import { isRead } from './read-state.js';

/** Writes down what has been read, so that counting what has not stays short. */
const WRITE_DOWN = statement(
  'inbox-tidy',
  `UPDATE notifications n SET read_at = $1 FROM inboxes i WHERE i.person_id = n.person_id AND n.read_at IS NULL AND ${isRead('n', 'i')}`,
);

@Injectable()
export class InboxTidy implements OnApplicationBootstrap {
  constructor(
    private readonly rounds: Rounds,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(HOURLY, 'tidying inboxes', () => this.run());
  }

  async run(): Promise<void> {
    await this.db.query(WRITE_DOWN, [this.clock.now()]);
  }
}
