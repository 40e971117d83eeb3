import { Injectable } from '@nestjs/common';
import { Slug, type Page as List } from '@fingerpost/contracts/common';
import type { SearchHit } from '@fingerpost/contracts/search';
import type { Space } from '@fingerpost/contracts/spaces';
import { PAGE_DEFAULT, PAGE_MAX, QUERY_MAX } from '@fingerpost/contracts/limits';
import { searchKinds, type SearchKind } from '@fingerpost/contracts/modules';
import { t } from '@fingerpost/messages';
import { Search } from '../search/search.service.js';
import { SpacesService } from '../spaces/spaces.service.js';
import { html, type Html } from './html.js';
import { listPlaceOf, waysOf, type ListPlace, type Ways } from './list.address.js';
import type { Known, Page, Seen } from './page.js';
import { empty, paged, pathWith, personOf } from './parts.js';
import { timeOf } from './times.js';

const PATH = '/search';

interface Filter {
  q: string;
  kind?: SearchHit['kind'];
  space?: string;
}

/** Search as a plain form and its results, which needs no scripts. */
@Injectable()
export class SearchResultsPage {
  constructor(
    private readonly search: Search,
    private readonly spaces: SpacesService,
  ) {}

  async write(seen: Seen): Promise<Page> {
    const kinds = searchKinds(seen.site.modules);
    const filter = filterOf(seen.query, kinds);
    const place = listPlaceOf(seen.query);
    const asked = filter.q !== '' && filter.q.length <= QUERY_MAX;
    const [spaces, list] = await Promise.all([
      this.spaces.page(seen.viewer, { limit: PAGE_MAX }),
      asked ? this.search.find(seen.viewer, { ...filter, ...place, limit: PAGE_DEFAULT }) : null,
    ]);
    const at = (from: ListPlace) => pathWith(PATH, { ...filter, ...from });
    const ways = waysOf(list, at);
    const known: Known[] = [[['spaces', 'names'], spaces]];
    if (list) known.push([['search', 'results', { ...filter, ...place }], list]);
    return {
      title: filter.q === '' ? t('search.title') : t('search.titleFor', { q: filter.q }),
      description: t('search.description'),
      // Results are no page of their own to a search engine.
      canonical: filter.q === '' ? PATH : null,
      main: html`<div class="page page-narrow">
        <div class="page-head"><h1>${t('search.title')}</h1></div>
        ${form(filter, kinds, spaces.items)}${list ? results(list, filter, seen, ways) : filter.q === '' && start()}
      </div>`,
      known,
      ...ways,
      component: 'search/SearchPage',
    };
  }
}

/** What the address asks for, as the client reads it. */
function filterOf(query: URLSearchParams, kinds: readonly SearchKind[]): Filter {
  const kind = kinds.find((name) => name === query.get('kind'));
  const space = query.get('space') ?? '';
  const q = (query.get('q') ?? '')
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
  return { q, ...(kind && { kind }), ...(Slug.safeParse(space).success && { space }) };
}

function form(filter: Filter, kinds: readonly SearchKind[], spaces: readonly Space[]): Html {
  const tooLong = filter.q.length > QUERY_MAX;
  const error =
    tooLong && html`<p id="q-error" class="field-error">${t('search.tooLong', { max: QUERY_MAX })}</p>`;
  const select = (name: 'kind' | 'space', options: readonly { value: string; label: string }[]) =>
    html`<div class="field">
      <label class="field-label" for="search-${name}">${t(`search.${name}.label`)} </label
      ><select id="search-${name}" class="input" name="${name}">
        <option value="">${t(`search.${name}.all`)}</option>
        ${options.map(
          ({ value, label }) =>
            html`<option value="${value}" ${value === filter[name] && html`selected`}>${label}</option>`,
        )}
      </select>
    </div>`;
  const places = spaces.filter(({ can }) => can.read).map(({ slug, name }) => ({ value: slug, label: name }));
  if (filter.space && !places.some(({ value }) => value === filter.space))
    places.push({ value: filter.space, label: filter.space });
  return html`<form class="stack" role="search" action="${PATH}">
    <div class="field search-words${tooLong && ' field-invalid'}">
      <label class="field-label" for="q">${t('search.label')} </label>${error}
      <div class="search-form">
        <input
          id="q"
          class="input"
          type="search"
          name="q"
          autocomplete="off"
          value="${filter.q}"
          ${tooLong && html`aria-describedby="q-error" aria-invalid="true"`}
        /><button type="submit" class="button">${t('search.submit')}</button>
      </div>
    </div>
    <div class="filters" role="group" aria-label="${t('search.filters')}">
      ${select(
        'kind',
        kinds.map((value) => ({ value, label: t(`search.kind.${value}`) })),
      )}${select('space', places)}
    </div>
  </form>`;
}

const start = (): Html =>
  empty(t('search.start'), t('search.startHint'), html`<a href="/discussions">${t('search.recent')}</a>`);

function results(list: List<SearchHit>, filter: Filter, seen: Seen, ways: Ways): Html {
  const count = list.items.length;
  const said = ways.next || ways.previous ? t('search.shownMore', { count }) : t('search.shown', { count });
  return html`<section class="part" aria-labelledby="results-title">
    <h2 id="results-title" class="visually-hidden">${t('search.results')}</h2>
    <p class="quiet small${count === 0 && ' visually-hidden'}" role="status">${said}</p>
    ${
      count === 0
        ? nothing(filter, seen)
        : paged(
            html`<ol class="search-results">
              ${list.items.map((hit) => result(hit, seen.now))}
            </ol>`,
            ways,
            t('search.earlier'),
            t('search.more'),
          )
    }
  </section>`;
}

const marked = (pieces: SearchHit['passage']): Html =>
  html`${pieces.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}`;

const result = (hit: SearchHit, now: Date): Html =>
  html`<li class="search-hit">
    <h3 class="search-hit-title"><a href="${hit.path}">${marked(hit.title)}</a></h3>
    <p class="search-hit-passage">${marked(hit.passage)}</p>
    <p class="facts">
      <span class="kind">${t(`search.hit.${hit.kind}`)}</span
      >${(hit.author || hit.discussionId) && personOf(hit.author)}${
        hit.space && html`<span>${t('search.inSpace', { space: hit.space.name })}</span>`
      }${hit.discussionId && timeOf(hit.writtenAt, now)}${
        hit.answered && html`<span class="answered">${t('common.row.answered')}</span>`
      }
    </p>
  </li>`;

function nothing(filter: Filter, { member, address }: Seen): Html {
  const narrowed = filter.kind !== undefined || filter.space !== undefined;
  const actions = html`${narrowed && html`<a class="button button-quiet" href="${pathWith(PATH, { q: filter.q })}">${t('search.everywhere')}</a>`}<a
      class="button"
      href="${pathWith('/discussions/new', { title: filter.q })}"
      >${t('search.ask')}</a
    >`;
  return html`${empty(t('search.none', { q: filter.q }), t('search.noneHint'), actions)}${!member && html`<p class="small">${t('search.noneGuest')} <a href="${pathWith('/sign-in', { next: address })}">${t('common.nav.signIn')}</a></p>`}`;
}
