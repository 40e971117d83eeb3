import MarkdownIt from 'markdown-it';
import { DomainError } from '../http/problem.js';
import { cleaned } from './allow-list.js';
import { NO_FILES, namesFiles, type FilesOfText } from './files-of-text.js';

/** A table can grow twenty-fold; what is larger than this is not a post. */
const HTML_MAX = 512_000;

/** A table pads every row to its widest: 600 columns by 400 rows took a second and 700 kB. No post needs more than this. */
const COLUMNS_MAX = 40;

function renderer() {
  const markdown = new MarkdownIt({
    html: false,
    xhtmlOut: true,
    linkify: true,
    breaks: true,
    typographer: false,
  });
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  namesFiles(markdown);
  return markdown;
}
const withTables = renderer();
const withoutTables = renderer().disable('table');
const tooWide = (body: string) => body.split('\n').some((line) => line.split('|').length > COLUMNS_MAX);

/**
 * Markdown to the HTML that pages show, made once at write: markdown-it without HTML, then an allow-list.
 * `files` are those that its writer may show in it; a picture of elsewhere becomes a link.
 * @throws DomainError 422 when the result is far larger than what was written.
 */
export function toHtml(body: string, files: FilesOfText = NO_FILES): string {
  const html = cleaned((tooWide(body) ? withoutTables : withTables).render(body, { files })).trim();
  if (html.length > HTML_MAX)
    throw new DomainError('invalid', 422, 'This grows too large when laid out.', {
      errors: [{ path: 'body', message: 'grows too large when laid out' }],
    });
  return html;
}

/** The words of a post's HTML without its marks, for search and excerpts. What `toHtml` made has no bare angle bracket. */
export function toText(html: string): string {
  const seen = html.includes('<img ') ? html.replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, ' $1 ') : html;
  const words = seen
    .replace(/<\/(?:p|li|h\d|tr|td|th|blockquote|pre)>|<br \/>|<hr \/>/g, ' ')
    .replace(/<[^>]*>/g, '');
  return unescapeEntities(words).replace(/\s+/g, ' ').trim();
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const unescapeEntities = (text: string) =>
  text.includes('&')
    ? text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    : text;

const EXCERPT = 200;
/** The beginning of a text, cut between words. */
export function toExcerpt(text: string): string {
  if (text.length <= EXCERPT) return text;
  const cut = text.slice(0, EXCERPT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), EXCERPT - 40)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
