import { FILE_ADDRESS } from '@fingerpost/contracts/formats';
import { escapeHtml } from '../../mail/letter.js';
import { toMailText, unescapeHtml } from './mail-text.js';

/**
 * A mail shows no picture from afar but what is said of it, and names the files that the page has, for whose reader it
 * asks; its links lead on from wherever it is read.
 */
export function forMail(html: string, address: string): { html: string; text: string } {
  const far = html
    .replace(OWN_FILE, '$1')
    .replace(/<img [^>]*?alt="([^"]+)"[^>]*>/g, '[$1]')
    .replace(/<img\b[^>]*>/gi, '')
    .replace(
      /(\shref=")([^"]*)(?=")/g,
      (_all, before: string, href: string) => before + leadsOn(href, address),
    );
  return { html: far, text: toMailText(far) };
}

const OWN_FILE = new RegExp(`<a href="${FILE_ADDRESS}[^"]*"[^>]*>(.*?)</a>`, 'gs');

function leadsOn(href: string, address: string): string {
  const said = unescapeHtml(href);
  return URL.canParse(said, address) ? escapeHtml(new URL(said, address).href) : href;
}
