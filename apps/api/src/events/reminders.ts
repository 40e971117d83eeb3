import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Activities } from '../activity/activity.service.js';
import type { Activity } from '../activity/activity.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { Rounds } from '../jobs/rounds.js';
import { SettingsService } from '../settings/settings.service.js';
import { REMINDER_DAYS, reminderKind } from './events.write.js';

const EVERY = 60_000;
const AT_ONCE = 50;
const DAY = 86_400_000;
/** After a long standstill "in a week" is no longer so: it is told as long as it is about true. */
const STILL_TRUE = 0.7;
/** A mail about tomorrow goes until it begins: it may wait for the end of a night, and is better late than never. */
export const isAboutTrue = (days: number, startsAt: Date, now: Date): boolean =>
  days <= 1 || startsAt.getTime() - now.getTime() >= days * DAY * STILL_TRUE;

interface DueRow {
  id: number;
  days: number;
  event_id: number;
  space_id: number;
  starts_at: Date;
}

/** Reminds those who come, a week and a day before, by the wall clock of the event; never once it has begun. */
@Injectable()
export class Reminders implements OnApplicationBootstrap {
  constructor(
    private readonly rounds: Rounds,
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly activities: Activities,
    private readonly settings: SettingsService,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.every(EVERY, 'reminders', () => this.run());
  }

  /** Tells of all that is due; each once, whoever else looks at the same time. */
  async run(): Promise<void> {
    if (!(await this.settings.site()).modules.includes('events')) return;
    for (;;) {
      const told: Activity[] = [];
      const took = await this.db.transaction(async (tx) => {
        const now = this.clock.now();
        const due = await tx.query<DueRow[]>(DUE, [now, REMINDER_DAYS.map(reminderKind), AT_ONCE]);
        for (const { id, days, event_id: eventId, space_id: spaceId, starts_at: startsAt } of due) {
          await tx.query(`UPDATE due SET done_at = $2 WHERE id = $1`, [id, now]);
          if (startsAt.getTime() - now.getTime() < days * DAY * STILL_TRUE) continue;
          told.push(
            await this.activities.record(
              tx,
              { personId: null },
              { kind: 'event.reminded', spaceId, subjectKind: 'event', subjectId: eventId, data: { days } },
            ),
          );
        }
        return due.length;
      });
      await this.activities.told(...told);
      if (took < AT_ONCE) return;
    }
  }
}

const DUE = `
  SELECT due.id, regexp_replace(due.kind, '\\D', '', 'g')::int AS days, e.id AS event_id, e.space_id, e.starts_at
  FROM due JOIN events e ON e.id = due.subject_id
  WHERE due.done_at IS NULL AND due.due_at <= $1 AND due.kind = ANY ($2) AND due.subject_kind = 'event'
    AND e.state = 'published' AND e.called_off_at IS NULL
  ORDER BY due.due_at LIMIT $3 FOR UPDATE OF due SKIP LOCKED`;
