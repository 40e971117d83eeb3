import { Injectable } from '@nestjs/common';
import { DevMailQuery, type DevMail } from '@fingerpost/contracts/mail';
import { t } from '@fingerpost/messages';
import { notFound } from '../http/problem.js';
import { DevMailbox } from '../mail/dev-mailbox.js';
import { html, type Html } from './html.js';
import type { Page, Seen } from './page.js';

/** What a demonstration mailed, for who tries things out; nothing in a mail is live but its addresses. */
@Injectable()
export class MailboxPage {
  constructor(private readonly mailbox: DevMailbox) {}

  async write({ viewer, query }: Seen): Promise<Page> {
    const asked = DevMailQuery.safeParse(Object.fromEntries(query));
    if (!asked.success) throw notFound();
    const { to } = asked.data;
    const { items, next } = await this.mailbox.page(viewer, asked.data);
    const title = to ? t('mail.mailbox.titleOf', { to }) : t('mail.mailbox.title');
    return {
      title,
      canonical: null,
      still: true,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <h1>${title}</h1>
          <p>${t('mail.mailbox.lead')}</p>
          <p><a class="button button-quiet" href="${pathOf(to)}">${t('mail.mailbox.refresh')}</a></p>
        </div>
        ${items.length === 0 && html`<p>${t('mail.mailbox.none')}</p>`}
        <div class="posts">${items.map(mail)}</div>
        ${next && html`<p><a href="${pathOf(to, next)}">${t('mail.mailbox.older')}</a></p>`}
      </div>`,
    };
  }
}

const mail = ({ to, subject, text, sentAt }: DevMail): Html =>
  html`<article class="post">
    <h2>${subject}</h2>
    <p class="post-head">
      <span>${t('mail.mailbox.to', { to })}</span>
      <time class="post-time" datetime="${sentAt}">${sentAt.slice(0, 19).replace('T', ' ')} UTC</time>
    </p>
    <div class="post-body prose">
      ${text
        .trim()
        .split(/\n{2,}/)
        .map((part) => html`<p>${linked(part.trim())}</p>`)}
    </div>
  </article>`;

const ADDRESS = /(https?:\/\/[^\s<]*[^\s<.,:!?)])/;

/** Lines stay lines, and every second piece of a line is an address. */
const linked = (text: string): Html[] =>
  text.split('\n').map((line, at) => {
    const pieces = line.split(ADDRESS);
    return html`${at > 0 && html`<br />`}${pieces.map((piece, index) =>
      index % 2 === 1 ? html`<a href="${piece}">${piece}</a>` : piece,
    )}`;
  });

function pathOf(to: string | undefined, after?: string): string {
  const search = new URLSearchParams({ ...(to && { to }), ...(after && { after }) }).toString();
  return `/dev/mail${search && `?${search}`}`;
}
