import { Injectable } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';
import { Metrics } from '../health/metrics.js';

@Injectable()
export class SearchFigures {
  constructor(metrics: Metrics, db: Database, clock: Clock) {
    metrics.ask(
      'fingerpost_search_age_seconds',
      'Seconds for which the oldest thing that the search does not know of has been there',
      async () => (await db.query<{ seconds: number }>(BEHIND, [clock.now()]))[0]?.seconds ?? 0,
    );
  }
}

const BEHIND = statement(
  'search-behind',
  `SELECT coalesce((SELECT extract(epoch FROM $1 - a.at) FROM activity a WHERE a.turn > p.turn ORDER BY a.turn LIMIT 1), 0)::float8 AS seconds
   FROM search_progress p`,
);
