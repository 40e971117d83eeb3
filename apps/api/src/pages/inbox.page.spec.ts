import { expect, it } from 'vitest';
import type { NotificationCount } from '@fingerpost/contracts/notifications';
import type { Member } from '../../test/factories.js';
import { startScene } from '../../test/scene.js';
import { until } from '../../test/patience.js';

const scene = startScene();

async function asked(title: string): Promise<{ asker: Member; peer: Member }> {
  const asker = await scene.make.member();
  const peer = await scene.make.member({ name: 'Hospice <librarian>' });
  const space = await scene.make.space({
    members: [
      [asker, 'owner'],
      [peer, 'member'],
    ],
  });
  const discussion = await scene.make.discussion(asker, space, { title });
  for (const body of ['One <b>', 'Two', 'Three', 'Four']) await scene.make.reply(peer, discussion, { body });
  await until(async () => {
    const { body } = await scene.as(asker).get<NotificationCount>('/api/notifications/count');
    return body.unread === 4;
  });
  return { asker, peer };
}

it('shows by thread who did what and why it came, and trusts no words', async () => {
  const { asker } = await asked('How & why?');
  const { text } = await scene.as(asker).get('/inbox');
  expect(text).toContain('aria-label="Inbox, 4 unread"');
  expect(text.match(/class="inbox-thread"/g)).toHaveLength(1);
  expect(text).toContain('How &amp; why?');
  expect(text).toContain('Hospice &lt;librarian&gt; replied to your question');
  expect(text).toContain('Because you asked.');
  expect(text).toContain('Show 1 earlier');
  expect(text).toMatch(/href="\/discussions\/\d+-how-why#watch"/);
});

it('leads a guest to sign in, and says nothing of anybody', async () => {
  const { text } = await scene.guest.get('/inbox');
  expect(text).toContain('href="/sign-in?next=%2Finbox"');
  expect(text).not.toContain('class="inbox');
});

it('takes an address that means nothing as the newest', async () => {
  const { peer } = await asked('Nothing for the peer');
  for (const query of [
    '?after=older-0',
    '?after=7',
    '?show=unread&after=%00',
    '?after=older-99999999999999999',
  ])
    expect((await scene.as(peer).get(`/inbox${query}`)).status, query).toBe(200);
});
