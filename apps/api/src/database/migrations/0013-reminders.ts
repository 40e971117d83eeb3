import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who looks after something is reminded twice: when a look is due, and when the page says that it was not had. */
export class Reminders1765100000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(stewards);
    await run.query(resources);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE resources DROP COLUMN passed_told;
      ALTER TABLE partnership_stewards DROP COLUMN due_told, DROP COLUMN stale_told;
      CREATE INDEX partnerships_review ON partnerships (verified_at) WHERE merged_into_id IS NULL AND review_told IS DISTINCT FROM verified_at;`);
  }
}

/**
 * The moment from which the months were counted that each steward was reminded of. It stood on the record before, as
 * `review_told`, which nothing reads any more.
 */
const stewards = `
  ALTER TABLE partnership_stewards ADD COLUMN due_told timestamptz, ADD COLUMN stale_told timestamptz;
  UPDATE partnership_stewards s SET due_told = p.review_told
    FROM partnerships p WHERE p.id = s.partnership_id AND s.state = 'confirmed' AND p.review_told IS NOT NULL;
  DROP INDEX partnerships_review;`;

/** The review date whose passing its owner was told of. */
const resources = `
  ALTER TABLE resources ADD COLUMN passed_told date;`;
