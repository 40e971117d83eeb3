import { Injectable } from '@nestjs/common';
import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { SpacesService } from '../spaces/spaces.service.js';
import { listPlaceOf } from './discussions.address.js';
import { html, type Html } from './html.js';
import type { Page, Seen } from './page.js';
import { empty, loadMore, pathWith } from './parts.js';
import { spaceCard } from './spaces.part.js';

/** The places there are, for who may know of them. */
@Injectable()
export class SpacesPage {
  constructor(private readonly spaces: SpacesService) {}

  async write(seen: Seen): Promise<Page> {
    const place = listPlaceOf(seen.query);
    const list = await this.spaces.page(seen.viewer, { ...place, limit: PAGE_DEFAULT });
    const [previous, next] = [
      list.previous && pathWith('/spaces', { before: list.previous }),
      list.next && pathWith('/spaces', { after: list.next }),
    ];
    const mayCreate = seen.member?.can.createSpace ?? false;
    const create = (look: string) =>
      html`<a class="button${look}" href="/spaces/new">${t('spaces.create')}</a>`;
    return {
      title: t('spaces.title'),
      description: t('spaces.description'),
      canonical: pathWith('/spaces', { ...place }),
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
            : html`${previous && loadMore(previous, t('spaces.earlier'), 'prev')}
                <h2 class="visually-hidden">${t('spaces.all')}</h2>
                <ul class="space-list">
                  ${list.items.map((space): Html => spaceCard(space, seen.now))}
                </ul>
                ${next && loadMore(next, t('spaces.more'), 'next')}`
        }
      </div>`,
      known: [[['spaces', 'list', place], list]],
      previous,
      next,
      component: 'spaces/SpacesPage',
      keep: true,
    };
  }
}
