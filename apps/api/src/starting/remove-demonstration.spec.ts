import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { MailFiles } from '../mail/mail-files.js';
import { Config } from '../config/settings.js';
import { browser } from '../../test/cookies.js';
import type { Client } from '../../test/client.js';
import { countAll } from '../../test/counts.js';
import { DEMO_PASSWORD, demoMember, mine } from '../../test/demo-members.js';
import { codesTo, mailsSettled, mailsTo } from '../../test/mailbox.js';
import { FACTUAL_ORGANISATIONS } from '../../test/facts.js';
import { indexed } from '../../test/indexed.js';
import { startScene } from '../../test/scene.js';
import { startingDirectory } from './content/index.js';
import { StartingContent } from './starting.service.js';

const scene = startScene({ DEMO: 'on' });
const member = (handle: string) => demoMember(scene, handle);

describe('removing the demonstration', () => {
  const wish = {
    email: 'me@library.example',
    password: 'a few plain words',
    displayName: 'Coordinator',
    siteName: 'Northern libraries',
    joining: 'open',
  };
  let real: Client, realSpace: { id: number; slug: string }, thread: { id: number };

  beforeAll(async () => {
    // A real person joins, has a space and a question there, and demonstration members take part.
    await scene.guest.post('/api/auth/sign-up', {
      email: 'real@library.example',
      displayName: 'Real librarian',
      sector: 'nhs',
      organisation: 'Real library',
    });
    real = browser(
      scene,
      await scene.guest.post('/api/auth/code/confirm', {
        email: 'real@library.example',
        code: (await codesTo(scene, 'real@library.example'))[0],
      }),
    );
    const me = await mine(real);
    const asMember = { personId: me.id, accountId: 0, email: me.email, name: me.name, token: '' };
    realSpace = await scene.make.space({ slug: 'real-space', members: [[asMember, 'owner']] });
    thread = (
      await real.post('/api/discussions', {
        spaceId: realSpace.id,
        kind: 'question',
        title: 'A real question',
        body: 'Words that stay.',
      })
    ).body;
    const librarian = await member('trust-librarian');
    await librarian.put(`/api/spaces/${realSpace.slug}/membership`);
    const reply = (
      await librarian.post(`/api/discussions/${thread.id}/posts`, {
        body: 'A demonstration reply about giraffes.',
      })
    ).body;
    await real.post(
      `/api/discussions/${thread.id}/posts`,
      { body: 'A real reply to it.', parentId: reply.id },
      { 'idempotency-key': '7d0d6a52-6a52-4c8e-9b1c-0a52d06a527d' },
    );
    await mailsTo(scene, 'real@library.example', 2);
    const operator = await member('operator');
    const { version } = (await operator.get('/api/settings')).body;
    await operator.patch('/api/settings', {
      version,
      contact: 'desk@demo.example',
      houseRules: 'Be kind to giraffes.',
    });
    await librarian.post('/api/discussions', {
      spaceId: realSpace.id,
      kind: 'discussion',
      title: 'A demonstration discussion',
      body: 'Goes.',
    });
    await scene.guest.post('/api/auth/code', { email: 'public-librarian@demo.example' });
    await codesTo(scene, 'public-librarian@demo.example');
    await librarian.post('/api/organisations', { name: 'Tried out', sector: 'nhs' });
    await real.put('/api/spaces/national/membership');
  });

  it('is for the operator, who becomes a real one', async () => {
    expect((await scene.guest.delete('/api/site/demonstration', wish)).status).toBe(401);
    expect((await real.delete('/api/site/demonstration', wish)).status).toBe(403);
    const operator = await member('operator');
    expect(
      (await operator.delete('/api/site/demonstration', { ...wish, email: 'operator@demo.example' })).body
        .errors[0].path,
    ).toBe('email');
    expect((await operator.delete('/api/site/demonstration')).status).toBe(422);

    const removed = await operator.delete('/api/site/demonstration', wish);
    expect(removed).toMatchObject({
      status: 200,
      body: { member: { email: wish.email, operator: true, spaces: [{ slug: 'national', role: 'owner' }] } },
    });
    expect((await operator.get('/api/me')).body.member).toBeNull();
    expect((await browser(scene, removed).get('/api/settings')).body).toMatchObject({
      siteName: 'Northern libraries',
      runBy: '',
      contact: '',
      houseRules: '',
      demonstration: false,
    });
    expect((await browser(scene, removed).delete('/api/site/demonstration', wish)).status).toBe(409);
    expect(
      (
        await scene.guest.post('/api/auth/sign-in', {
          email: 'operator@demo.example',
          password: DEMO_PASSWORD,
        })
      ).status,
    ).toBe(401);
  });

  it('leaves nothing of it behind, and what is real stays', async () => {
    await scene.app.get(StartingContent, { strict: false }).onApplicationBootstrap();
    await indexed(scene);
    const counts = await countAll(scene);
    expect(counts).toMatchObject({
      accounts: 2,
      people: 2,
      sessions: 2,
      spaces: 2,
      memberships: 2,
      organisations: 1 + FACTUAL_ORGANISATIONS,
      partnerships: startingDirectory.partnerships.length,
      partnership_revisions: 0,
      partnership_stewards: 0,
      messages: 0,
      affiliations: 1,
      discussions: 1,
      posts: 3,
      post_sources: 2,
      post_revisions: 0,
      tags: 0,
      search_documents: 2,
      codes: 1,
      invitations: 0,
      settings: 1,
      due: 0,
      events: 0,
      rsvps: 0,
      resources: 0,
      collections: 0,
      collection_items: 0,
      tickets: 0,
    });
    const { body: posts } = await scene.guest.get(`/api/discussions/${thread.id}/posts`);
    expect(posts.items).toMatchObject([
      { state: 'published' },
      { state: 'removed', author: null, html: '' },
      { state: 'published', inReplyTo: { number: 2, name: null } },
    ]);
    expect((await scene.guest.get(`/api/discussions/${thread.id}`)).body).toMatchObject({ replyCount: 1 });
    expect((await scene.guest.get(`/api/spaces/${realSpace.slug}`)).body).toMatchObject({
      memberCount: 1,
      discussionCount: 1,
    });
    expect((await scene.guest.get('/api/search?q=giraffes')).body.items).toEqual([]);
    expect((await scene.guest.get('/api/site')).body).toMatchObject({
      demonstration: false,
      demoMembers: [],
      secondAddress: null,
    });
  });

  it('leaves no name of it anywhere: in no text of any table, job or mail', async () => {
    const columns = await scene.db.query<{ found: string }>({
      name: 'spec-columns',
      text: `SELECT format('SELECT %L AS found FROM %I.%I t WHERE t::text LIKE ''%%demo.example%%'' OR t::text LIKE ''%%(demonstration)%%'' OR t::text LIKE ''%%giraffes%%''', table_schema || '.' || table_name, table_schema, table_name) AS found
             FROM information_schema.tables WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`,
    });
    for (const [i, { found }] of columns.entries())
      expect(await scene.db.query({ name: `spec-scan-${i}`, text: found })).toEqual([]);
    const activities = await scene.db.query({
      name: 'spec-jobs-left',
      text: `SELECT data FROM pgboss.job j WHERE name = 'activity' AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.id = (j.data ->> 'activityId')::bigint)`,
    });
    expect(activities).toEqual([]);
    await mailsSettled(scene);
    const files = await readdir(join(scene.app.get(Config).dataDir, 'mail'));
    const mails = await scene.app.get(MailFiles, { strict: false }).list(undefined, 100);
    expect(mails.every(({ mail }) => !mail.to.endsWith('demo.example'))).toBe(true);
    expect(files).toHaveLength(2 * mails.length);
    expect(mails.map(({ mail }) => mail.to)).toContain('real@library.example');
    for (const { mail } of mails) expect(mail.text).not.toMatch(/giraffes|\(demonstration\)/);
    // Codes to sign in are among them: from now on they are the operator's alone to see.
    expect((await scene.guest.get('/api/dev/mail')).status).toBe(404);
  });
});
