import { escapeHtml } from '../../mail/letter.js';
import { toMailText, unescapeHtml } from './mail-text.js';

/** A mail shows no picture from afar, and its links lead on from wherever it is read. */
export function forMail(html: string, address: string): { html: string; text: string } {
  const far = html
    .replace(/<img\b[^>]*>/gi, '')
    .replace(
      /(\shref=")([^"]*)(?=")/g,
      (_all, before: string, href: string) => before + leadsOn(href, address),
    );
  return { html: far, text: toMailText(far) };
}

function leadsOn(href: string, address: string): string {
  const said = unescapeHtml(href);
  return URL.canParse(said, address) ? escapeHtml(new URL(said, address).href) : href;
}
