import type { Person } from '@fingerpost/contracts/accounts';
import type { DiscussionSummary } from '@fingerpost/contracts/discussions';
import { t } from '@fingerpost/messages';
import { html, type Html } from './html.js';
import type { Ways } from './list.address.js';
import { MARK } from './mark.js';
import { timeOf } from './times.js';

// The same markup as the leaves in apps/web/src/ui.

export const personOf = (person: Person | null, { look = '', organisation = false } = {}): Html =>
  html`<span class="person${look && ` ${look}`}"
    ><span class="person-name">${person?.name || t('common.person.former')}</span>${
      person?.sector &&
      html`<span class="sector sector-${person.sector}">${t(`common.sector.${person.sector}`)}</span>`
    }${organisation && person?.organisation && html`<span class="person-organisation">${person.organisation}</span>`}</span
  >`;

/** One line of a list of discussions. */
export function discussionRow(
  row: DiscussionSummary,
  now: Date,
  { inSpace = false, level = 3 }: { inSpace?: boolean; level?: 2 | 3 } = {},
): Html {
  const title = html`<a href="/discussions/${row.id}-${row.slug}">${row.title}</a>`;
  return html`<li class="discussion-row">
    ${level === 2 ? html`<h2 class="discussion-row-title">${title}</h2>` : html`<h3 class="discussion-row-title">${title}</h3>`}
    <p class="facts">
      ${
        row.kind !== 'question' && html`<span class="kind">${t(`common.kind.${row.kind}`)}</span>`
      }${personOf(row.author)}${!inSpace && html`<span>${t('common.row.in', { space: row.space.name })}</span>`}
    </p>
    ${row.excerpt && html`<p class="discussion-row-excerpt">${row.excerpt}</p>`}
    <p class="discussion-row-state">
      <span>${t('common.row.replies', { count: row.replyCount })}</span>${timeOf(row.lastActivityAt, now)}${
        row.answered && html`<span class="answered">${t('common.row.answered')}</span>`
      }${row.unread ? html`<span class="new">${t('common.row.new', { count: row.unread })}</span>` : ''}${row.pinned && html`<span>${t('common.row.pinned')}</span>`}${
        row.closed && html`<span>${t('common.row.closed')}</span>`
      }
    </p>
  </li>`;
}

export const discussionList = (
  rows: readonly DiscussionSummary[],
  now: Date,
  look: { inSpace?: boolean; level?: 2 | 3 } = {},
): Html =>
  html`<ul class="discussion-list">
    ${rows.map((row) => discussionRow(row, now, look))}
  </ul>`;

/** A page with nothing on it says what to do first. */
export const empty = (title: string, words?: Html | string, actions?: Html): Html =>
  html`<div class="empty">
    ${MARK}
    <h2>${title}</h2>
    ${words && html`<p>${words}</p>`}${actions && html`<div class="empty-actions">${actions}</div>`}
  </div>`;

const GAP = '\uE002';
/** Words with a piece of HTML in the place of `{at}`. */
export function wordsAround(key: string, at: Html): Html {
  const [before = '', after = ''] = t(key, { at: GAP }).split(GAP);
  return html`${before}${at}${after}`;
}

/** Views of one page, each with an address. */
export const tabs = (
  label: string,
  items: readonly { label: string; to: string; current: boolean }[],
): Html =>
  html`<nav class="tabs" aria-label="${label}">
    ${items.map(({ label: words, to, current }) => html`<a href="${to}" ${current && html`aria-current="page"`}>${words}</a>`)}
  </nav>`;

/** The next part of a list: a button to the client, a link to who has no scripts. */
export const loadMore = (to: string, words: string, rel: 'next' | 'prev'): Html =>
  html`<p class="load-more"><a class="button button-quiet" href="${to}" rel="${rel}">${words}</a></p>`;

/** A page of a list between the ways to what comes before and after it. As apps/web/src/ui/UiList.vue. */
export const paged = (
  list: Html,
  { previous, next }: Ways,
  earlier: string,
  later = t('common.more'),
): Html =>
  html`<div class="stack">
    ${previous && loadMore(previous, earlier, 'prev')}${list}${next && loadMore(next, later, 'next')}
  </div>`;

/** A path with those of its parameters that say something. */
export function pathWith(path: string, query: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string | number] =>
      entry[1] !== null && entry[1] !== undefined && entry[1] !== '',
  );
  return given.length === 0
    ? path
    : `${path}?${new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)]))).toString()}`;
}
