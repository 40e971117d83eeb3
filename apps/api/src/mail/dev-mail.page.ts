import type { Page } from '@fingerpost/contracts/common';
import type { DevMail, DevMailQuery } from '@fingerpost/contracts/mail';
import { t } from '@fingerpost/messages';
import { escapeHtml } from './letter.js';

/** The development mailbox as a page without script or style: it is for who tries things out. */
export function mailboxPage(page: Page<DevMail>, query: DevMailQuery): string {
  const title = escapeHtml(query.to ? t('mail.mailbox.titleOf', { to: query.to }) : t('mail.mailbox.title'));
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${title}</title></head>
<body>
<main>
<h1>${title}</h1>
<p>${escapeHtml(t('mail.mailbox.lead'))}</p>
<p><a href="${pathOf(query)}">${escapeHtml(t('mail.mailbox.refresh'))}</a> · <a href="/">${escapeHtml(t('mail.mailbox.home'))}</a></p>
${page.items.length > 0 ? page.items.map(mailOf).join('\n') : `<p>${escapeHtml(t('mail.mailbox.none'))}</p>`}
${page.next ? `<p><a href="${pathOf({ ...query, after: page.next })}">${escapeHtml(t('mail.mailbox.older'))}</a></p>` : ''}
</main>
</body>
</html>
`;
}

const mailOf = (mail: DevMail): string => `<article>
<h2>${escapeHtml(mail.subject)}</h2>
<p>${escapeHtml(t('mail.mailbox.to', { to: mail.to }))} · <time datetime="${mail.sentAt}">${escapeHtml(mail.sentAt.slice(0, 19).replace('T', ' '))} UTC</time></p>
${mail.text
  .trim()
  .split(/\n{2,}/)
  .map((part) => `<p>${linked(escapeHtml(part.trim())).replaceAll('\n', '<br>')}</p>`)
  .join('\n')}
</article>
<hr>`;

const linked = (html: string): string =>
  html.replace(/https?:\/\/[^\s<]*[^\s<.,:!?)]/g, (address) => `<a href="${address}">${address}</a>`);

const pathOf = (query: Partial<DevMailQuery>): string => {
  const search = new URLSearchParams(
    Object.entries({ to: query.to, after: query.after }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return escapeHtml(`/dev/mail${search.size > 0 ? `?${search.toString()}` : ''}`);
};
