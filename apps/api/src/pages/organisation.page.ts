import { Injectable } from '@nestjs/common';
import { Slug } from '@fingerpost/contracts/common';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import type { OrganisationDetail, OrganisationRef } from '@fingerpost/contracts/organisations';
import { t } from '@fingerpost/messages';
import { notFound } from '../http/problem.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { PartnershipQueries } from '../partnerships/partnerships.queries.js';
import { html, type Html } from './html.js';
import type { Elsewhere, Page, Seen } from './page.js';
import { directoryList } from './partnerships.part.js';

/** One organisation: what it is and was called, what came before and after, and whom it works with. */
@Injectable()
export class OrganisationPage {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly partnerships: PartnershipQueries,
  ) {}

  async write(seen: Seen, slug: string): Promise<Page | Elsewhere> {
    if (!Slug.safeParse(slug).success) throw notFound();
    const it = await this.organisations.detail(seen.viewer, slug);
    if (it.slug !== slug) return { to: `/organisations/${it.slug}`, status: 301 };
    const filter = { organisation: it.slug, limit: PAGE_MAX };
    const list = await this.partnerships.page(seen.viewer, filter);
    const partnerships = list.items;
    return {
      title: it.name,
      description: [it.name, ...it.formerNames].join(', '),
      canonical: it.listed ? `/organisations/${it.slug}` : null,
      main: html`<div class="page">
        <div class="page-head">
          <p class="back"><a href="/partnerships">${t('partnerships.title')}</a></p>
          <h1>${it.name}</h1>
          <p class="facts">
            <span class="sector sector-${it.sector}">${t(`common.sector.${it.sector}`)}</span
            >${it.place && html`<span>${it.place}</span>`}${it.nation && html`<span>${t(`partnerships.nation.${it.nation}`)}</span>`}
          </p>
          ${naming(it)}${it.can.edit && html`<p><a class="button button-quiet" href="/organisations/${it.slug}/edit">${t('partnerships.organisation.edit')}</a></p>`}
        </div>
        <section class="part" aria-labelledby="partnerships-of">
          <h2 id="partnerships-of">${t('partnerships.organisation.partnerships')}</h2>
          ${partnerships.length > 0 ? directoryList(partnerships) : html`<p class="part-none">${t('partnerships.organisation.none')}</p>`}
        </section>
      </div>`,
      known: [
        [['organisations', 'detail', slug], it],
        [['partnerships', 'list', filter], list],
      ],
      component: 'organisations/OrganisationPage',
      keep: true,
    };
  }

  /** The forms need the scripts. */
  async edit(seen: Seen, slug: string): Promise<Page> {
    if (!Slug.safeParse(slug).success) throw notFound();
    const it = await this.organisations.detail(seen.viewer, slug);
    const title = t('partnerships.organisation.editTitle', { name: it.name });
    return {
      title,
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back">
            <a href="/organisations/${it.slug}">${t('partnerships.organisation.back', { name: it.name })}</a>
          </p>
          <h1>${title}</h1>
        </div>
        <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
      </div>`,
      known: [[['organisations', 'detail', slug], it]],
      component: 'organisations/EditOrganisationPage',
    };
  }
}

const ref = ({ slug, name, listed }: OrganisationRef): Html =>
  listed ? html`<a href="/organisations/${slug}">${name}</a>` : html`${name}`;

const naming = ({ aliases, formerNames, successor, predecessors, listed }: OrganisationDetail): Html =>
  html`${!listed && html`<p class="notice">${t('partnerships.organisation.unlisted')}</p>`}${
    aliases.length > 0 &&
    html`<p class="small quiet">
      ${t('partnerships.organisation.alsoKnownAs', { names: aliases.join(', ') })}
    </p>`
  }${
    formerNames.length > 0 &&
    html`<p class="small quiet">
      ${t('partnerships.organisation.formerly', { names: formerNames.join(', ') })}
    </p>`
  }${successor && html`<p>${t('partnerships.organisation.successor')} ${ref(successor)}</p>`}${
    predecessors.length > 0 &&
    html`<p>
      ${t('partnerships.organisation.predecessors')}
      ${predecessors.map((one, i) => html`${i > 0 && ', '}${ref(one)}`)}
    </p>`
  }`;
