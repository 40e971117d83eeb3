import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The search follows the turns of activities at a pace of its own. */
export class SearchTurn1765000000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(progress);
    await run.query(waiting);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE search_progress;
      DROP INDEX activity_waiting;
      CREATE INDEX activity_waiting ON activity (kind, id) WHERE turn IS NULL;`);
  }
}

/** One row: the last turn whose activity the index has. It begins a little before the present, since a job may have died between inbox and index. */
const progress = `
  CREATE TABLE search_progress (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    turn bigint NOT NULL
  );
  INSERT INTO search_progress (turn) SELECT greatest(0, last - 1000) FROM turns;`;

/** All kinds have their turn now, also those that nobody is told of. */
const waiting = `
  DROP INDEX activity_waiting;
  CREATE INDEX activity_waiting ON activity (id) WHERE turn IS NULL;`;
