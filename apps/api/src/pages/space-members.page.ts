import { Injectable } from '@nestjs/common';
import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import type { SpaceMember } from '@fingerpost/contracts/spaces';
import { t } from '@fingerpost/messages';
import { MembershipsService } from '../spaces/memberships.service.js';
import { SpacesService } from '../spaces/spaces.service.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf } from './list.address.js';
import type { Page, Seen } from './page.js';
import { paged, pathWith, personOf, wordsAround } from './parts.js';
import { timeOf } from './times.js';

/** Who is in a space, for its readers. */
@Injectable()
export class SpaceMembersPage {
  constructor(
    private readonly spaces: SpacesService,
    private readonly memberships: MembershipsService,
  ) {}

  async write(seen: Seen, slug: string): Promise<Page> {
    const place = listPlaceOf(seen.query);
    const [space, list] = await Promise.all([
      this.spaces.detail(seen.viewer, slug),
      this.memberships.members(seen.viewer, slug, { ...place, limit: PAGE_DEFAULT, state: 'active' }),
    ]);
    const path = `/spaces/${space.slug}/members`;
    const ways = waysOf(list, (from) => pathWith(path, { ...from }));
    const title = t('spaces.membersPage.title', { name: space.name });
    return {
      title,
      // People's names are for readers of the site, not for search engines.
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back">
            <a href="/spaces/${space.slug}">${t('spaces.membersPage.back', { name: space.name })}</a>
          </p>
          <h1>${title}</h1>
        </div>
        <section class="part" aria-labelledby="members-title">
          <div class="part-head">
            <h2 id="members-title" tabindex="-1">${t('spaces.membersPage.list')}</h2>
            ${
              space.memberCount !== null &&
              html`<span class="quiet small">${t('spaces.members', { count: space.memberCount })}</span>`
            }
          </div>
          ${paged(
            html`<ul id="member-list" class="member-list">
              ${list.items.map((member) => memberRow(member, seen))}
            </ul>`,
            ways,
            t('spaces.membersPage.earlier'),
            t('spaces.membersPage.more'),
          )}
        </section>
      </div>`,
      known: [
        [['spaces', 'detail', slug], space],
        [['spaces', 'members', slug, place], list],
      ],
      ...ways,
      component: 'spaces/SpaceMembersPage',
      keep: true,
    };
  }
}

const memberRow = ({ person, role, since }: SpaceMember, { viewer, now }: Seen): Html =>
  html`<li class="member-row" tabindex="-1">
    <div>
      ${personOf(person, { organisation: true })}
      ${person.id === viewer.personId && html`<span class="quiet">(${t('spaces.membersPage.you')})</span>`}
      <p class="facts">
        <span>${t(`spaces.role.${role}`)}</span
        ><span>${wordsAround('spaces.membersPage.since', timeOf(since, now))}</span>
      </p>
    </div>
  </li>`;
