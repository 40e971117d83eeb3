import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures and files within posts: each has an address that its post names, and the posts that name it say who may see it. */
export class Pictures1764400000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE uploads ADD COLUMN in_text boolean NOT NULL DEFAULT false;
      ALTER TABLE files
        -- What a text names it by; null for what stands by itself, as in the library.
        ADD COLUMN address text UNIQUE,
        -- Of a picture as it is shown, in pixels.
        ADD COLUMN width int,
        ADD COLUMN height int;

      CREATE TABLE post_files (
        post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
        file_id bigint NOT NULL REFERENCES files ON DELETE RESTRICT,
        -- The post as it stands names it; former bodies may.
        present boolean NOT NULL DEFAULT true,
        PRIMARY KEY (file_id, post_id)
      );
      CREATE INDEX post_files_post ON post_files (post_id);

      -- Posts go with their discussion; the bytes of what no post names any more go with the next sweep.
      CREATE FUNCTION let_go_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE files SET kept = false, created_at = 'epoch'
        WHERE id = OLD.file_id AND NOT EXISTS (SELECT FROM post_files WHERE file_id = OLD.file_id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER post_files_gone AFTER DELETE ON post_files FOR EACH ROW EXECUTE FUNCTION let_go_of_file();`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE post_files;
      DROP FUNCTION let_go_of_file();
      ALTER TABLE files DROP COLUMN address, DROP COLUMN width, DROP COLUMN height;
      ALTER TABLE uploads DROP COLUMN in_text;`);
  }
}
