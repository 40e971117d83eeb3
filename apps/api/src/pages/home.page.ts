import { Injectable } from '@nestjs/common';
import type { Me } from '@fingerpost/contracts/accounts';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import { titleOf } from '@fingerpost/contracts/inbox';
import type { Home } from '@fingerpost/contracts/home';
import type { Notification } from '@fingerpost/contracts/notifications';
import { t } from '@fingerpost/messages';
import { HomeService } from '../home/home.service.js';
import { comingUp } from './coming-up.part.js';
import { html, type Html } from './html.js';
import type { Page, Seen } from './page.js';
import { discussionList, discussionRow, empty } from './parts.js';
import { timeOf } from './times.js';

/** The front page: what the place is, to a guest; what needs them, to a member. */
@Injectable()
export class HomePage {
  constructor(private readonly homes: HomeService) {}

  async write(seen: Seen): Promise<Page> {
    const home = await this.homes.home(seen.viewer);
    return {
      title: t(seen.member ? 'home.title' : 'home.guest.heading'),
      description: t('home.guest.lead'),
      canonical: '/',
      main: html`<div class="page">
        ${seen.member ? memberHome(seen, seen.member, home) : guestHome(seen, home)}
      </div>`,
      known: [[['home'], home]],
      data: { '@type': 'WebSite', name: seen.site.name, description: t('home.guest.lead') },
      ...(seen.member && { component: 'home/MemberHome' }),
      keep: true,
    };
  }
}

const ask = (): Html =>
  html`<a class="button button-arm" href="/discussions/new">${t('common.nav.askQuestion')}</a>`;

const guestHome = (seen: Seen, { live, comingUp: dates, nations }: Home): Html =>
  html`<div class="hero">
      <h1>${t('home.guest.heading')}</h1>
      <p class="lead">${t('home.guest.lead')}</p>
      <div class="hero-actions">
        ${ask()}
        <form class="search-form" role="search" action="/search">
          <label class="visually-hidden" for="home-search">${t('common.search.label')}</label
          ><input
            id="home-search"
            class="input"
            type="search"
            name="q"
            maxlength="200"
            placeholder="${t('common.search.placeholder')}"
          /><button type="submit" class="button button-quiet">${t('common.search.submit')}</button>
        </form>
      </div>
    </div>
    <div class="page-columns">
      <section class="part" aria-labelledby="live">
        <div class="part-head">
          <h2 id="live">${t('home.guest.live')}</h2>
          <a href="/discussions">${t('home.guest.all')}</a>
        </div>
        ${live.length > 0 ? discussionList(live, seen.now) : empty(t('home.guest.none'))}
      </section>
      ${whoRunsThis(seen, dates, nations)}
    </div>`;

const byNation = (nations: Home['nations']): Html | false =>
  nations.length > 0 &&
  html`<section class="part part-aside" aria-labelledby="nations">
    <h2 id="nations">${t('home.guest.nations')}</h2>
    <ul class="nations small">
      ${nations.map(({ nation, count }) => html`<li><a href="/partnerships?nation=${nation}">${t(`home.guest.nation.${nation}`)}</a> <span>${count}</span></li>`)}
    </ul>
    <p class="small"><a href="/partnerships">${t('home.guest.nationsAll')}</a></p>
  </section>`;

const whoRunsThis = ({ site }: Seen, dates: Home['comingUp'], nations: Home['nations']): Html =>
  html`<aside class="stack" aria-label="${t('home.guest.who')}">
    ${comingUp(dates, ' part-aside')}${byNation(nations)}
    <section class="part part-aside">
      <h2>${t('home.guest.what')}</h2>
      <p class="small">${t('home.guest.whatText')}</p>
      <p class="small"><a href="/spaces">${t('home.guest.spaces')}</a></p>
    </section>
    <section class="part part-aside">
      <h2>${t('home.guest.who')}</h2>
      <p class="small">
        ${
          site.runBy
            ? t('home.guest.whoText', { site: site.name, who: site.runBy })
            : t('home.guest.whoNobody')
        }
      </p>
      <p class="small">${t('home.guest.patient')}</p>
    </section>
  </aside>`;

function memberHome({ now }: Seen, member: Me, home: Home): Html {
  const part = (
    id: string,
    title: string,
    rows: DiscussionSummary[],
    none: string,
    { all, mentions = [] }: { all?: Html; mentions?: Notification[] } = {},
  ) =>
    html`<section class="part" aria-labelledby="${id}">
      <div class="part-head">
        <h2 id="${id}">${title}</h2>
        ${rows.length > 0 && all}
      </div>
      ${
        rows.length + mentions.length > 0
          ? html`<ul class="discussion-list">
              ${rows.map((row) => discussionRow(row, now))}${mentions.map((mention) => mentionRow(mention, now))}
            </ul>`
          : html`<p class="part-none">${none}</p>`
      }
    </section>`;
  return html`<div class="page-head page-head-row">
      <h1>${t('home.member.heading', { name: member.name })}</h1>
      ${ask()}
    </div>
    ${home.newcomer && !member.dismissed.includes('newcomer') && newcomer(member, home.saidHello)}
    <div class="page-columns">
      <div class="stack-wide">
        ${[
          part(
            'needs-you',
            t('home.member.needsYou'),
            home.needsYou,
            t('home.member.nothingWaiting', { count: home.unansweredCount }),
            { mentions: home.mentions },
          ),
          part('waiting', t('home.member.waiting'), home.waiting, t('home.member.waitingNone'), {
            all: html`<a href="/discussions?status=unanswered">${t('home.member.waitingAll')}</a>`,
          }),
          part(
            'in-your-spaces',
            t('home.member.inYourSpaces'),
            home.inYourSpaces,
            t('home.member.inYourSpacesNone'),
          ),
        ]}${comingUp(home.comingUp, '')}
      </div>
      ${yourSpaces(member)}
    </div>`;
}

const mentionRow = (mention: Notification, now: Date): Html =>
  html`<li class="discussion-row">
    <h3 class="discussion-row-title"><a href="${mention.path}">${titleOf(mention)}</a></h3>
    <p class="facts">
      <span>${t('home.member.named', { name: mention.actor?.name || t('common.person.former') })}</span>
      ${mention.space && html`<span>${t('common.row.in', { space: mention.space.name })}</span>`}
    </p>
    ${mention.excerpt && html`<p class="discussion-row-excerpt">${mention.excerpt}</p>`}
    <p class="discussion-row-state">${timeOf(mention.at, now)}</p>
  </li>`;

function newcomer(member: Me, saidHello: boolean): Html {
  const steps = [
    { key: 'help', to: '/me#profile-canHelpWith', done: member.canHelpWith !== '' },
    { key: 'join', to: '/spaces', done: member.spaces.length > 0 },
    { key: 'hello', to: '/discussions/new?kind=discussion', done: saidHello },
  ];
  return html`<section class="notice newcomer" aria-labelledby="newcomer">
    <div class="part-head">
      <h2 id="newcomer">${t('home.newcomer.heading')}</h2>
      <button type="button" class="button button-plain button-small">${t('home.newcomer.putAway')}</button>
    </div>
    <ol class="steps">
      ${steps.map(
        ({ key, to, done }) =>
          html`<li class="step${done && ' step-done'}">
            <a href="${to}"
              >${t(`home.newcomer.${key}`)}${done && html`<span class="visually-hidden"> ${t('home.newcomer.done')}</span>`}</a
            >
            <p class="small quiet">${t(`home.newcomer.${key}Text`)}</p>
          </li>`,
      )}
    </ol>
  </section>`;
}

const yourSpaces = ({ spaces }: Me): Html =>
  html`<aside class="part part-aside" aria-labelledby="your-spaces">
    <h2 id="your-spaces">${t('home.member.yourSpaces')}</h2>
    ${
      spaces.length > 0
        ? html`<ul class="stack stack-tight">
            ${spaces.map(({ slug, name }) => html`<li><a href="/spaces/${slug}">${name}</a></li>`)}
          </ul>`
        : html`<p>${t('home.member.noSpaces')}</p>`
    }
    <p><a href="/spaces">${t('home.member.findSpaces')}</a></p>
  </aside>`;
