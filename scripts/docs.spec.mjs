import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRoot } from './lib/paths.mjs';

const README_LINES = 120;
/** Made by `npm run screenshots` and `npm run bench`, so a page may speak of them before they are there. */
const MADE = [inRoot('docs/pictures'), inRoot('docs/bench')];

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'].map((name) => inRoot(name)),
  ...readdirSync(inRoot('docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => inRoot('docs', name)),
].filter((page) => !MADE.some((made) => page.startsWith(made)));

const read = (page) => readFileSync(page, 'utf8');
const withoutCode = (text) => text.replace(/```[\s\S]*?```/g, '');
const anchors = (page) =>
  [...withoutCode(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

function fault(page, link) {
  const [file, anchor] = link.split('#');
  const target = file ? path.resolve(path.dirname(page), file) : page;
  if (MADE.some((made) => target.startsWith(made))) return null;
  if (!existsSync(target)) return `${link}: no such file`;
  return anchor && !anchors(target).includes(anchor) ? `${link}: no such heading` : null;
}

describe('the documentation', () => {
  it.each(pages.map((page) => path.relative(inRoot(), page)))('%s has no link that leads nowhere', (name) => {
    const links = [...withoutCode(read(inRoot(name))).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
    const own = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(own.map((link) => fault(inRoot(name), link)).filter(Boolean)).toEqual([]);
  });

  it('names only commands that there are', () => {
    const { scripts } = JSON.parse(read(inRoot('package.json')));
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('explains every setting of .env.example', () => {
    const settings = [...read(inRoot('.env.example')).matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    const explained = [...read(inRoot('docs/operating.md')).matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
      ([, name]) => name,
    );
    expect(explained).toEqual(expect.arrayContaining(settings));
  });

  it(`has a README of at most ${README_LINES} lines`, () => {
    expect(read(inRoot('README.md')).trimEnd().split('\n').length).toBeLessThanOrEqual(README_LINES);
  });
});
