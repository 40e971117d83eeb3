import { Injectable } from '@nestjs/common';
import { DISCUSSION_KINDS, type DiscussionSummary } from '@fingerpost/contracts/discussions';
import type { Page as List } from '@fingerpost/contracts/common';
import type { Space } from '@fingerpost/contracts/spaces';
import { PAGE_MAX } from '@fingerpost/contracts/limits';
import { t } from '@fingerpost/messages';
import { discussionsTitle } from '@fingerpost/messages/titles';
import { DiscussionQueries } from '../discussions/discussions.queries.js';
import { SpacesService } from '../spaces/spaces.service.js';
import { filterOf, filterParts, listQuery, type ListFilter } from './discussions.address.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf, type ListPlace, type Ways } from './list.address.js';
import type { Page, Seen } from './page.js';
import { discussionList, empty, paged, pathWith, tabs } from './parts.js';

const PATH = '/discussions';

/** The list of discussions with all that its address can ask. */
@Injectable()
export class DiscussionsPage {
  constructor(
    private readonly discussions: DiscussionQueries,
    private readonly spaces: SpacesService,
  ) {}

  async write(seen: Seen): Promise<Page> {
    const filter = filterOf(seen.query);
    const place = listPlaceOf(seen.query);
    const [list, spaces] = await Promise.all([
      this.discussions.page(seen.viewer, listQuery(filter, place)),
      this.spaces.page(seen.viewer, { limit: PAGE_MAX }),
    ]);
    const at = (from: ListPlace) => pathWith(PATH, filterParts(filter, from));
    const ways = waysOf(list, at);
    return {
      title: discussionsTitle(t, filter, spaces.items),
      description: t('discussions.list.description', { site: seen.site.name }),
      canonical: at(place),
      main: html`<div class="page">
        <div class="page-head page-head-row">
          <h1 tabindex="-1">${t('discussions.list.title')}</h1>
          <a class="button button-arm" href="${askPath(filter)}">${t('common.nav.askQuestion')}</a>
        </div>
        ${listTabs(filter)}${filters(filter, spaces.items)}
        <div role="status" aria-live="polite"></div>
        ${rows(list, filter, seen.now, ways)}
      </div>`,
      known: [
        [['discussions', 'list', { ...filter, ...place }], list],
        [['spaces', 'names'], spaces],
      ],
      ...ways,
      component: 'discussions/DiscussionsPage',
      keep: true,
    };
  }
}

const askPath = ({ space }: ListFilter) => pathWith('/discussions/new', { space });

function listTabs({ space, kind, tag, sort, status }: ListFilter): Html {
  const tab = (name: string, to: ListFilter, current: boolean) => ({
    label: t(`discussions.list.${name}`),
    to: pathWith(PATH, filterParts(to)),
    current,
  });
  const narrowed = { ...(space && { space }), ...(kind && { kind }), ...(tag && { tag }) };
  return tabs(t('discussions.list.tabs'), [
    tab('active', { ...narrowed, sort: 'active' }, sort === 'active' && !status),
    tab('newest', { ...narrowed, sort: 'new' }, sort === 'new' && !status),
    tab('unanswered', { ...narrowed, sort: 'active', status: 'unanswered' }, status === 'unanswered'),
  ]);
}

/** A plain form: with scripts off it sends itself. */
function filters(filter: ListFilter, spaces: readonly Space[]): Html {
  const field = (name: string, control: Html) =>
    html`<div class="field">
      <label class="field-label" for="filter-${name}">${t(`discussions.list.${name}`)} </label>${control}
    </div>`;
  const select = (
    name: string,
    none: string,
    options: readonly { value: string; label: string }[],
    chosen: string | undefined,
  ) =>
    field(
      name,
      html`<select id="filter-${name}" class="input" name="${name}">
        <option value="">${none}</option>
        ${options.map(
          ({ value, label }) =>
            html`<option value="${value}" ${value === chosen && html`selected`}>${label}</option>`,
        )}
      </select>`,
    );
  const kinds = DISCUSSION_KINDS.map((value) => ({ value, label: t(`common.kind.${value}`) }));
  return html`<form
    class="filters"
    action="${PATH}"
    role="search"
    aria-label="${t('discussions.list.filters')}"
  >
    ${filter.sort === 'new' && html`<input type="hidden" name="sort" value="new" />`}${
      filter.status && html`<input type="hidden" name="status" value="${filter.status}" />`
    }${select(
      'space',
      t('discussions.list.anySpace'),
      spaces.map(({ slug, name }) => ({ value: slug, label: name })),
      filter.space,
    )}${select('kind', t('discussions.list.anyKind'), kinds, filter.kind)}${field(
      'tag',
      html`<input
        id="filter-tag"
        class="input"
        type="text"
        name="tag"
        value="${filter.tag ?? ''}"
        autocomplete="off"
        autocapitalize="off"
      />`,
    )}<button type="submit" class="button button-quiet">${t('discussions.list.apply')}</button>
  </form>`;
}

function rows(list: List<DiscussionSummary>, filter: ListFilter, now: Date, ways: Ways): Html {
  if (list.items.length === 0) return none(filter);
  const rows = discussionList(list.items, now, { inSpace: Boolean(filter.space), level: 2 });
  return paged(rows, ways, t('discussions.list.previous'));
}

function none(filter: ListFilter): Html {
  const narrowed = Boolean(filter.space ?? filter.kind ?? filter.tag);
  const actions = html`<a class="button" href="${askPath(filter)}">${t('common.nav.askQuestion')}</a
    >${narrowed && html`<a class="button button-quiet" href="${PATH}">${t('discussions.list.all')}</a>`}`;
  return empty(
    t(`discussions.list.${filter.status === 'unanswered' ? 'noneUnanswered' : 'none'}`),
    t(narrowed ? 'discussions.list.noneNarrowed' : 'discussions.list.noneHint'),
    actions,
  );
}
