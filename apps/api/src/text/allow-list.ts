import sanitize from 'sanitize-html';
import { FILE_ADDRESS } from '@fingerpost/contracts/formats';

const REL = 'nofollow ugc noopener';

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
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: REL } }),
  },
};

/** HTML with nothing in it but what the list names. */
export const sanitised = (html: string): string => sanitize(html, ALLOWED);

/** What most posts are made of; each stands in the list above and has no attribute. */
const PLAIN = new Set(
  ['p', 'strong', 'em', 's', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'h3', 'h4', 'h5', 'h6']
    .flatMap((name) => [`<${name}>`, `</${name}>`])
    .concat('<br />', '</a>'),
);
const LINK = /^<a href="https?:\/\/[\w.~:/?#@!$()*+,;=%-]+">$/;
const ENTITY = /&(?!(?:amp|lt|gt|quot);)/;

/**
 * As `sanitised`, to the letter, for HTML as markdown-it writes it. Where it has no other tags than those above and plain
 * links there is nothing to take out, and it is only looked through: taking it apart and putting it together again is
 * a seventh of all that a reply costs in Node.
 */
export function cleaned(html: string): string {
  if (ENTITY.test(html)) return sanitised(html);
  let made = '';
  let at = 0;
  for (;;) {
    const from = html.indexOf('<', at);
    const text = html.slice(at, from < 0 ? undefined : from);
    if (text.includes('>')) return sanitised(html);
    made += text.includes('&quot;') ? text.replaceAll('&quot;', '"') : text;
    if (from < 0) return made;
    at = html.indexOf('>', from) + 1;
    const tag = at > 0 ? html.slice(from, at) : '';
    if (PLAIN.has(tag)) made += tag;
    else if (LINK.test(tag)) made += `${tag.slice(0, -1)} rel="${REL}">`;
    else return sanitised(html);
  }
}
