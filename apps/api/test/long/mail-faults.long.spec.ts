import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailTemplates } from '../../src/mail/templates.js';
import { Outbox } from '../../src/mail/outbox.js';
import { startScene } from '../scene.js';

const MAILS = 200;
/** As long as the server is in trouble. */
const TROUBLE = 45_000;
const DRAINED_WITHIN = 60_000;

type Mode = 'fine' | '4xx' | '5xx' | 'cut';
let mode: Mode = 'fine';
/** What the server kept: subject and Message-ID. */
const kept: { subject: string; id: string }[] = [];
const refusal = (responseCode: number) => Object.assign(new Error('not now'), { responseCode });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onRcptTo: (_address, _session, done) => done(mode === '4xx' ? refusal(451) : null),
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      if (mode === '5xx') return done(refusal(554));
      const text = Buffer.concat(chunks).toString();
      kept.push({
        subject: /^Subject: (.*)$/m.exec(text)![1]!.trim(),
        id: /^Message-ID: (.*)$/im.exec(text)![1]!.trim(),
      });
      if (mode !== 'cut') return done(null);
      // The mail is taken, and the word of it is lost with the connection.
      (
        server as unknown as { connections: Set<{ session: { id: string }; _socket: { destroy(): void } }> }
      ).connections.forEach(
        (connection) => connection.session.id === session.id && connection._socket.destroy(),
      );
    });
  },
});
server.on('error', () => undefined);

/** Lets the server be away, or be a hole that says nothing, on the same port. */
let port = 0;
let hole: Server | null = null;
const listen = () => new Promise<void>((resolve) => server.server.listen(port, '127.0.0.1', resolve));
const close = () =>
  new Promise<void>((resolve) => {
    server.connections.forEach((connection) =>
      (connection as unknown as { _socket: { destroy(): void } })._socket.destroy(),
    );
    server.server.close(() => resolve());
  });
const dig = () =>
  new Promise<void>((resolve) => {
    hole = createServer((socket) => void socket.on('error', () => undefined));
    hole.listen(port, '127.0.0.1', resolve);
  });
const fill = () =>
  new Promise<void>((resolve) => {
    hole!.close(() => resolve());
    hole!.unref();
    resolve();
  });

await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve));
port = (server.server.address() as AddressInfo).port;

describe('a mail server in trouble', () => {
  const scene = startScene({ SMTP_URL: `smtp://127.0.0.1:${port}` });
  beforeAll(() =>
    scene.app
      .get(MailTemplates, { strict: false })
      .add<{ subject: string }>('spec.fault', ({ subject }) =>
        Promise.resolve({ subject, blocks: [{ say: 'Words' }] }),
      ),
  );
  afterAll(() => close());

  const states = () =>
    scene.db.query<{ state: string; count: number }>({
      name: 'spec-states',
      text: 'SELECT state, count(*)::int FROM mails GROUP BY state',
    });

  it.each<[string, () => Promise<void> | void, () => Promise<void> | void]>([
    ['down', close, listen],
    [
      'hanging',
      async () => {
        await close();
        await dig();
      },
      async () => {
        await fill();
        await listen();
      },
    ],
    ['4xx', () => void (mode = '4xx'), () => void (mode = 'fine')],
    ['5xx', () => void (mode = '5xx'), () => void (mode = 'fine')],
    ['cut after DATA', () => void (mode = 'cut'), () => void (mode = 'fine')],
  ])(
    '%s: nothing is lost, and it is drained within a minute',
    async (name, begin, end) => {
      const outbox = scene.app.get(Outbox, { strict: false });
      await scene.db.query({ name: 'spec-mails-gone', text: 'DELETE FROM mails' });
      kept.length = 0;
      await begin();
      for (let n = 0; n < MAILS; n++) {
        await scene.db.transaction((tx) =>
          outbox.write(tx, {
            to: `reader${n}@library.uk`,
            template: 'spec.fault',
            data: { subject: `${name} ${n}` },
          }),
        );
        outbox.wake();
        await new Promise((again) => setTimeout(again, TROUBLE / MAILS));
      }
      await end();
      const from = performance.now();
      for (;;) {
        const open = (await states()).filter(({ state }) => state === 'queued' || state === 'sending');
        if (open.length === 0 || performance.now() - from > 2 * DRAINED_WITHIN) break;
        await new Promise((again) => setTimeout(again, 100));
      }
      const drained = performance.now() - from;
      expect(await states()).toEqual([{ state: 'sent', count: MAILS }]);
      const subjects = new Map<string, string[]>();
      for (const { subject, id } of kept) subjects.set(subject, [...(subjects.get(subject) ?? []), id]);
      const again = [...subjects.values()].filter((ids) => ids.length > 1);
      process.stdout.write(
        `${name}: ${subjects.size} of ${MAILS} arrived, drained in ${(drained / 1000).toFixed(1)} s, ${again.length} came again\n`,
      );
      expect(subjects.size).toBe(MAILS);
      expect(drained).toBeLessThan(DRAINED_WITHIN);
      // A second copy only where the answer was lost, and then it is the same mail to every mail program.
      if (name !== 'cut after DATA') expect(again).toEqual([]);
      for (const ids of again) expect(new Set(ids).size).toBe(1);
    },
    TROUBLE + 3 * DRAINED_WITHIN,
  );
});
