import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from '../../../scripts/lib/browser.mjs';
import { openHouse } from '../../../scripts/lib/test-server.mjs';

/** The README's pictures, taken anew from the starting content by `npm run screenshots`. */
const FOLDER = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));

interface Picture {
  name: string;
  path: string;
  width?: number;
  height?: number;
  dark?: boolean;
  as?: string;
  before?: (page: Page) => Promise<void>;
}

const pictures = (answered: string): Picture[] => [
  { name: 'guest-home', path: '/' },
  { name: 'thread-wide', path: answered },
  { name: 'thread-360', path: answered, width: 360, height: 780 },
  {
    name: 'ask',
    path: '/discussions/new',
    async before(page) {
      await page.getByLabel('Your question in one line').fill('Which readability score do you trust?');
      await page.getByText('Asked before?').waitFor();
      await page.getByRole('textbox', { name: 'What you need to know' }).click();
      await page.locator('[contenteditable=true]').waitFor();
      await page.keyboard.type(
        'Our trust wants a number on every leaflet. I would rather ask three readers.',
      );
      await page.getByText(/^Saved /).waitFor();
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  { name: 'member-home-dark', path: '/', as: 'public-librarian', dark: true },
];

async function take(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { name, path, width = 1280, height = 860, dark = false, as, before } = picture;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  if (as) {
    const credentials = { email: `${as}@demo.example`, password: 'fingerpost-demo' };
    await context.request.post(`${url}/api/auth/sign-in`, { data: credentials, headers: { origin: url } });
  }
  const page = await context.newPage();
  await page.goto(url + path, { waitUntil: 'networkidle' });
  await before?.(page);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  await context.close();
}

const house = await openHouse('screenshots');
const { url } = await house.serve();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
const list = (await (await fetch(`${url}/api/discussions?status=answered`)).json()) as {
  items: { id: number; slug: string }[];
};
const [first] = list.items;
await mkdir(FOLDER, { recursive: true });
for (const picture of pictures(`/discussions/${first?.id}-${first?.slug}`)) await take(browser, url, picture);
await browser.close();
await house.stop();
