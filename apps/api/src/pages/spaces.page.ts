import { Injectable } from '@nestjs/common';
import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { SpacesService } from '../spaces/spaces.service.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf, type ListPlace } from './list.address.js';
import type { Page, Seen } from './page.js';
import { empty, paged, pathWith } from './parts.js';
import { spaceCard } from './spaces.part.js';

/** The places there are, for who may know of them. */
@Injectable()
export class SpacesPage {
  constructor(private readonly spaces: SpacesService) {}

  async write(seen: Seen): Promise<Page> {
    const place = listPlaceOf(seen.query);
    const list = await this.spaces.page(seen.viewer, { ...place, limit: PAGE_DEFAULT });
    const at = (from: ListPlace) => pathWith('/spaces', { ...from });
    const ways = waysOf(list, at);
    const mayCreate = seen.member?.can.createSpace ?? false;
    const create = (look: string) =>
      html`<a class="button${look}" href="/spaces/new">${t('spaces.create')}</a>`;
    return {
      title: t('spaces.title'),
      description: t('spaces.description'),
      canonical: at(place),
      main: html`<div class="page">
        <div class="page-head">
          <div class="page-head-row">
            <h1>${t('spaces.title')}</h1>
            ${mayCreate && create(' button-quiet')}
          </div>
          <p>${t('spaces.lead')}</p>
        </div>
        ${
          list.items.length === 0
            ? empty(
                t('spaces.empty'),
                t(mayCreate ? 'spaces.emptyHint' : 'spaces.emptyOthers'),
                mayCreate ? create('') : undefined,
              )
            : paged(
                html`<h2 class="visually-hidden">${t('spaces.all')}</h2>
                  <ul class="space-list">
                    ${list.items.map((space): Html => spaceCard(space, seen.now))}
                  </ul>`,
                ways,
                t('spaces.earlier'),
                t('spaces.more'),
              )
        }
      </div>`,
      known: [[['spaces', 'list', place], list]],
      ...ways,
      component: 'spaces/SpacesPage',
      keep: true,
    };
  }
}
