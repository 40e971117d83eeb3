import type { Lock, Locker, RequestRelease } from '@tus/server';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/database.service.js';
import { statement } from '../database/sql.js';

/** Milliseconds between signs of life. A process that gives none is dead for the others after `LEASE` seconds. */
const BEAT = 1_000;
const LEASE = 5;
const MISSED_MAX = LEASE - 1;
const ASK_EVERY = 100;
/** As long as a program waits for an answer. */
const PATIENCE = 30_000;

/**
 * One at a time writes to an upload, whichever process it came to: a retry after a cut line may reach another one while
 * the first still holds the rest. A lease on the upload's row rather than a lock of the database, which would hold a
 * connection for as long as a slow line sends.
 */
export class UploadLocks implements Locker {
  constructor(private readonly db: Database) {}

  newLock(id: string): Lock {
    return new UploadLock(this.db, id);
  }
}

class UploadLock implements Lock {
  private readonly holder = randomUUID();
  private beat?: NodeJS.Timeout;

  constructor(
    private readonly db: Database,
    private readonly id: string,
  ) {}

  async lock(given: AbortSignal, release: RequestRelease): Promise<void> {
    const stop = AbortSignal.any([given, AbortSignal.timeout(PATIENCE)]);
    while (!(await this.take())) {
      await this.db.query(WANT, [this.id]);
      await sleep(ASK_EVERY, undefined, { signal: stop }).catch(() => {
        throw locked();
      });
    }
    this.live(release);
  }

  async unlock(): Promise<void> {
    clearInterval(this.beat);
    // Of one that cannot be given back the lease ends by itself.
    await this.db.query(LEAVE, [this.id, this.holder]).catch(() => undefined);
  }

  /** What is not there any more is nobody's. */
  private async take(): Promise<boolean> {
    const row = await this.db.one<{ mine: boolean }>(TAKE, [this.id, this.holder, LEASE]);
    return row?.mine ?? true;
  }

  /** Goes on holding it, and lets go when somebody else wants it: who holds it is then the one whose line was cut. */
  private live(release: RequestRelease): void {
    let missed = 0;
    this.beat = setInterval(() => {
      this.db
        .one<{ lock_wanted: boolean }>(LIVE, [this.id, this.holder, LEASE])
        .then((row) => {
          missed = 0;
          if (!row || row.lock_wanted) void release();
        })
        .catch(() => (missed += 1) >= MISSED_MAX && void release());
    }, BEAT).unref();
  }
}

/** As the library of tus reads a refusal. */
const locked = () =>
  Object.assign(new Error('locked'), { status_code: 423, body: 'Another part of it is still on its way.' });

const FREE = '(lock_until IS NULL OR lock_until < clock_timestamp())';
const UNTIL = `clock_timestamp() + make_interval(secs => $3::int)`;

/** One row while the upload is there: whether it is mine now. */
const TAKE = statement(
  'upload-lock-take',
  `WITH taken AS (
     UPDATE uploads SET lock_holder = $2::uuid, lock_until = ${UNTIL}, lock_wanted = false WHERE id = $1 AND ${FREE} RETURNING id)
   SELECT EXISTS (SELECT FROM taken) AS mine FROM uploads WHERE id = $1`,
);
const WANT = statement(
  'upload-lock-want',
  `UPDATE uploads SET lock_wanted = true WHERE id = $1 AND NOT lock_wanted AND NOT ${FREE}`,
);
const LIVE = statement(
  'upload-lock-live',
  `UPDATE uploads SET lock_until = ${UNTIL} WHERE id = $1 AND lock_holder = $2::uuid RETURNING lock_wanted`,
);
const LEAVE = statement(
  'upload-lock-leave',
  `UPDATE uploads SET lock_holder = NULL, lock_until = NULL, lock_wanted = false WHERE id = $1 AND lock_holder = $2::uuid`,
);
