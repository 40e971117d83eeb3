import type { ComingUp } from '@fingerpost/contracts/home';
import { t } from '@fingerpost/messages';
import { rangeWords } from '@fingerpost/messages/days';
import { html, type Html } from './html.js';
import { tile } from './tile.part.js';

// The same markup as apps/web/src/home/ComingUp.vue.

function when({ start, end }: ComingUp): string {
  const { from, to } = rangeWords(start.slice(0, 10), end.slice(0, 10));
  const days = to === null ? from : t('home.comingUp.until', { start: from, end: to });
  return start.length > 10 ? `${days}, ${start.slice(11)}` : days;
}

const row = (date: ComingUp): Html =>
  html`<li class="coming-up-row">
    ${tile(date.start.slice(0, 10))}
    <div>
      <h3 class="coming-up-title"><a href="${date.path}">${date.title}</a></h3>
      <p class="facts">
        ${date.kind === 'campaign' && html`<span class="kind">${t('home.comingUp.campaign')}</span>`}<time
          datetime="${date.start}"
          >${when(date)}</time
        >${
          date.place && html`<span class="coming-up-place">${date.place}</span>`
        }${date.online && html`<span>${t('home.comingUp.online')}</span>`}${!date.confirmed && html`<span>${t('home.comingUp.expected')}</span>`}
      </p>
    </div>
  </li>`;

/** The next dates, with the way to all of them. */
export const comingUp = (dates: readonly ComingUp[], look: string): Html =>
  html`${
    dates.length > 0 &&
    html`<section class="part${look}" aria-labelledby="coming-up">
      <h2 id="coming-up">${t('home.comingUp.title')}</h2>
      <ul class="coming-up">
        ${dates.map(row)}
      </ul>
      <p class="row small">
        <a href="/events">${t('home.comingUp.events')}</a> <a href="/campaigns">${t('home.comingUp.all')}</a>
      </p>
    </section>`
  }`;
