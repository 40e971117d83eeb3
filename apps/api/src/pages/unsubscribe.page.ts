import { Injectable } from '@nestjs/common';
import { t } from '@fingerpost/messages';
import { Unsubscribe, type Unsubscribing } from '../notifications/unsubscribe/unsubscribe.service.js';
import { html, type Html } from './html.js';
import type { Page, Seen } from './page.js';

/** What a link at the foot of a mail leads to: a button for people. Looking changes nothing. */
@Injectable()
export class UnsubscribePage {
  constructor(private readonly unsubscribe: Unsubscribe) {}

  async ask({ viewer }: Seen, token: string): Promise<Page> {
    const matter = await this.unsubscribe.look(viewer, token);
    return page(
      matter,
      'ask',
      html`<form method="post" action="/unsubscribe/${token}">
        <button class="button" type="submit">${t('mail.unsubscribe.stop')}</button>
      </form>`,
    );
  }

  async done({ viewer }: Seen, token: string): Promise<Page> {
    return page(await this.unsubscribe.stop(viewer, token), 'done', null);
  }
}

function page({ what, title }: Unsubscribing, state: 'ask' | 'done', form: Html | null): Page {
  const heading = t(`mail.unsubscribe.${state}.title`);
  const named = what === 'discussion' && title === null ? 'someDiscussion' : what;
  return {
    title: heading,
    canonical: null,
    still: true,
    main: html`<div class="page page-narrow">
      <div class="page-head">
        <h1>${heading}</h1>
        <p>${t(`mail.unsubscribe.${state}.${named}`, { title: title ?? '' })}</p>
      </div>
      ${form}
      <p>${t('mail.unsubscribe.codes')}</p>
      <p><a href="/me/notifications">${t('mail.unsubscribe.choose')}</a></p>
    </div>`,
  };
}
