import MarkdownIt from 'markdown-it';
import sanitize from 'sanitize-html';
import { FILE_ADDRESS } from '@fingerpost/contracts/formats';
import { DomainError } from '../http/problem.js';
import { NO_FILES, namesFiles, type FilesOfText } from './files-of-text.js';

/** A table can grow twenty-fold; what is larger than this is not a post. */
const HTML_MAX = 512_000;

/** A table pads every row to its widest: 600 columns by 400 rows took a second and 700 kB. No post needs more than this. */
const COLUMNS_MAX = 40;

function renderer() {
  const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  namesFiles(markdown);
  return markdown;
}
const withTables = renderer();
const withoutTables = renderer().disable('table');
const tooWide = (body: string) => body.split('\n').some((line) => line.split('|').length > COLUMNS_MAX);

const ALLOWED: sanitize.IOptions = {
  allowedTags: [
    'p',
    'br',
    'strong',
    'em',
    's',
    'a',
    'img',
    'ul',
    'ol',
    'li',
    'blockquote',
    'code',
    'pre',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: {
    a: ['href', 'rel'],
    // Never from elsewhere: what makes pictures is given no other address than our own.
    img: ['src', 'alt', 'width', 'height', 'loading'],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src']?.startsWith(FILE_ADDRESS),
  disallowedTagsMode: 'discard',
  transformTags: {
    // The page's own headings are h1 and h2; a post's begin below them.
    h1: 'h3',
    h2: 'h4',
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'nofollow ugc noopener' } }),
  },
};

/**
 * Markdown to the HTML that pages show, made once at write: markdown-it without HTML, then an allow-list.
 * `files` are those that its writer may show in it; a picture of elsewhere becomes a link.
 * @throws DomainError 422 when the result is far larger than what was written.
 */
export function toHtml(body: string, files: FilesOfText = NO_FILES): string {
  const html = sanitize((tooWide(body) ? withoutTables : withTables).render(body, { files }), ALLOWED).trim();
  if (html.length > HTML_MAX)
    throw new DomainError('invalid', 422, 'This grows too large when laid out.', {
      errors: [{ path: 'body', message: 'grows too large when laid out' }],
    });
  return html;
}

/** The words of a post's HTML without its marks, for search and excerpts. What `toHtml` made has no bare angle bracket. */
export function toText(html: string): string {
  const words = html
    .replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, ' $1 ')
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
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

const EXCERPT = 200;
/** The beginning of a text, cut between words. */
export function toExcerpt(text: string): string {
  if (text.length <= EXCERPT) return text;
  const cut = text.slice(0, EXCERPT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), EXCERPT - 40)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
