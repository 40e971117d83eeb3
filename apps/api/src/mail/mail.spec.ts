import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Config } from '../config/settings.js';
import { mailsSettled, mailsTo } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';
import { MailTemplates, type Compose } from './templates.js';
import { MailSender } from './mail.sender.js';
import { Outbox } from './outbox.js';
import { CLAIM } from './outbox.statements.js';
import { MailTidy } from './tidy.js';
import { until } from '../../test/patience.js';

const scene = startScene({ DEMO: 'on' });
const write = async (to: string, more: { template?: string; dedupeKey?: string; subject?: string } = {}) => {
  const outbox = scene.app.get(Outbox, { strict: false });
  await scene.db.transaction((tx) =>
    outbox.write(tx, { to, template: 'spec.hello', data: { subject: 'Hello' }, ...more }),
  );
  outbox.wake(more.template);
};
const rows = (to: string) =>
  scene.db.query<{ id: number; state: string; reason: string | null }>(
    { name: 'spec-mail-rows', text: 'SELECT id, state, reason FROM mails WHERE recipient = $1 ORDER BY id' },
    [to],
  );

beforeAll(async () => {
  await scene.db.transaction((tx) => tx.query('UPDATE settings SET demonstration = true'));
  const templates = scene.app.get(MailTemplates, { strict: false });
  const hello: Compose<{ subject: string }> = ({ subject }, _to, { site }) =>
    Promise.resolve({
      subject,
      blocks: [
        { say: `Dear reader of ${site}, <b>1 & 2</b>` },
        { link: 'http://localhost/x?a=1&b=2', label: 'See it' },
      ],
    });
  templates.add('spec.hello', hello);
  templates.add('spec.waited-for', hello, { waitedFor: true });
  templates.add('spec.not', () => Promise.resolve({ skip: 'because' }));
  templates.add('spec.broken', () => Promise.reject(new Error('broken')));
});

describe('mail', () => {
  it('goes out after the commit, as text and HTML of the same words', async () => {
    await write('reader@library.example');
    const [mail] = await mailsTo(scene, 'reader@library.example');
    expect(mail).toMatchObject({
      to: 'reader@library.example',
      subject: 'Hello',
      headers: { 'auto-submitted': 'auto-generated', to: 'reader@library.example' },
    });
    expect(mail!.headers['message-id']).toMatch(/^<mail\.\d+\.\d+@localhost>$/);
    expect(mail!.text).toContain(
      'Dear reader of Fingerpost, <b>1 & 2</b>\n\nSee it:\nhttp://localhost/x?a=1&b=2',
    );
    expect(mail!.html).toContain('&lt;b&gt;1 &amp; 2&lt;/b&gt;');
    expect(mail!.html).toContain('href="http://localhost/x?a=1&amp;b=2"');
  });

  it('does not go when the transaction is rolled back, nor twice under one key', async () => {
    const outbox = scene.app.get(Outbox, { strict: false });
    const lost = scene.db.transaction(async (tx) => {
      await outbox.write(tx, {
        to: 'rolled@library.example',
        template: 'spec.hello',
        data: { subject: 'Never' },
      });
      throw new Error('rolled back');
    });
    await expect(lost).rejects.toThrow('rolled back');
    await write('keyed@library.example', { dedupeKey: 'once' });
    await write('keyed@library.example', { dedupeKey: 'once' });
    await mailsSettled(scene);
    expect(await mailsTo(scene, 'keyed@library.example')).toHaveLength(1);
    expect(await rows('rolled@library.example')).toEqual([]);
  });

  it('is sent once, though two senders look for it', async () => {
    const sender = scene.app.get(MailSender, { strict: false });
    await write('twice@library.example');
    await Promise.all(Array.from({ length: 5 }, () => sender.round()));
    await mailsSettled(scene);
    expect(await mailsTo(scene, 'twice@library.example')).toHaveLength(1);
  });

  it('is taken in hand by a few, also where the planner thinks that there is none', async () => {
    let taken = 0;
    const rolledBack = scene.db.transaction(async (tx) => {
      // As on a new site, whose tables were empty when they were last looked at.
      await tx.query('DELETE FROM mails');
      await tx.query('ANALYZE mails');
      await tx.query(
        `INSERT INTO mails (recipient, template, data, due_at) SELECT 'few@library.example', 'spec.hello', '{}', $1 FROM generate_series(1, 40)`,
        [scene.clock.now()],
      );
      const [mails] = await tx.query<[unknown[], number]>(CLAIM.text, [scene.clock.now(), 5]);
      taken = mails.length;
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(taken).toBe(5);
  });

  it('that somebody waits for goes before hundreds that can wait', async () => {
    await scene.db.query(
      {
        name: 'spec-hundreds',
        text: `INSERT INTO mails (recipient, template, data, due_at) SELECT 'many@library.example', 'spec.hello', '{"subject":"Many"}', $1 FROM generate_series(1, 300)`,
      },
      [new Date(scene.clock.now().getTime() - 3_600_000)],
    );
    await write('waits@library.example', { template: 'spec.waited-for' });
    await until(async () => (await rows('waits@library.example')).every(({ state }) => state === 'sent'));
    const many = await rows('many@library.example');
    expect(many.filter(({ state }) => state === 'sent').length).toBeLessThan(100);
    await scene.db.query({
      name: 'spec-no-more',
      text: `DELETE FROM mails WHERE recipient = 'many@library.example'`,
    });
  });

  it('that a killed process had in hand is taken up again', async () => {
    await scene.db.query(
      {
        name: 'spec-left-behind',
        text: `INSERT INTO mails (recipient, template, data, state, claimed_at, due_at) VALUES ('left@library.example', 'spec.hello', '{"subject":"Left"}', 'sending', $1, $1)`,
      },
      [new Date(scene.clock.now().getTime() - 100_000)],
    );
    expect(await mailsTo(scene, 'left@library.example')).toHaveLength(1);
  });

  it('that another process has in hand is left there, whatever this one’s clock says', async () => {
    await scene.db.query({
      name: 'spec-in-hand',
      text: `INSERT INTO mails (recipient, template, data, state, claimed_at, due_at) VALUES ('held@library.example', 'spec.hello', '{"subject":"Held"}', 'sending', now(), now())`,
    });
    scene.clock.offset = 600_000;
    await scene.app.get(MailSender, { strict: false }).round();
    scene.clock.offset = 0;
    expect(await rows('held@library.example')).toMatchObject([{ state: 'sending' }]);
    await scene.db.query({
      name: 'spec-let-go',
      text: `DELETE FROM mails WHERE recipient = 'held@library.example'`,
    });
  });

  it('says why it was not sent, and tries again what could not be written', async () => {
    await write('not@library.example', { template: 'spec.not' });
    await write('unknown@library.example', { template: 'spec.unknown' });
    await write('broken@library.example', { template: 'spec.broken' });
    await write('after@library.example');
    await mailsTo(scene, 'after@library.example');
    await until(async () => (await rows('broken@library.example'))[0]?.reason != null);
    expect(await rows('not@library.example')).toMatchObject([{ state: 'skipped', reason: 'because' }]);
    expect(await rows('unknown@library.example')).toMatchObject([{ state: 'skipped' }]);
    expect(await rows('broken@library.example')).toMatchObject([{ state: 'queued', reason: 'unknown' }]);
    scene.clock.offset = 73 * 3_600_000;
    await until(async () => (await rows('broken@library.example'))[0]?.state === 'failed');
    scene.clock.offset = 0;
  });
});

describe('old mail', () => {
  it('is gone after thirty days, rows and files', async () => {
    await write('old@library.example');
    await mailsTo(scene, 'old@library.example');
    await mailsSettled(scene);
    const tidy = scene.app.get(MailTidy, { strict: false });
    await tidy.run();
    expect(await rows('old@library.example')).toHaveLength(1);
    scene.clock.offset = 31 * 86_400_000;
    await tidy.run();
    scene.clock.offset = 0;
    expect(await rows('old@library.example')).toEqual([]);
    expect((await scene.guest.get('/api/dev/mail?to=old@library.example')).body.items).toEqual([]);
  });
});

describe('the development mailbox', () => {
  it('lists what was mailed, newest first, for an address and page by page', async () => {
    for (const subject of ['One', 'Two', 'Three']) {
      const outbox = scene.app.get(Outbox, { strict: false });
      await scene.db.transaction((tx) =>
        outbox.write(tx, { to: 'pages@library.example', template: 'spec.hello', data: { subject } }),
      );
      outbox.wake();
      await mailsTo(scene, 'pages@library.example', ['One', 'Two', 'Three'].indexOf(subject) + 1);
    }
    const subjects = (body: { items: { subject: string }[] }) => body.items.map(({ subject }) => subject);
    const all = await scene.guest.get('/api/dev/mail?to=Pages@library.example');
    expect(subjects(all.body)).toEqual(['Three', 'Two', 'One']);
    const first = await scene.guest.get('/api/dev/mail?to=pages@library.example&limit=2');
    const second = await scene.guest.get(
      `/api/dev/mail?to=pages@library.example&limit=2&after=${first.body.next}`,
    );
    expect([subjects(first.body), subjects(second.body), second.body.next]).toEqual([
      ['Three', 'Two'],
      ['One'],
      null,
    ]);
    expect((await scene.guest.get('/api/dev/mail?to=nobody@library.example')).body).toEqual({
      items: [],
      next: null,
      previous: null,
    });
    expect((await scene.guest.get('/api/dev/mail?after=Li4vLi4vZXRj')).status).toBe(422);
  });

  it('is a page without scripts, in which nothing of a mail is live', async () => {
    await write('<script>alert(1)</script>@library.example'.replace(/[<>()/]/g, ''), {});
    const page = await scene.guest.get('/dev/mail');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('&lt;b&gt;1 &amp; 2&lt;/b&gt;');
    expect(page.text).not.toMatch(/<script|<style|style=/);
  });

  it('keeps files that only their owner reads', async () => {
    const folder = join(scene.app.get(Config).dataDir, 'mail');
    const names = await readdir(folder);
    const eml = names.find((name) => name.endsWith('.eml'))!;
    expect((await stat(join(folder, eml))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readFile(join(folder, eml), 'utf8')).toMatch(
      /^From: Fingerpost <fingerpost@localhost>\r\n/m,
    );
  });
});
