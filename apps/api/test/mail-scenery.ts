import type { Member } from './factories.js';
import type { Scene } from './scene.js';
import { NOTIFYING } from '../src/notifications/rules.js';

/** Waits until all that happened has come to the inboxes and the outbox. */
export async function settled(scene: Scene): Promise<void> {
  for (;;) {
    const [open] = await scene.db.query<{ count: number }>(
      {
        name: 'spec-unturned',
        text: `SELECT count(*)::int FROM activity WHERE turn IS NULL AND kind = ANY ($1)`,
      },
      [NOTIFYING],
    );
    if (open!.count === 0) return;
    await new Promise((again) => setTimeout(again, 20));
  }
}

const DAY = 86_400_000;

/** Moves the clock to noon of a working day, at least so many days on: whatever day it is, the digests of that time are due. */
export function goOn({ clock }: Scene, days: number): void {
  const then = new Date(clock.now().getTime() + days * DAY);
  then.setUTCHours(12, 0, 0, 0);
  while ([0, 6].includes(then.getUTCDay())) then.setUTCDate(then.getUTCDate() + 1);
  clock.offset += then.getTime() - clock.now().getTime();
}

/** A space with an asker, a peer and a reader, and the asker's question. */
export async function scenery(scene: Scene, visibility: 'public' | 'private' = 'public') {
  const asker = await scene.make.member();
  const peer = await scene.make.member();
  const reader = await scene.make.member();
  const space = await scene.make.space({
    visibility,
    members: [
      [asker, 'owner'],
      [peer, 'member'],
      [reader, 'member'],
    ],
  });
  return { asker, peer, reader, space, discussion: await scene.make.discussion(asker, space) };
}

/** Writes a member's settings as their columns are. */
export async function setting(
  scene: Scene,
  { personId }: Member,
  columns: Record<string, unknown>,
): Promise<void> {
  const names = Object.keys(columns);
  await scene.db.transaction((tx) =>
    tx.query(
      `INSERT INTO notification_settings (person_id, ${names.join(', ')}) VALUES ($1, ${names.map((_, n) => `$${n + 2}`).join(', ')})
       ON CONFLICT (person_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      [personId, ...Object.values(columns)],
    ),
  );
}

/** The keys of what was sent to a member. */
export async function sentTo(scene: Scene, { email }: Member): Promise<string[]> {
  const rows = await scene.db.query<{ key: string }>(
    {
      name: 'spec-sent-to',
      text: `SELECT dedupe_key AS key FROM mails WHERE recipient = $1 AND state = 'sent' ORDER BY id`,
    },
    [email],
  );
  return rows.map(({ key }) => key);
}
