import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Fault } from './fault.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { during, say } from './say.mjs';

const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
];

const { ProgramFiles, 'ProgramFiles(x86)': ProgramFilesX86, LOCALAPPDATA } = process.env;
const onWindows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const USUAL = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [ProgramFiles, ProgramFilesX86, LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((base) => onWindows.map((place) => path.win32.join(base, place))),
  linux: [
    '/usr/bin/chromium',
    '/usr/lib/chromium/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    '/snap/bin/chromium',
  ],
}[process.platform];

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const files = process.platform === 'win32' ? [`${name}.exe`] : [name];
  return folders
    .flatMap((folder) => files.map((file) => path.join(folder, file)))
    .find((file) => existsSync(file));
}

const works = (file) =>
  process.platform === 'win32' ||
  spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;

function installed() {
  const told = process.env.CHROME_PATH;
  if (told && !existsSync(told)) throw new Fault(`CHROME_PATH is ${told}, where there is no browser.`);
  return [told, ...ON_PATH.map(onPath), ...(USUAL ?? [])].find(
    (file) => file && existsSync(file) && works(file),
  );
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** The same engine without windows, which opens a page in half of the time; null where there is none. */
export function findWindowless() {
  return (
    ['chromium-headless-shell', 'chrome-headless-shell'].map(onPath).find((file) => file && works(file)) ??
    null
  );
}

/** The browser for the journeys: one that is there, else one that is fetched, and said so first. */
export async function findBrowser() {
  const found = installed() ?? (await playwrightsOwn());
  if (found) {
    say(`Browser: ${found}`);
    return found;
  }
  for (const get of ways()) {
    await get();
    const fetched = installed() ?? (await playwrightsOwn());
    if (fetched) return fetched;
  }
  throw new Fault(
    'No Chromium, Chrome or Edge was found, and none could be fetched. Install one, or set CHROME_PATH.',
  );
}

function ways() {
  const debian = process.getuid?.() === 0 && onPath('apt-get');
  return debian ? [debiansChromium, playwrightsChromium] : [playwrightsChromium];
}

const debiansChromium = () =>
  fetching('Debian’s chromium', async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = (/** @type {string} */ name) =>
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env });
    await run('apt-get', ['update', '-qq'], { env });
    const got = await install('chromium');
    // Not every Debian has it; without it the journeys take longer.
    await install('chromium-headless-shell');
    return got;
  });

const playwrightsChromium = () =>
  fetching('Playwright’s own Chromium', () =>
    run(process.execPath, [inRoot('node_modules/@playwright/test/cli.js'), 'install', 'chromium']),
  );

/** @param {() => Promise<{ code: number, output: string }>} work */
async function fetching(what, work) {
  const done = (/** @type {{ code: number, output: string }} */ { code }) =>
    `${what}: ${code === 0 ? 'installed' : 'not to be had'}`;
  const { code, output } = await during(
    `No Chromium, Chrome or Edge was found: fetching ${what}`,
    work,
    done,
  );
  if (code !== 0) say(output.trim().split('\n').slice(-3).join('\n'));
}
