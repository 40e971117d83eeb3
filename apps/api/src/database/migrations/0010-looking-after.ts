import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When stewards were reminded of a look that is due; a member's messages and the people of the directory by an index. */
export class LookingAfter1764700000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(partnerships);
    await run.query(messages);
    await run.query(people);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE organisations DROP COLUMN words;
      ALTER TABLE people DROP COLUMN words;
      DROP INDEX people_organisation_directory;
      DROP INDEX messages_from_id, messages_to_id;
      CREATE INDEX messages_to ON messages (to_id, written_at DESC, id DESC) WHERE NOT withheld;
      DROP INDEX partnerships_hidden;
      ALTER TABLE partnerships DROP COLUMN review_told;`);
  }
}

/** The check that the reminder was about: each falls due once, and a new one begins the months anew. */
const partnerships = `
  ALTER TABLE partnerships ADD COLUMN review_told timestamptz;
  CREATE INDEX partnerships_review ON partnerships (verified_at) WHERE merged_into_id IS NULL AND review_told IS DISTINCT FROM verified_at;
  CREATE INDEX partnerships_hidden ON partnerships (name COLLATE names, id) WHERE merged_into_id IS NULL AND state = 'hidden';`;

const messages = `
  CREATE INDEX messages_from_id ON messages (from_id, id DESC);
  CREATE INDEX messages_to_id ON messages (to_id, id DESC);
  DROP INDEX messages_to;`;

/** Words without accents and marks, as `tokensOf` cuts a query. */
const wordsOf = (text: string) =>
  `to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower((${text}) COLLATE names), NFKD), '[\\u0300-\\u036f''’]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))`;
const people = `
  ALTER TABLE people ADD COLUMN words tsvector GENERATED ALWAYS AS (${wordsOf(`name || ' ' || can_help_with || ' ' || place`)}) STORED;
  ALTER TABLE organisations ADD COLUMN words tsvector GENERATED ALWAYS AS (${wordsOf('name')}) STORED;
  CREATE INDEX people_words ON people USING gin (words) WHERE in_directory;
  CREATE INDEX people_organisation_directory ON people (organisation_id) WHERE in_directory;
  CREATE INDEX organisations_words ON organisations USING gin (words);`;
