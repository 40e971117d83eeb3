import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailsSettled } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';
import { MailTemplates } from './templates.js';
import { Outbox } from './outbox.js';
import { until } from '../../test/patience.js';

const PORT = randomInt(15_000, 29_000);
/** What the next RCPT is answered with. */
let verdict = '250 fine';
const received: string[] = [];

/** As much of a mail server as one message needs. */
const server: Server = createServer((socket) => {
  let data: string | null = null;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 spec');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
      if (data !== null) {
        if (line === '.') {
          received.push(data);
          data = null;
          say('250 kept');
        } else data += `${line}\n`;
      } else if (/^DATA/.test(line)) {
        data = '';
        say('354 go on');
      } else say(/^RCPT/.test(line) ? verdict : /^QUIT/.test(line) ? '221 bye' : '250 spec');
    }
  });
});

const scene = startScene({ SMTP_URL: `smtp://127.0.0.1:${PORT}`, MAIL_FROM: 'Library <desk@library.uk>' });
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(PORT, '127.0.0.1', listening));
  const templates = scene.app.get(MailTemplates, { strict: false });
  const hello = () => Promise.resolve({ subject: 'Hello', blocks: [{ say: 'Words' }] });
  templates.add('spec.hello', hello);
  templates.add('spec.waited-for', hello, { waitedFor: true });
});
afterAll(() => server.close());

const row = async (to: string) =>
  (
    await scene.db.query<{ id: number; state: string; reason: string | null; due_at: Date }>(
      { name: 'spec-smtp', text: 'SELECT id, state, reason, due_at FROM mails WHERE recipient = $1' },
      [to],
    )
  )[0]!;
const rowsTo = (to: string) =>
  scene.db.query<{ state: string; reason: string | null }>(
    { name: 'spec-smtp-rows', text: 'SELECT state, reason FROM mails WHERE recipient = $1 ORDER BY id' },
    [to],
  );
async function send(to: string, template = 'spec.hello'): Promise<void> {
  const outbox = scene.app.get(Outbox, { strict: false });
  await scene.db.transaction((tx) => outbox.write(tx, { to, template, data: {} }));
  outbox.wake();
}
const untilMail = (
  to: string,
  found: (mail: { state: string; reason: string | null; due_at: Date }) => boolean,
) => until(async () => found(await row(to)), `mail to ${to}: ${found.toString()}`);

describe('a mail server', () => {
  it('is given the mail with its envelope and headers', async () => {
    await send('reader@nhs.uk');
    await mailsSettled(scene);
    expect((await row('reader@nhs.uk')).state).toBe('sent');
    expect(received.at(-1)).toMatch(/^From: Library <desk@library\.uk>$/m);
    expect(received.at(-1)).toMatch(/^To: reader@nhs\.uk$/m);
    expect(received.at(-1)).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect((await scene.guest.get('/api/dev/mail')).status).toBe(404);
  });

  it('that knows of nobody there stops that address, its words are not kept, and a code still goes', async () => {
    const member = { ...(await scene.make.member()), email: 'reader2@nhs.uk' };
    await scene.db.query(
      { name: 'spec-smtp-address', text: 'UPDATE accounts SET email = $1 WHERE person_id = $2' },
      [member.email, member.personId],
    );
    verdict = '550 5.1.1 no such reader here';
    await send(member.email);
    await mailsSettled(scene);
    expect(await row(member.email)).toMatchObject({ state: 'failed', reason: 'EENVELOPE 550' });
    verdict = '250 fine';
    await send(member.email);
    await mailsSettled(scene);
    expect((await rowsTo(member.email)).map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'EENVELOPE 550'],
      ['skipped', 'the address stopped taking mail'],
    ]);
    await send(member.email, 'spec.waited-for');
    await mailsSettled(scene);
    expect((await rowsTo(member.email)).at(-1)).toMatchObject({ state: 'sent' });
  });

  it('that is busy is asked again, with the same Message-ID', async () => {
    verdict = '451 later';
    await send('reader3@nhs.uk');
    await untilMail('reader3@nhs.uk', ({ state, reason }) => state === 'queued' && reason !== null);
    verdict = '250 fine';
    const { id } = await row('reader3@nhs.uk');
    await untilMail('reader3@nhs.uk', ({ state, reason }) => state === 'sent' && reason === null);
    expect(received.at(-1)).toMatch(new RegExp(`^Message-ID: <mail\\.${id}\\.\\d+@localhost>$`, 'm'));
  });

  it('whose policy refuses one mail is asked again, and the address is left as it is', async () => {
    verdict = '550 5.7.1 not from you';
    await send('reader4@nhs.uk');
    await untilMail('reader4@nhs.uk', ({ state, reason }) => state === 'queued' && reason !== null);
    verdict = '250 fine';
    await untilMail('reader4@nhs.uk', ({ state }) => state === 'sent');
  });

  it('is not asked to reach addresses that are reserved for examples', async () => {
    const before = received.length;
    await send('trust-librarian@demo.example');
    await mailsSettled(scene);
    expect((await row('trust-librarian@demo.example')).state).toBe('skipped');
    expect(received).toHaveLength(before);
  });

  describe.each([
    ['is away', '421 closing'],
    ['puts everybody off', '451 later'],
    ['refuses everybody', '554 5.7.1 your host is listed'],
  ])('that %s for 45 minutes', (_how, answer) => {
    it('is given all that waited soon after, and nothing that waits for its hour', async () => {
      const [one, two, ahead] = ['one', 'two', 'ahead'].map((name) => `${name}.${answer.slice(0, 3)}@nhs.uk`);
      await scene.db.query(
        {
          name: 'spec-ahead',
          text: `INSERT INTO mails (recipient, template, data, due_at) VALUES ($1, 'spec.hello', '{}', $2)`,
        },
        [ahead, scene.clock.minutesFromNow(600)],
      );
      verdict = answer;
      await send(one!);
      await send(two!);
      await untilMail(two!, ({ reason }) => reason !== null);
      scene.clock.offset += 45 * 60_000;
      const late = scene.clock.minutesFromNow(10);
      await untilMail(one!, ({ due_at }) => due_at > late);
      await untilMail(two!, ({ due_at }) => due_at > late);
      verdict = '250 fine';
      await untilMail(one!, ({ state }) => state === 'sent');
      await untilMail(two!, ({ state }) => state === 'sent');
      expect((await row(ahead!)).state).toBe('queued');
    });
  });
});
