import { t } from '@fingerpost/messages';
import { html } from './html.js';
import { isMember } from '../http/viewer.js';
import type { Page, Seen } from './page.js';

/** What is not there, or not for this reader: the two look the same. */
export const notFoundPage = ({ viewer, address }: Seen): Page => ({
  status: 404,
  title: t('common.notFound.title'),
  canonical: null,
  component: 'app/NotFoundPage',
  main: html`<div class="page page-narrow">
    <div class="page-head">
      <h1>${t('common.notFound.title')}</h1>
      <p>${t('common.notFound.text')}</p>
      ${
        !isMember(viewer) &&
        html`<p>
          ${t('common.notFound.guest')}
          <a href="/sign-in?next=${encodeURIComponent(address)}">${t('common.notFound.guestSignIn')}</a>.
        </p>`
      }
    </div>
    <nav class="signpost" aria-label="${t('common.notFound.here')}">
      <a class="arm" href="/discussions">${t('common.notFound.discussions')}</a
      ><a class="arm" href="/">${t('common.notFound.home')}</a>
    </nav>
  </div>`,
});

/**
 * While the database is away, or when too much was asked at once. The web client leaves it as it is, asks again after
 * so many seconds, and opens the address anew once there is an answer.
 */
export const failedPage = (status: 429 | 503, retryAfter = 2): Page => ({
  status,
  title: t('common.failed.title'),
  canonical: null,
  main: html`<div class="page page-narrow" data-retry-after="${retryAfter}">
    <div class="page-head"><h1>${t('common.failed.title')}</h1></div>
    <div class="notice notice-bad" role="alert">
      <p>${t(`common.problem.${status === 429 ? 'busy' : 'unavailable'}`)}</p>
      <p><a class="button button-quiet button-small" href="">${t('common.retry')}</a></p>
    </div>
  </div>`,
});
