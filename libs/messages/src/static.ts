import pages from '../en/static.json' with { type: 'json' };

/** The long pages of our own words, apart from the rest so that only their readers load them. */
export const enStatic = { static: pages };
export type StaticPage = keyof typeof pages;

export type Block =
  | { kind: 'heading'; id: string; key: string }
  | { kind: 'text'; key: string }
  | { kind: 'points'; keys: string[] }
  | { kind: 'link'; key: string; href: string };

/** What those who run the site have said of themselves: some sentences stand only with it, some only without. */
export interface Said {
  contact: boolean;
  runBy: boolean;
}

const fits = (name: string, said: Said) =>
  ({ contact: said.contact, noContact: !said.contact, runBy: said.runBy, noRunBy: !said.runBy })[name] ??
  true;

function block(path: string, id: string, [name, value]: [string, unknown]): Block {
  const key = `${path}.${name}`;
  if (name === 'title') return { kind: 'heading', id, key };
  if (name === 'link') return { kind: 'link', key: `${key}.words`, href: (value as { href: string }).href };
  if (name === 'points')
    return { kind: 'points', keys: Object.keys(value as object).map((point) => `${key}.${point}`) };
  return { kind: 'text', key };
}

/** A page as headings, paragraphs and lists of message keys, in the order of the file: for both writers of HTML. */
export function blocksOf(page: StaticPage, said: Said): Block[] {
  return Object.entries(pages[page].sections).flatMap(([id, section]) =>
    Object.entries(section)
      .filter(([name]) => fits(name, said))
      .map((entry) => block(`static.${page}.sections.${id}`, id, entry)),
  );
}
