import type { Api } from '../../support/api.js';
import { replyBox, write } from '../../support/pages.js';
import { button, dialog, item, menu, type Place } from './place.js';

async function thread(api: Api): Promise<string> {
  const body = 'With a **table**:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```\nfall*\n```';
  const question = await api.question(`What is measured here? ${Date.now()}`, body);
  const reply = await api.reply(question.id, 'First words.');
  await api.edit(reply, 'Second words.');
  await api.reply(question.id, 'Deeper.', reply.id);
  await api.remove(await api.reply(question.id, 'Soon gone.'));
  await api.accept(question.id, reply.id);
  return `/discussions/${question.id}`;
}

/** A square of four pixels. */
const MARK = {
  name: 'mark.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP4z8DAwPCfgYGBgeE/AwAU/gL9Ue3UzgAAAABJRU5ErkJggg==',
    'base64',
  ),
};

const more = 'More: look after this discussion';
const opening: Pick<Place, 'name' | 'open'>[] = [
  { name: 'a thread of one’s own' },
  {
    name: 'the person’s menu',
    async open(page) {
      await button(page, 'Moderator, your menu').click();
      await menu(page);
    },
  },
  {
    name: 'the discussion’s menu',
    async open(page) {
      await button(page, more).click();
      await menu(page);
    },
  },
  {
    name: 'editing title and tags',
    async open(page) {
      await button(page, more).click();
      await item(page, 'Edit title and tags').click();
      await dialog(page);
    },
  },
  {
    name: 'deleting the discussion',
    async open(page) {
      await button(page, more).click();
      await item(page, 'Delete').click();
      await dialog(page);
    },
  },
  {
    name: 'deleting a post',
    async open(page) {
      await button(page, 'Delete post 2').click();
      await dialog(page);
    },
  },
  {
    name: 'the history of a post',
    async open(page) {
      await button(page, /^Edited/).click();
      await page.getByRole('dialog').getByText('First words.').waitFor();
    },
  },
  {
    name: 'the composer with a link to set',
    async open(page) {
      await page.getByRole('textbox', { name: 'Your reply' }).click();
      await page.getByRole('toolbar').last().getByRole('button', { name: 'Link' }).click();
      await page.getByLabel('Address of the link').waitFor();
    },
  },
  {
    name: 'a picture that wants its words',
    async open(page) {
      await page.getByRole('textbox', { name: 'Your reply' }).click();
      const coming = page.waitForEvent('filechooser');
      await page.getByRole('toolbar').last().getByRole('button', { name: 'Add a picture or a file' }).click();
      await (await coming).setFiles([MARK, { ...MARK, name: 'mark.exe' }]);
      await page.getByLabel('Describe this picture').waitFor();
      await button(page, 'Reply').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a preview of Markdown',
    async open(page) {
      await page.getByRole('toolbar').last().getByRole('button', { name: 'Markdown' }).click();
      await page
        .getByRole('textbox', { name: 'Your reply' })
        .fill('# A heading\n\n[A link](https://example.org)\n\n| a | b |\n| - | - |\n| 1 | 2 |');
      await button(page, 'Preview').click();
      await page.getByRole('region', { name: 'Preview' }).getByRole('table').waitFor();
    },
  },
  {
    name: 'a reply under a post',
    async open(page) {
      await button(page, 'Reply to post 3').click();
      await page.getByRole('textbox', { name: 'Your reply to Moderator' }).waitFor();
    },
  },
  {
    name: 'a post being edited',
    async open(page) {
      await button(page, 'Edit post 2').click();
      await page.getByRole('textbox', { name: 'Edit post 2' }).waitFor();
    },
  },
  {
    name: 'an empty reply that was sent',
    async open(page) {
      await button(page, 'Reply').click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a session that ended',
    async open(page) {
      await write(replyBox(page), 'Still here.');
      await page.context().clearCookies();
      await button(page, 'Reply').click();
      await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
    },
  },
];

export const THREAD: Place[] = opening.map((place) => ({ ...place, as: 'moderator', path: thread }));
