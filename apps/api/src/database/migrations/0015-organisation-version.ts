import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two who look after the list never write over each other unseen; and what nothing reads any more goes. */
export class OrganisationVersion1765300000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE organisations ADD COLUMN version int NOT NULL DEFAULT 1;
      ALTER TABLE partnerships DROP COLUMN review_told;`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE organisations DROP COLUMN version;
      ALTER TABLE partnerships ADD COLUMN review_told timestamptz;`);
  }
}
