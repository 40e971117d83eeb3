import { describe, expect, it } from 'vitest';
import type { Member } from '../../../test/factories.js';
import { mailsSettled } from '../../../test/mailbox.js';
import { indexed } from '../../../test/indexed.js';
import { goOn, scenery, settled } from '../../../test/mail-scenery.js';
import { ORIGIN, startScene } from '../../../test/scene.js';
import { MailFiles } from '../../mail/mail-files.js';
import { MailTemplates } from '../../mail/templates.js';
import { DigestSweeper } from './digest.sweeper.js';

const scene = startScene({ DEMO: 'on' }, { unlimited: true });
const LINK = /https?:\/\/[^\s"'<>)]+/g;

/** Everything that is kept, table by table. */
async function kept(): Promise<Record<string, string>> {
  const tables = await scene.db.query<{ name: string }>({
    name: 'spec-tables',
    text: `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  });
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await scene.db.transaction((tx) =>
      tx.query<{ all: string }[]>(
        `SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS all FROM ${name} t`,
      ),
    );
    found[name] = row!.all;
  }
  return found;
}

/** Every link to this site in one of each mail that there is, and the member whom it went to. */
async function everyLink(): Promise<{ link: string; member: Member | undefined }[]> {
  const { asker, peer, reader, space, discussion } = await scenery(scene);
  await scene.app.get(DigestSweeper, { strict: false }).run();
  const reply = await scene.make.reply(peer, discussion, {
    body: 'See [the rules](/rules) and https://example.org/x.',
  });
  await scene.as(asker).put(`/api/discussions/${discussion.id}/answer`, { postId: reply.id });
  const closed = await scene.make.space({ visibility: 'members', members: [[asker, 'owner']] });
  await scene.as(reader).put(`/api/spaces/${closed.slug}/membership`, {});
  await scene.as(asker).post(`/api/spaces/${space.slug}/invitations`, { email: 'guest@library.example' });
  await scene.guest.post('/api/auth/code', { email: asker.email });
  await scene.as(peer).patch('/api/me', { password: { next: 'a longer word than before' } });
  await settled(scene);
  // Before its code has run out.
  await mailsSettled(scene);
  goOn(scene, 5);
  await scene.app.get(DigestSweeper, { strict: false }).run();
  await mailsSettled(scene);
  await indexed(scene);
  scene.clock.offset = 0;
  const mails = await scene.app.get(MailFiles, { strict: false }).list(undefined, 100);
  const templates = await scene.db.query<{ template: string }>({
    name: 'spec-templates',
    text: `SELECT DISTINCT template FROM mails WHERE state = 'sent' ORDER BY 1`,
  });
  expect(templates.map(({ template }) => template)).toEqual(
    scene.app.get(MailTemplates, { strict: false }).names.toSorted(),
  );
  return mails.flatMap(({ mail }) =>
    [...`${mail.text} ${mail.html} ${mail.headers['list-unsubscribe'] ?? ''}`.matchAll(LINK)]
      .map(([link]) => link.replace(/&amp;/g, '&').replace(/[.,]$/, ''))
      .filter((link) => link.startsWith(ORIGIN))
      .map((link) => ({
        link: link.slice(ORIGIN.length) || '/',
        member: [asker, peer, reader].find(({ email }) => email === mail.to),
      })),
  );
}

describe('a gateway that opens every link of every mail, twice', () => {
  it('changes nothing, and what it opened still leads its reader on', async () => {
    const links = await everyLink();
    expect(new Set(links.map(({ link }) => link.split(/[/?]/)[1]))).toEqual(
      new Set(['', 'discussions', 'me', 'rules', 'sign-in', 'spaces', 'unsubscribe']),
    );
    const before = await kept();
    for (const { link } of [...links, ...links])
      for (const method of ['GET', 'HEAD'] as const) {
        const { statusCode } = await scene.app.inject({ method, url: link });
        // What only members may see is not there for a gateway.
        expect([200, 301, 302, 404], `${method} ${link}`).toContain(statusCode);
      }
    expect(await kept()).toEqual(before);
    for (const { link, member } of links) {
      const headers = member && { authorization: `Bearer ${member.token}` };
      const { statusCode } = await scene.app.inject({ url: link, headers });
      expect(statusCode, `${link} for its reader`).toBeLessThan(400);
    }
    expect(await kept()).toEqual(before);
  });
});
