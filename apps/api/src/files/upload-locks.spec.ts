import { beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { tus } from '../../test/uploads.js';
import { UploadLocks } from './upload-locks.js';

const scene = startScene({ ROLE: 'api' });
let giver: Member;
let id: string;
/** Each as in a process of its own: they share nothing but the database. */
let here: UploadLocks;
let there: UploadLocks;
beforeAll(async () => {
  giver = await scene.make.member();
  const begun = await tus(scene, giver).begin('numbers.csv', 100);
  id = String(begun.headers['location']).split('/').at(-1)!;
  [here, there] = [new UploadLocks(scene.db), new UploadLocks(scene.db)];
});
const never = new AbortController().signal;

describe('the lock of an upload', () => {
  it('is one process’s at a time, and asked back for the other', async () => {
    const first = here.newLock(id);
    const asked = Promise.withResolvers<void>();
    await first.lock(never, () => asked.resolve());
    let held = false;
    const second = there.newLock(id);
    const waiting = second.lock(never, () => undefined).then(() => (held = true));
    await asked.promise;
    expect(held).toBe(false);
    await first.unlock();
    await waiting;
    expect(held).toBe(true);
    await second.unlock();
  });

  it('keeps a piece waiting that came to another process, and none of it is lost', async () => {
    const me = tus(scene, giver);
    const lock = there.newLock(id);
    await lock.lock(never, () => lock.unlock());
    const piece = me.piece(`/api/uploads/${id}`, 0, Buffer.from('a,b\n1,2\n'));
    const answered = await Promise.race([piece, sleep(300)]);
    expect(answered).toBeUndefined();
    expect((await piece).headers['upload-offset']).toBe('8');
  });

  it('ends by itself when its process is gone, and holds nobody up where nothing is', async () => {
    await scene.db.transaction((tx) =>
      tx.query(
        `UPDATE uploads SET lock_holder = gen_random_uuid(), lock_until = clock_timestamp() + interval '400 ms' WHERE id = $1`,
        [id],
      ),
    );
    const lock = here.newLock(id);
    await lock.lock(never, () => undefined);
    await lock.unlock();
    const none = here.newLock('0'.repeat(32));
    await none.lock(never, () => undefined);
    await none.unlock();
  });

  it('is given up when whoever waits goes away', async () => {
    const first = here.newLock(id);
    await first.lock(never, () => undefined);
    const gone = new AbortController();
    const second = there.newLock(id).lock(gone.signal, () => undefined);
    gone.abort();
    await expect(second).rejects.toMatchObject({ status_code: 423 });
    await first.unlock();
  });
});
