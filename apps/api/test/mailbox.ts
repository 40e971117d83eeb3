import type { DevMail } from '@fingerpost/contracts/mail';
import { MailFiles } from '../src/mail/mail-files.js';
import { Database } from '../src/database/database.service.js';
import { PATIENCE } from './patience.js';
import type { Scene } from './scene.js';

/** What was mailed to an address, newest first, once `count` mails have come: they are sent by jobs. */
export async function mailsTo(scene: Scene, address: string, count = 1): Promise<DevMail[]> {
  const files = scene.app.get(MailFiles, { strict: false });
  for (const until = performance.now() + PATIENCE; performance.now() < until;) {
    const found = await files.list(address, 100);
    if (found.length >= count) return found.map(({ mail }) => mail);
    await new Promise((again) => setTimeout(again, 20));
  }
  throw new Error(`no ${count} mails to ${address}`);
}

/** The codes that were mailed to an address, newest first. */
export const codesTo = async (scene: Scene, address: string, count = 1): Promise<string[]> =>
  (await mailsTo(scene, address, count)).map(({ text }) => /^ +(\d{6})$/m.exec(text)?.[1] ?? '');

/** Waits until no mail is on its way but those that wait for an hour of theirs. */
export async function mailsSettled(scene: Scene): Promise<void> {
  const db = scene.app.get(Database, { strict: false });
  for (const until = performance.now() + PATIENCE; performance.now() < until;) {
    const [row] = await db.query<{ open: number }>(
      {
        name: 'spec-mails',
        text: `SELECT count(*)::int AS open FROM mails WHERE state = 'sending' OR state = 'queued' AND due_at <= $1`,
      },
      [scene.clock.now()],
    );
    if (row?.open === 0) return;
    await new Promise((again) => setTimeout(again, 20));
  }
  throw new Error('mails did not settle');
}
