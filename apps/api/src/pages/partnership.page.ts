import { Injectable } from '@nestjs/common';
import { partialDateWords } from '@fingerpost/contracts/partial-dates';
import type { Partnership } from '@fingerpost/contracts/partnerships';
import { t } from '@fingerpost/messages';
import { Slug } from '@fingerpost/contracts/common';
import { notFound } from '../http/problem.js';
import { Partnerships } from '../partnerships/partnerships.service.js';
import { html, type Html } from './html.js';
import type { Elsewhere, Page, Seen } from './page.js';
import { pathWith } from './parts.js';
import { partnershipAside, partnershipParts } from './partnership.part.js';
import { coverageOf, sectorsOf } from './partnerships.part.js';

/** One record: what it is, who takes part, where that comes from, and who looks after it. */
@Injectable()
export class PartnershipPage {
  constructor(private readonly partnerships: Partnerships) {}

  async write(seen: Seen, slug: string): Promise<Page | Elsewhere> {
    if (!Slug.safeParse(slug).success) throw notFound();
    const it = await this.partnerships.detail(seen.viewer, slug);
    // A record that was merged into another leads on to it.
    if (it.slug !== slug) return { to: `/partnerships/${it.slug}`, status: 301 };
    return {
      title: it.name,
      description: [coverageOf(it), t(`partnerships.nation.${it.nation}`), ...it.purpose].join('. '),
      canonical: it.hidden ? null : `/partnerships/${it.slug}`,
      main: html`<div class="page page-partnership">
        <div class="page-head">
          <p class="back"><a href="/partnerships">${t('partnerships.title')}</a></p>
          <h1>${it.name}</h1>
          ${names(it)}
          <p class="facts">
            <span>${t(`partnerships.kind.${it.kind}`)}</span><span>${coverageOf(it)}</span
            ><span>${t(`partnerships.nation.${it.nation}`)}</span>${sectorsOf(it.sectors)}
          </p>
          ${state(it)}${actions(it, Boolean(seen.member))}
        </div>
        <div class="page-columns">
          <div class="stack-wide">${partnershipParts(it)}</div>
          ${partnershipAside(it, Boolean(seen.member))}
        </div>
      </div>`,
      known: [[['partnerships', 'detail', slug], it]],
      data: {
        '@type': 'Organization',
        name: it.name,
        ...(it.aliases.length > 0 && { alternateName: it.aliases }),
        areaServed: it.area,
        member: it.members
          .filter(({ collective }) => !collective)
          .map(({ name }) => ({ '@type': 'Organization', name })),
      },
      component: 'partnerships/PartnershipPage',
      keep: true,
    };
  }

  /** The form of a new record needs the scripts. */
  fresh(): Page {
    return alone(
      'partnerships.form.newTitle',
      'partnerships.form.newLead',
      'partnerships/NewPartnershipPage',
    );
  }

  /** What waits for those who look after the directory is asked for by the page itself. */
  desk(): Page {
    return alone('partnerships.desk.title', 'partnerships.desk.lead', 'partnerships/ClaimsPage');
  }

  /** The forms and the history need the scripts. */
  async plain(seen: Seen, slug: string, what: keyof typeof OF_ONE): Promise<Page> {
    if (!Slug.safeParse(slug).success) throw notFound();
    const it = await this.partnerships.detail(seen.viewer, slug);
    const { title, lead, component } = OF_ONE[what];
    return {
      title: t(title, { name: it.name }),
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back">
            <a href="/partnerships/${it.slug}">${t('partnerships.history.back', { name: it.name })}</a>
          </p>
          <h1>${t(title, { name: it.name })}</h1>
          ${lead !== null && html`<p>${t(lead)}</p>`}
        </div>
        <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
      </div>`,
      known: [[['partnerships', 'detail', slug], it]],
      component,
    };
  }
}

/** Pages about one record that the client draws. */
const OF_ONE = {
  edit: {
    title: 'partnerships.form.editTitle',
    lead: null,
    component: 'partnerships/EditPartnershipPage',
  },
  history: {
    title: 'partnerships.history.titleOf',
    lead: null,
    component: 'partnerships/PartnershipHistoryPage',
  },
  merge: {
    title: 'partnerships.merge.title',
    lead: 'partnerships.merge.lead',
    component: 'partnerships/MergePartnershipPage',
  },
};

/** A page beside the directory that the client draws. */
const alone = (title: string, lead: string, component: string): Page => ({
  title: t(title),
  canonical: null,
  main: html`<div class="page page-narrow">
    <div class="page-head">
      <p class="back"><a href="/partnerships">${t('partnerships.title')}</a></p>
      <h1>${t(title)}</h1>
      <p>${t(lead)}</p>
    </div>
    <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
  </div>`,
  component,
  keep: true,
});

const names = ({ aliases, distinction }: Partnership): Html =>
  html`${aliases.length > 0 && html`<p class="small quiet">${t('partnerships.page.alsoKnownAs', { names: aliases.join(', ') })}</p>`}${
    distinction && html`<p class="small quiet">${distinction}</p>`
  }`;

/** Who last looked at it, or that nobody did, before anything else is read. */
function state(it: Partnership): Html {
  const date = it.verifiedAt ?? it.asOf;
  const since = it.freshness === 'unverified' && date ? 'unverifiedSince' : it.freshness;
  const words = t(`partnerships.page.${since}`, {
    date: date ? partialDateWords(date) : '',
    due: it.reviewDueAt ? partialDateWords(it.reviewDueAt) : '',
  });
  return html`<p class="freshness-notice freshness-${it.freshness}">${words}</p>
    ${it.hidden && html`<p class="notice">${t('partnerships.page.hidden')}</p>`}${
      it.successor &&
      html`<p>
        <a href="/partnerships/${it.successor.slug}"
          >${t('partnerships.page.successor', { name: it.successor.name })}</a
        >
      </p>`
    }`;
}

function actions({ slug, can, myClaim }: Partnership, member: boolean): Html | false {
  const button = (words: string, look = ' button-quiet') =>
    html`<button type="button" class="button${look}">${words}</button>`;
  return html`<div class="row">
    ${can.verify && button(t('partnerships.steward.stillRight'), '')}${can.claim && button(t('partnerships.steward.claim'))}${
      !member &&
      html`<a class="button button-quiet" href="${pathWith('/sign-in', { next: `/partnerships/${slug}` })}"
        >${t('partnerships.steward.claimSignIn')}</a
      >`
    }${can.edit && html`<a class="button button-quiet" href="/partnerships/${slug}/edit">${t('partnerships.form.edit')}</a>`}${can.history && html`<a href="/partnerships/${slug}/history">${t('partnerships.history.open')}</a>`}${
      myClaim && html`<span>${t(`partnerships.steward.${myClaim}`)}</span>`
    }
  </div>`;
}
