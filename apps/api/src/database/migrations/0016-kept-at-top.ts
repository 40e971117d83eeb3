import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a space keeps at the top is found without reading the rest of it. */
export class KeptAtTop1765400000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(
      'CREATE INDEX discussions_kept_at_top ON discussions (space_id, pinned_at DESC, id DESC) WHERE pinned_at IS NOT NULL',
    );
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP INDEX discussions_kept_at_top');
  }
}
