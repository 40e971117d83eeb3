import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Handles to mention people by, what they watch and whom they block, and an inbox for each. */
export class Inbox1763900000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(handles);
    await run.query(watching);
    await run.query(inboxes);
    await run.query(mail);
    await run.query(answers);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TRIGGER posts_take_part ON posts; DROP FUNCTION take_part();
      DROP TRIGGER posts_take_part_anew ON posts; DROP FUNCTION take_part_anew();
      DROP TABLE push_subscriptions, notification_settings, notifications, inboxes, blocks, participants, watches;
      DROP TRIGGER people_handle ON people; DROP FUNCTION give_handle(); ALTER TABLE people DROP COLUMN handle;
      ALTER TABLE read_marks DROP COLUMN seen_at; ALTER TABLE activity DROP COLUMN turn; DROP TABLE turns;
      ALTER TABLE mails DROP COLUMN person_id, DROP COLUMN due_at, DROP COLUMN tries, DROP COLUMN claimed_at;
      ALTER TABLE accounts DROP COLUMN mail_stopped_at, DROP COLUMN mail_stopped_reason, DROP COLUMN bounces;
      ALTER TABLE settings DROP COLUMN push_keys, DROP COLUMN unsubscribe_secret;
      ALTER TABLE idempotency_keys DROP COLUMN status;`);
  }
}

/** Under a key stands the whole answer, which its status says, or what a write could keep before there was one. */
const answers = `ALTER TABLE idempotency_keys ADD COLUMN status smallint;`;

/**
 * A handle is made once, from the name, and stays when the name changes, since posts carry it.
 * In a trigger, so that every way in which people come (sign-up, import, archive) gives one.
 */
const handles = `
  ALTER TABLE people ADD COLUMN handle text;
  CREATE FUNCTION give_handle() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE wanted text;
  BEGIN
    IF NEW.handle IS NOT NULL THEN RETURN NEW; END IF;
    wanted := trim(BOTH '-' FROM left(regexp_replace(lower(normalize(NEW.name, NFKD)), '[^a-z0-9]+', '-', 'g'), 40));
    IF length(wanted) < 2 OR wanted = 'moderators' THEN wanted := 'member-' || NEW.id; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('handle ' || wanted, 0));
    IF EXISTS (SELECT 1 FROM people WHERE handle = wanted) THEN wanted := wanted || '-' || NEW.id; END IF;
    NEW.handle := wanted;
    RETURN NEW;
  END $$;
  UPDATE people SET handle = coalesce(nullif(trim(BOTH '-' FROM left(regexp_replace(lower(normalize(name, NFKD)), '[^a-z0-9]+', '-', 'g'), 40)), ''), 'member') || '-' || id;
  ALTER TABLE people ALTER COLUMN handle SET NOT NULL, ADD CONSTRAINT people_handle_key UNIQUE (handle);
  CREATE TRIGGER people_handle BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION give_handle();`;

/** No row: a space is watched at "digest", a discussion as its space, or at "everything" by whoever takes part. */
const watching = `
  CREATE TABLE watches (
    person_id bigint NOT NULL REFERENCES people ON DELETE CASCADE,
    subject_kind text NOT NULL CHECK (subject_kind IN ('space', 'discussion')),
    subject_id bigint NOT NULL,
    level text NOT NULL CHECK (level IN ('everything', 'digest', 'nothing')),
    PRIMARY KEY (person_id, subject_kind, subject_id)
  );
  CREATE INDEX watches_subject ON watches (subject_kind, subject_id, level);

  -- Who has written where, since which of their posts that are there: looking through a long thread for it would cost its length.
  -- By triggers, so that every way in which posts come and go (pages, seed, archive) keeps it, and a page read right after is right.
  CREATE TABLE participants (
    discussion_id bigint NOT NULL REFERENCES discussions ON DELETE CASCADE,
    person_id bigint NOT NULL REFERENCES people ON DELETE CASCADE,
    since_number int NOT NULL,
    PRIMARY KEY (discussion_id, person_id)
  );
  CREATE INDEX participants_person ON participants (person_id);
  INSERT INTO participants SELECT discussion_id, author_id, min(number) FROM posts
  WHERE author_id IS NOT NULL AND state = 'published' GROUP BY discussion_id, author_id;

  CREATE FUNCTION take_part() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO participants SELECT discussion_id, author_id, min(number) FROM fresh
    WHERE author_id IS NOT NULL AND state = 'published' GROUP BY discussion_id, author_id ORDER BY discussion_id, author_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$;
  CREATE TRIGGER posts_take_part AFTER INSERT ON posts REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION take_part();

  CREATE FUNCTION take_part_anew() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM participants WHERE discussion_id = NEW.discussion_id AND person_id = NEW.author_id;
    INSERT INTO participants SELECT discussion_id, author_id, min(number) FROM posts
    WHERE discussion_id = NEW.discussion_id AND author_id = NEW.author_id AND state = 'published' GROUP BY discussion_id, author_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER posts_take_part_anew AFTER UPDATE OF state ON posts FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION take_part_anew();

  CREATE TABLE blocks (
    person_id bigint NOT NULL REFERENCES people ON DELETE CASCADE,
    blocked_id bigint NOT NULL REFERENCES people ON DELETE CASCADE,
    PRIMARY KEY (person_id, blocked_id),
    CHECK (person_id <> blocked_id)
  );
  CREATE INDEX blocks_blocked ON blocks (blocked_id);`;

/**
 * An inbox numbers its notifications under its own row's lock, so a number is seen only after all before it.
 * The same holds for an activity's turn, which digests count by: taken under the lock of the one row of turns.
 */
const inboxes = `
  -- What happened up to activity "before" is older than the inboxes: nobody is told of it any more.
  CREATE TABLE turns (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    last bigint NOT NULL DEFAULT 0,
    before bigint NOT NULL DEFAULT 0
  );
  INSERT INTO turns (before) SELECT coalesce(max(id), 0) FROM activity;
  ALTER TABLE activity ADD COLUMN turn bigint;
  CREATE UNIQUE INDEX activity_turn ON activity (turn) WHERE turn IS NOT NULL;
  -- Those few that nobody has delivered yet; the kinds are those of notifications/rules.ts.
  CREATE INDEX activity_waiting ON activity (id)
    WHERE turn IS NULL AND kind IN ('answer.accepted', 'discussion.created', 'membership.changed', 'post.created', 'report.decided');
  CREATE INDEX activity_space_turn ON activity (space_id, turn) WHERE turn IS NOT NULL;

  CREATE TABLE inboxes (
    person_id bigint PRIMARY KEY REFERENCES people ON DELETE CASCADE,
    last_number bigint NOT NULL DEFAULT 0,
    read_up_to bigint NOT NULL DEFAULT 0,
    digest_turn bigint NOT NULL DEFAULT 0,
    next_digest_at timestamptz
  );
  CREATE INDEX inboxes_next_digest ON inboxes (next_digest_at);

  CREATE TABLE notifications (
    person_id bigint NOT NULL REFERENCES people ON DELETE CASCADE,
    number bigint NOT NULL,
    activity_id bigint NOT NULL REFERENCES activity ON DELETE CASCADE,
    kind text NOT NULL,
    reason text NOT NULL,
    -- What the activity names goes with the activity; a check of each here would cost more than the row.
    actor_id bigint,
    space_id bigint,
    discussion_id bigint,
    post_id bigint,
    post_number int,
    at timestamptz NOT NULL,
    read_at timestamptz,
    PRIMARY KEY (person_id, number),
    UNIQUE (activity_id, person_id)
  );
  -- When the member last had the thread before their eyes, for what is told of a post that they know already.
  ALTER TABLE read_marks ADD COLUMN seen_at timestamptz;
  CREATE INDEX notifications_unread ON notifications (person_id, number) WHERE read_at IS NULL;

  CREATE TABLE notification_settings (
    person_id bigint PRIMARY KEY REFERENCES people ON DELETE CASCADE,
    personal text NOT NULL DEFAULT 'now' CHECK (personal IN ('now', 'digest', 'never')),
    rest text NOT NULL DEFAULT 'digest' CHECK (rest IN ('now', 'digest', 'never')),
    reasons jsonb NOT NULL DEFAULT '{}',
    digest_days text NOT NULL DEFAULT 'weekdays' CHECK (digest_days IN ('weekdays', 'daily', 'weekly')),
    digest_weekday int NOT NULL DEFAULT 1 CHECK (digest_weekday BETWEEN 1 AND 7),
    digest_hour int NOT NULL DEFAULT 8 CHECK (digest_hour BETWEEN 0 AND 23),
    time_zone text NOT NULL DEFAULT 'Europe/London',
    quiet_from int,
    quiet_to int,
    push boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 1
  );

  CREATE TABLE push_subscriptions (
    id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES people ON DELETE CASCADE,
    endpoint text NOT NULL UNIQUE,
    p256dh text NOT NULL,
    auth text NOT NULL,
    session_id bigint REFERENCES sessions ON DELETE CASCADE,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX push_subscriptions_person ON push_subscriptions (person_id);
  CREATE INDEX push_subscriptions_session ON push_subscriptions (session_id);
  ALTER TABLE settings ADD COLUMN push_keys jsonb, ADD COLUMN unsubscribe_secret bytea;`;

/** The outbox is the queue: what is due, how often it was tried, and who has it in hand. */
const mail = `
  ALTER TABLE mails
    ADD COLUMN person_id bigint REFERENCES people ON DELETE CASCADE,
    ADD COLUMN due_at timestamptz,
    ADD COLUMN tries int NOT NULL DEFAULT 0,
    ADD COLUMN claimed_at timestamptz;
  UPDATE mails SET due_at = created_at;
  ALTER TABLE mails ALTER COLUMN due_at SET NOT NULL, ALTER COLUMN due_at SET DEFAULT now();
  CREATE INDEX mails_due ON mails (due_at) WHERE state IN ('queued', 'sending');
  CREATE INDEX mails_person ON mails (person_id);
  ALTER TABLE accounts
    ADD COLUMN bounces int NOT NULL DEFAULT 0,
    ADD COLUMN mail_stopped_at timestamptz,
    ADD COLUMN mail_stopped_reason text;`;
