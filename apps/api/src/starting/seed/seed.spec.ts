import { describe, expect, it } from 'vitest';
import { startScene } from '../../../test/scene.js';
import { Config } from '../../config/settings.js';
import { toHtml, toText } from '../../text/markdown.js';
import { parseScale, plan } from './plan.js';
import { Random } from './random.js';
import { isRealSite } from './real-site.js';
import { seed } from './seed.js';
import { body } from './sentences.js';

const words = (text: string) => text.split(/\s+/).length;

describe('the words of the large data set', () => {
  it('are 80 to 400 to a post, and their own HTML and text', () => {
    const random = new Random(1);
    for (let i = 0; i < 300; i += 1) {
      const text = body(random);
      expect(words(text)).toBeGreaterThanOrEqual(80);
      expect(words(text)).toBeLessThanOrEqual(400);
      // As the statement makes them.
      expect(toHtml(text)).toBe(`<p>${text.replaceAll('\n\n', '</p>\n<p>')}</p>`);
      expect(toText(toHtml(text))).toBe(text.replaceAll('\n\n', ' '));
    }
  });

  it('are the same at every run', () => {
    expect(body(new Random(7))).toBe(body(new Random(7)));
    expect(body(new Random(7))).not.toBe(body(new Random(8)));
  });
});

describe('the scale', () => {
  it.each(['10x20', '0x1x1', '1x5x4', 'x', '1x1x1; DROP'])('refuses %s', (text) => {
    expect(() => parseScale(text)).toThrow('--scale');
  });

  it('counts opening posts, and leaves room for others beside the special threads', () => {
    for (const text of ['200x5000x50000', '10x20x500', '3x4x4', '20x100x4000']) {
      const scale = parseScale(text);
      const { replies } = plan(scale, new Random(1));
      expect(replies).toHaveLength(scale.discussions);
      expect(replies.reduce((all, each) => all + each, replies.length)).toBe(scale.posts);
      expect(Math.min(...replies)).toBeGreaterThanOrEqual(0);
    }
    expect(plan(parseScale('200x5000x50000'), new Random(1)).special).toEqual({
      long: 0,
      longest: 1,
      chain: 2,
    });
    expect(plan(parseScale('10x20x500'), new Random(1)).special).toEqual({});
  });
});

describe('seeding', () => {
  const scene = startScene({ DEMO: 'on' });

  it('adds believable threads beside what is there, again and again', async () => {
    const { databaseUrl } = scene.app.get(Config);
    const { threads } = await seed(databaseUrl, parseScale('5x10x1850'), () => undefined);
    await seed(databaseUrl, parseScale('4x10x40'), () => undefined);
    const { body: long } = await scene.guest.get(`/api/discussions/${threads.long!.id}`);
    expect(long).toMatchObject({ replyCount: 1_000, lastNumber: 1_001, space: { slug: 'national' } });
    const { body: page } = await scene.guest.get(
      `/api/discussions/${long.id}/posts?view=threaded&around=last`,
    );
    expect(page.items.at(-1).number).toBeGreaterThan(900);
    const answer = await scene.guest.post('/api/auth/sign-in', {
      email: 'm0001@demo.example',
      password: 'fingerpost-demo',
    });
    expect(answer.body.member.name).toBe('Member 0001');
    const [row] = await scene.db.query<{ members: number; wrong: number }>({
      name: 'spec-seed',
      text: `SELECT (SELECT count(*)::int FROM accounts WHERE email LIKE 'm000_@demo.example') AS members,
        (SELECT count(*)::int FROM discussions d WHERE d.reply_count <> (SELECT count(*) - 1 FROM posts p WHERE p.discussion_id = d.id)
          OR d.last_activity_at <> (SELECT max(p.written_at) FROM posts p WHERE p.discussion_id = d.id) OR d.last_activity_at > now()
          OR (SELECT count(*) FROM search_documents s WHERE s.discussion_id = d.id) <> d.reply_count + 1) AS wrong`,
    });
    expect(row).toEqual({ members: 5, wrong: 0 });
  });

  it('is known to be unwanted where people run a site that is no demonstration', async () => {
    const { databaseUrl } = scene.app.get(Config);
    expect(await isRealSite(databaseUrl)).toBe(false);
    await scene.db.query({ name: 'spec-real', text: 'UPDATE settings SET demonstration = false' });
    expect(await isRealSite(databaseUrl)).toBe(true);
  });
});
