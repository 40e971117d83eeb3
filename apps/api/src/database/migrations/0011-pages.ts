import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages of lists cost the same however many events and answers there are. */
export class Pages1764800000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(attendees);
    await run.query(lists);
    await run.query(places);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX rsvps_order;
      ALTER TABLE rsvps ALTER COLUMN changed_at TYPE timestamptz;
      CREATE INDEX rsvps_status ON rsvps (event_id, status, changed_at, person_id);
      ALTER TABLE events DROP COLUMN place_words;
      CREATE INDEX events_place ON events USING gin (to_tsvector('simple', coalesce(place_name, '') || ' ' || place_address));
      DROP INDEX events_start, events_space_start, events_kind_start, events_format_start, events_day;
      CREATE INDEX events_day ON events (start_local, id) WHERE state = 'published';
      CREATE INDEX events_start ON events (starts_at, id) WHERE state = 'published';
      CREATE INDEX events_space_start ON events (space_id, starts_at, id) WHERE state = 'published';
      CREATE INDEX events_kind_start ON events (kind, starts_at, id) WHERE state = 'published';
      CREATE INDEX events_format_start ON events (format, starts_at, id) WHERE state = 'published';`);
  }
}

/** A cursor holds thousandths of a second, and so does what it is compared with: else no index could have its order. */
const attendees = `
  ALTER TABLE rsvps ALTER COLUMN changed_at TYPE timestamptz(3);
  CREATE INDEX rsvps_order ON rsvps (event_id, status, (coalesce(place, 0)), changed_at, person_id);
  DROP INDEX rsvps_status;`;

/** What comes may have begun up to a month ago: those of it that have ended are passed over in the index. */
const lists = `
  DROP INDEX events_start, events_space_start, events_kind_start, events_format_start;
  CREATE INDEX events_start ON events (starts_at, id, ends_at) WHERE state = 'published';
  CREATE INDEX events_space_start ON events (space_id, starts_at, id, ends_at) WHERE state = 'published';
  CREATE INDEX events_kind_start ON events (kind, starts_at, id, ends_at) WHERE state = 'published';
  CREATE INDEX events_format_start ON events (format, starts_at, id, ends_at) WHERE state = 'published';
  -- All that counting the days of a month asks.
  DROP INDEX events_day;
  CREATE INDEX events_day ON events (start_local, id) INCLUDE (end_local, space_id, kind, format) WHERE state = 'published';`;

/** Kept, so that a list that is read by date need not cut each place into words. */
const places = `
  ALTER TABLE events ADD COLUMN place_words tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', coalesce(place_name, '') || ' ' || place_address)) STORED;
  DROP INDEX events_place;
  CREATE INDEX events_place ON events USING gin (place_words);`;
