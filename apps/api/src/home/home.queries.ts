import { Injectable } from '@nestjs/common';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import { readsSpace, seesContent } from '../access/predicate.js';
import { Clock } from '../config/clock.js';
import { Database } from '../database/database.service.js';
import { statement, type Statement } from '../database/sql.js';
import { toSummary, type SummaryRow } from '../discussions/discussion.rows.js';
import { summarySelect } from '../discussions/discussions.queries.js';
import type { MemberViewer, Viewer } from '../http/viewer.js';

const LIVE_ROWS = 5;
export const PART_ROWS = 10;
/** What moved longer ago is not new to anybody. */
const NEW_DAYS = 60;
/** Beyond this a count on a front page says only "many". */
const COUNTED = 1_000;

const UNANSWERED = `d.kind = 'question' AND d.answer_post_id IS NULL AND d.closed_at IS NULL AND d.reply_count = 0 AND d.author_id IS DISTINCT FROM $1::bigint`;

/** Something of others that still stands comes after the member's mark, or after `start` where they have none. */
const newerThan = (start: number): string =>
  `d.last_number > coalesce(mark.read_number, ${start}) AND EXISTS (
     SELECT 1 FROM posts r WHERE r.discussion_id = d.id AND r.number > coalesce(mark.read_number, ${start}) AND r.state = 'published' AND r.author_id IS DISTINCT FROM $1::bigint)`;

/** What was written where the member no longer reads is not spoken of, not even to them. */
const SAID_HELLO = `EXISTS (SELECT 1 FROM posts p JOIN discussions d ON d.id = p.discussion_id JOIN spaces s ON s.id = d.space_id
    WHERE p.author_id = $1::bigint AND ${readsSpace('s', '$1')})`;

const LIVE = statement(
  'home-live',
  summarySelect(
    `d.kind = 'question' AND d.closed_at IS NULL`,
    `ORDER BY d.last_activity_at DESC, d.id DESC LIMIT ${LIVE_ROWS}`,
  ),
);
const NEEDS_YOU = statement(
  'home-needs-you',
  summarySelect(
    `d.author_id = $1::bigint AND ${newerThan(1)}`,
    `ORDER BY d.last_activity_at DESC, d.id DESC LIMIT ${PART_ROWS}`,
  ),
);
const WAITING = statement(
  'home-waiting',
  summarySelect(UNANSWERED, `ORDER BY d.written_at DESC, d.id DESC LIMIT ${LIVE_ROWS}`),
);
const IN_YOUR_SPACES = statement(
  'home-in-your-spaces',
  summarySelect(
    `d.last_activity_at > $2 AND d.author_id IS DISTINCT FROM $1::bigint AND ${newerThan(0)}
   AND EXISTS (SELECT 1 FROM memberships mine WHERE mine.space_id = d.space_id AND mine.person_id = $1::bigint AND mine.state = 'active')`,
    // Those that wait for a first answer stand there already.
    `ORDER BY d.last_activity_at DESC, d.id DESC LIMIT ${PART_ROWS + LIVE_ROWS}`,
  ),
);
const COUNTS = statement(
  'home-counts',
  `
  SELECT (SELECT count(*)::int FROM (
      SELECT 1 FROM discussions d JOIN spaces s ON s.id = d.space_id
      WHERE ${seesContent('d', 's', '$1')} AND d.state = 'published' AND ${UNANSWERED} LIMIT ${COUNTED}) waiting) AS unanswered,
    ${SAID_HELLO} AS said_hello,
    NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = $1::bigint AND m.state = 'active')
      OR NOT ${SAID_HELLO}
      OR NOT EXISTS (SELECT 1 FROM people me WHERE me.id = $1::bigint AND me.can_help_with <> '') AS newcomer`,
);

interface Counts {
  [column: string]: unknown;
  unanswered: number;
  said_hello: boolean;
  newcomer: boolean;
}

@Injectable()
export class HomeQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Questions that move, for who looks in from outside. */
  live = (viewer: Viewer) => this.rows(LIVE, viewer);
  /** The member's own discussions with replies not yet read. */
  needsYou = (viewer: MemberViewer) => this.rows(NEEDS_YOU, viewer);
  /** Others' questions that nobody has replied to. */
  waiting = (viewer: MemberViewer) => this.rows(WAITING, viewer);

  inYourSpaces(viewer: MemberViewer): Promise<DiscussionSummary[]> {
    return this.rows(IN_YOUR_SPACES, viewer, this.clock.minutesFromNow(-NEW_DAYS * 24 * 60));
  }

  async counts(viewer: MemberViewer): Promise<Counts> {
    return (await this.db.one<Counts>(COUNTS, [viewer.personId]))!;
  }

  private async rows(asked: Statement, viewer: Viewer, ...more: unknown[]): Promise<DiscussionSummary[]> {
    return (await this.db.query<SummaryRow>(asked, [viewer.personId, ...more])).map(toSummary);
  }
}
