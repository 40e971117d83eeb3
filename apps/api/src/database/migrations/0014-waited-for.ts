import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail that somebody waits for, to get in, goes before mail that can wait. */
export class WaitedFor1765200000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE mails ADD COLUMN waited_for boolean NOT NULL DEFAULT false;
      CREATE INDEX mails_waited_for ON mails (due_at) WHERE waited_for AND state IN ('queued', 'sending');`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('ALTER TABLE mails DROP COLUMN waited_for');
  }
}
