/** A tag, or the text up to the next. What `toHtml` made has no bare angle bracket. */
const PARTS = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
export const unescapeHtml = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => ENTITIES[name] ?? '');

interface Part {
  /** The name of a tag, with a stroke before it where it ends; empty for text. */
  tag: string;
  /** The text, or the attributes. */
  said: string;
}

/** A post's sanitised HTML as plain text that keeps paragraphs, lists, quotes, code and where links lead. */
export function toMailText(html: string): string {
  const parts = [...html.matchAll(PARTS)].map(([all, end, name, attributes]): Part =>
    name === undefined ? { tag: '', said: all } : { tag: end + name, said: attributes ?? '' },
  );
  return blocks(parts.values(), '').join('\n\n');
}

const attribute = (name: string, said: string) =>
  unescapeHtml(new RegExp(`\\s${name}="([^"]*)"`).exec(said)?.[1] ?? '');
const indented = (text: string, first: string, rest: string) =>
  text
    .split('\n')
    .map((line, n) => ((n === 0 ? first : rest) + line).trimEnd())
    .join('\n');

/** The blocks up to the end of the element `within`. */
function blocks(parts: ArrayIterator<Part>, within: string): string[] {
  const done: string[] = [];
  let line = '';
  const links: { href: string; from: number }[] = [];
  const flush = () => {
    const text = line.replace(/ *\n */g, '\n').trim();
    if (text) done.push(text);
    line = '';
  };
  for (let next = parts.next(); !next.done; next = parts.next()) {
    const { tag, said } = next.value;
    if (tag === '/' + within) break;
    if (tag === '') line += unescapeHtml(said).replace(/\s+/g, ' ');
    else if (tag === 'br') line += '\n';
    else if (tag === 'a') links.push({ href: attribute('href', said), from: line.length });
    else if (tag === '/a') line = withTarget(line, links.pop());
    else if (tag === 'td' || tag === 'th') line = line.trim() && `${line.trim()} | `;
    else if (/^\/?(?:p|h\d|tr|thead|tbody|table)$/.test(tag)) flush();
    else if (BLOCKS[tag]) {
      flush();
      done.push(BLOCKS[tag](parts, said));
    }
  }
  flush();
  return done;
}

/** `label (address)`, unless the label is the address. */
function withTarget(line: string, link: { href: string; from: number } | undefined): string {
  if (!link?.href) return line;
  const label = line.slice(link.from).trim();
  const shown = link.href.replace(/^mailto:/, '');
  return [shown, decoded(shown)].includes(label) ? line : `${line} (${link.href})`;
}
function decoded(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

const BLOCKS: Record<string, ((parts: ArrayIterator<Part>, said: string) => string) | undefined> = {
  blockquote: (parts) => indented(blocks(parts, 'blockquote').join('\n\n'), '> ', '> '),
  pre: (parts) => indented(raw(parts), '    ', '    '),
  ul: (parts) => list(parts, 'ul', () => '- '),
  ol: (parts, said) => {
    const start = Number(attribute('start', said) || 1);
    return list(parts, 'ol', (n) => `${start + n}. `);
  },
  hr: () => '----',
};

function list(parts: ArrayIterator<Part>, within: string, mark: (n: number) => string): string {
  const items: string[] = [];
  for (let next = parts.next(); !next.done && next.value.tag !== '/' + within; next = parts.next()) {
    if (next.value.tag !== 'li') continue;
    const before = mark(items.length);
    items.push(indented(blocks(parts, 'li').join('\n'), before, ' '.repeat(before.length)));
  }
  return items.join('\n');
}

/** Code keeps its lines as they are. */
function raw(parts: ArrayIterator<Part>): string {
  let text = '';
  for (let next = parts.next(); !next.done && next.value.tag !== '/pre'; next = parts.next())
    if (next.value.tag === '') text += unescapeHtml(next.value.said);
  return text.replace(/\n$/, '');
}
