import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Discussion } from '@fingerpost/contracts/discussions';
import type { MadeSpace, Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { HomeQueries } from '../home/home.queries.js';

const scene = startScene({ PUBLIC_URL: 'http://localhost:4199' });
const EVIL = '</script><script>alert(1)</script>"\'&';
let asker: Member;
let peer: Member;
let space: MadeSpace;
let thread: Discussion;
let path: string;

const known = (text: string) =>
  JSON.parse(/<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(text)![1]!) as {
    queries: [unknown, any][];
    viewer: unknown;
    site: { name: string };
  };
const about = (text: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!);
const numbers = (text: string) =>
  [...text.matchAll(/<article id="post-(\d+)"/g)].map((match) => Number(match[1]));
const link = (text: string, rel: string) =>
  new RegExp(`<a class="button button-quiet" href="([^"]+)" rel="${rel}">`)
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&');

beforeAll(async () => {
  const { make } = scene;
  [asker, peer] = [
    await make.member({ name: 'Trust librarian' }),
    await make.member({ name: 'Public librarian' }),
  ];
  space = await make.space({
    slug: 'open',
    name: `Open ${EVIL}`,
    members: [
      [asker, 'owner'],
      [peer, 'member'],
    ],
  });
  thread = await make.discussion(asker, space, {
    title: `How? ${EVIL}`,
    body: `Words ${EVIL}`,
    tags: ['loans'],
  });
  path = `/discussions/${thread.id}-${thread.slug}`;
});

describe('the page of a thread', () => {
  it('can be read whole by following links, in both views, without scripts', async () => {
    const first = await scene.make.reply(peer, thread, { body: 'First reply' });
    for (let i = 0; i < 24; i += 1)
      await scene.make.reply(i % 2 ? asker : peer, thread, { body: `Reply ${i}` });
    await scene.make.reply(asker, thread, { body: 'Nested', parentId: first.id });
    for (const view of ['', '?view=threaded']) {
      const seen: number[] = [];
      for (let at: string | undefined = path + view; at !== undefined;) {
        const { status, text } = await scene.guest.get(at);
        expect(status).toBe(200);
        seen.push(...numbers(text));
        at = link(text, 'next');
      }
      expect(new Set(seen).size).toBe(27);
      expect(seen).toHaveLength(27);
    }
    const last = await scene.guest.get(`${path}?at=last`);
    expect(numbers(last.text)).toContain(27);
    expect(numbers((await scene.guest.get(link(last.text, 'prev')!)).text)).toContain(1);
  });

  it('holds what the client would ask next, under the client’s keys', async () => {
    const { text } = await scene.guest.get(`${path}?at=5`);
    const { queries, viewer, site } = known(text);
    expect(viewer).toBeNull();
    expect(site.name).toBe('Fingerpost');
    expect(queries.map(([key]) => key)).toEqual([
      ['discussions', 'detail', thread.id],
      ['discussions', 'posts', thread.id, { view: 'flat', around: 5 }],
    ]);
    expect(queries[1]![1]).toEqual(
      (await scene.guest.get(`/api/discussions/${thread.id}/posts?view=flat&around=5`)).body,
    );
    expect(queries[0]![1]).toEqual((await scene.guest.get(`/api/discussions/${thread.id}`)).body);
  });

  it('trusts no word of anybody', async () => {
    for (const at of [
      path,
      '/',
      '/discussions',
      '/spaces',
      '/spaces/open',
      '/spaces/open/members',
      `/search?q=${encodeURIComponent(EVIL)}`,
      `/discussions?tag=${encodeURIComponent('"><script>alert(1)')}`,
    ]) {
      const { status, text } = await scene.guest.get(at);
      expect(status).toBe(200);
      expect(text).not.toContain('<script>alert');
    }
    expect(about((await scene.guest.get(path)).text).mainEntity).toMatchObject({
      name: `How? ${EVIL}`,
      text: expect.stringContaining('</script>'),
    });
  });

  it('shows the accepted answer first, and a tombstone where a post was', async () => {
    const asked = await scene.make.discussion(asker, space);
    const [answer, gone] = [
      await scene.make.reply(peer, asked, { body: 'The answer.' }),
      await scene.make.reply(peer, asked, { body: 'Regretted.' }),
    ];
    await scene.as(asker).put(`/api/discussions/${asked.id}/answer`, { postId: answer.id });
    await scene.as(peer).delete(`/api/posts/${gone.id}`);
    const { text } = await scene.guest.get(`/discussions/${asked.id}-${asked.slug}`);
    expect(text.indexOf('class="post post-answer"')).toBeLessThan(text.indexOf('id="post-1"'));
    expect(text).toContain('class="post post-tombstone"');
    expect(text).not.toContain('Regretted');
    expect(about(text)).toMatchObject({
      '@type': 'QAPage',
      mainEntity: { acceptedAnswer: { text: 'The answer.' } },
    });
  });
});

describe('addresses', () => {
  it('have one form, and permalinks lead to it', async () => {
    expect(await scene.guest.get(`/discussions/${thread.id}-other?at=3`)).toMatchObject({
      status: 301,
      headers: { location: `${path}?at=3` },
    });
    const reply = await scene.make.reply(peer, thread);
    expect(await scene.guest.get(`/posts/${reply.id}`)).toMatchObject({
      status: 302,
      headers: { location: `${path}?at=${reply.number}#post-${reply.number}` },
    });
    const { text } = await scene.guest.get(path);
    expect(text).toContain(`<link rel="canonical" href="http://localhost:4199${path}"`);
    const picture = /property="og:image" content="http:\/\/localhost:4199([^"]+)"/.exec(text)?.[1];
    expect((await scene.guest.get(picture!)).headers['content-type']).toBe('image/png');
  });

  it('say in their title what a list is narrowed to', async () => {
    const tidy = await scene.make.space({ name: 'Tidy', members: [[asker, 'owner']] });
    const title = async (query: string) =>
      /<title>(.*?)<\/title>/.exec((await scene.guest.get(query)).text)?.[1];
    expect(await title('/discussions')).toMatch(/^Discussions /);
    expect(await title(`/discussions?space=${tidy.slug}&status=unanswered&tag=maps`)).toMatch(
      /^Unanswered questions in Tidy, tagged maps /,
    );
    expect(await title(`/resources?kind=guide&tag=falls&space=${tidy.slug}`)).toMatch(
      /^Resources: Guide, falls, Tidy /,
    );
    expect(await title('/events?view=month&month=2027-03&kind=training')).toMatch(
      /^Events: March 2027, Training /,
    );
    expect(await title('/partnerships?q=falls&sector=nhs')).toMatch(/^Partnerships: falls, NHS/);
    expect(await title('/resources?sort=used')).toMatch(/^Resources [^:]/);
  });

  it('that mean nothing, or nothing to this reader, are the same 404', async () => {
    const hidden = await scene.make.space({ visibility: 'private', members: [[asker, 'owner']] });
    const secret = await scene.make.discussion(asker, hidden);
    const missing = [
      '/nowhere',
      '/discussions/999999',
      '/discussions/x',
      '/posts/999999',
      '/posts/x',
      '/spaces/nowhere',
      '/spaces/a%00b',
      `/discussions/${secret.id}-x`,
      `/spaces/${hidden.slug}`,
      `/spaces/${hidden.slug}/members`,
      `/spaces/${hidden.slug}/settings`,
    ];
    for (const at of missing) expect([at, (await scene.guest.get(at)).status]).toEqual([at, 404]);
    expect((await scene.as(asker).get(`/discussions/${secret.id}-${secret.slug}`)).text).toContain(
      '<meta name="robots" content="noindex">',
    );
    expect((await scene.guest.get('/api/nowhere')).body).toMatchObject({ code: 'not_found' });
  });

  it('that name a place which their list does not have lead to its beginning, and say so', async () => {
    for (const list of ['/discussions?sort=new&', `${path}?`])
      for (const place of ['after=junk', 'before=junk', 'after=WzFd']) {
        const { status, text } = await scene.guest.get(list + place);
        expect([list + place, status]).toEqual([list + place, 200]);
        expect(text).toContain('Here it is from its beginning.');
        expect(text).toContain('How?');
      }
  });

  it('are all there, each with a title, and say what they are without scripts', async () => {
    const pages = [
      '/',
      '/discussions?sort=new&status=answered',
      '/spaces',
      '/search',
      '/rules',
      '/privacy',
      '/accessibility',
      '/sign-in',
      '/sign-up',
      '/discussions/new?kind=discussion',
      '/spaces/new',
      '/me',
      '/admin',
      '/first-operator?token=x',
    ];
    for (const at of pages) {
      const { status, text } = await scene.guest.get(at);
      expect([at, status, (text.match(/<h1/g) ?? []).length]).toEqual([at, 200, 1]);
      // A key without words would show as itself.
      expect(text.replace(/<script.*?<\/script>/gs, '')).not.toMatch(
        /[>"](common|discussions|spaces|search|accounts|settings|static|home|pages)\.[a-z]+\.?[a-zA-Z.]*[<"]/,
      );
    }
  });

  it('of public things are listed for search engines', async () => {
    const hidden = await scene.make.space({
      slug: 'not-listed',
      visibility: 'private',
      members: [[asker, 'owner']],
    });
    await scene.make.discussion(asker, hidden, { title: 'Not listed' });
    const { text } = await scene.guest.get('/sitemap.xml');
    expect(text).toContain(`<loc>http://localhost:4199${path}</loc>`);
    expect(text).not.toContain('not-listed');
    expect((await scene.guest.get('/robots.txt')).text).toContain(
      'Sitemap: http://localhost:4199/sitemap.xml',
    );
  });
});

describe('members', () => {
  it('see what they may do, and what is new to them', async () => {
    const asked = await scene.make.discussion(asker, space, { title: 'Mine' });
    await scene.make.reply(peer, asked);
    const home = await scene.as(asker).get('/');
    expect(home.text).toContain('Hello, Trust librarian');
    expect(known(home.text)).toMatchObject({
      viewer: { id: asker.personId },
      queries: [
        [['home'], { needsYou: expect.arrayContaining([expect.objectContaining({ title: 'Mine' })]) }],
        [['notifications', 'count'], { unread: expect.any(Number), last: expect.any(Number) }],
      ],
    });
    const mine = (await scene.as(asker).get(`/discussions/${asked.id}-${asked.slug}`)).text;
    expect(mine).toContain('class="unread-line"');
    expect(mine).toContain('<div class="post-actions">');
    expect((await scene.guest.get(`/discussions/${asked.id}-${asked.slug}`)).text).not.toContain(
      '<div class="post-actions">',
    );
  });
});

describe('while the database is away', () => {
  it('a page says so and asks to come again, and claims nothing about the reader', async () => {
    const away = Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    const live = vi.spyOn(scene.app.get(HomeQueries, { strict: false }), 'live').mockRejectedValue(away);
    await scene.as(asker).put(`/api/spaces/${space.slug}/membership`);
    const { status, headers, text } = await scene.guest.get('/');
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    expect(text).toContain('<h1>');
    expect(text).not.toContain('page-data');
    live.mockRestore();
    expect((await scene.guest.get('/')).status).toBe(200);
  });
});
