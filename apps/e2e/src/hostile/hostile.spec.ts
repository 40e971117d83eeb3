import { expect, test } from '../support/test.js';
import { payloads } from './payloads.js';
import type { Api } from '../support/api.js';
import type { Discussion } from '@fingerpost/contracts/discussions';
import type { Page } from '@playwright/test';

const COUNT = 500;
const PER_THREAD = 20;
const TITLE_MAX = 200;

/** One line, as a title is; what does not fit is cut. */
const asTitle = (text: string, number: number) =>
  `${number} ${text.replace(/[\s\p{Cc}]+/gu, ' ')}`.slice(0, TITLE_MAX).trim();

async function postAll(api: Api, spaceId: number): Promise<Discussion[]> {
  const all = payloads(COUNT);
  const threads = Array.from({ length: COUNT / PER_THREAD }, (_, at) =>
    all.slice(at * PER_THREAD, (at + 1) * PER_THREAD),
  );
  const begin = async ([first, ...rest]: string[], number: number) => {
    const title = asTitle(all[number * 7]!, number);
    const tags = [
      asTitle(all[number * 11]!, number)
        .slice(0, 40)
        .trim(),
    ];
    const question = { spaceId, kind: 'question', title, body: first, tags };
    const discussion = await api.post<Discussion>('/api/discussions', question);
    for (const body of rest) await api.reply(discussion.id, body);
    return discussion;
  };
  return Promise.all(threads.map(begin));
}

/** What a reader might do with a post, done to everything on the page. */
const touchAll = (page: Page) =>
  page.evaluate(() => {
    document.addEventListener('click', (event) => {
      const link = (event.target as Element).closest('a');
      if (link && /^(?:https?|mailto):$/.test(link.protocol)) event.preventDefault();
    });
    const events = ['pointerenter', 'mouseover', 'mouseenter', 'toggle', 'animationstart', 'beforeinput'];
    for (const element of document.querySelectorAll('.prose, .prose *, h1, h2, .tag')) {
      events.forEach((name) => element.dispatchEvent(new Event(name, { bubbles: true })));
      if (element instanceof HTMLElement)
        [() => element.focus(), () => element.click()].forEach((act) => act());
    }
  });

test(`${COUNT} attempts to run a script run nothing`, async ({ person }) => {
  test.setTimeout(180_000);
  const { page, context, api } = await person({ as: 'moderator' });
  const ran: string[] = [];
  await context.exposeBinding('__ran', (_source, where: string) => ran.push(where));
  await context.addInitScript(() =>
    Object.defineProperty(window, '__pwned', {
      set() {
        (window as unknown as { __ran: (where: string) => void }).__ran(location.href);
      },
    }),
  );
  page.on('dialog', (dialog) => void (ran.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on('popup', (popup) => void ran.push(`a window: ${popup.url()}`));

  await page.goto('/rules');
  await page.evaluate(() => Object.assign(window, { __pwned: 1 }));
  expect(ran.splice(0), 'the trap itself').toHaveLength(1);

  const space = await api.makeSpace(`Hostile ${Date.now()}`, 'members');
  const threads = await postAll(api, space.id);
  for (const { id, title } of threads) {
    await page.goto(`/discussions/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page.getByRole('article')).toHaveCount(PER_THREAD);
    await page.getByRole('textbox', { name: 'Your reply' }).waitFor();
    await touchAll(page);
    expect(new URL(page.url()).pathname).toContain(`/discussions/${id}`);
  }
  for (const path of [
    `/spaces/${space.slug}`,
    `/discussions?space=${space.slug}`,
    `/search?q=pwned&space=${space.slug}`,
    '/',
  ]) {
    await page.goto(path);
    await page.getByRole('contentinfo').waitFor();
    await touchAll(page);
  }
  expect(ran).toEqual([]);
});

test('the composer takes hostile words for words', async ({ person }) => {
  const { page, api } = await person({ as: 'moderator' });
  const ran: string[] = [];
  page.on('dialog', (dialog) => void (ran.push(dialog.message()), dialog.dismiss()));
  const { id: spaceId } = await api.makeSpace(`Hostile words ${Date.now()}`, 'members');
  const body = payloads(60, 7).join('\n\n');
  const question = await api.post<Discussion>('/api/discussions', {
    spaceId,
    kind: 'question',
    title: 'Edit me',
    body,
    tags: [],
  });
  await page.goto(`/discussions/${question.id}`);
  await page.getByRole('button', { name: 'Edit post 1' }).click();
  const editor = page.getByRole('textbox', { name: 'Edit post 1' });
  await expect(editor).toBeVisible();
  await touchAll(page);
  expect(await page.evaluate(() => (window as unknown as { __pwned?: unknown }).__pwned)).toBeUndefined();
  expect(ran).toEqual([]);
});
