import { Injectable } from '@nestjs/common';
import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import {
  GROUP_SHOWN,
  changePath,
  didKey,
  groupPath,
  grouped,
  sharedReason,
  titleOf,
  whyKey,
  type InboxGroup,
} from '@fingerpost/contracts/inbox';
import type { Notification } from '@fingerpost/contracts/notifications';
import { t } from '@fingerpost/messages';
import { isMember } from '../http/viewer.js';
import { Inbox } from '../notifications/inbox.service.js';
import { html, type Html } from './html.js';
import type { Page, Seen } from './page.js';
import { empty, loadMore, pathWith, tabs } from './parts.js';
import { timeOf } from './times.js';

const PATH = '/inbox';

/** What concerns the member, by thread; to a guest, the way to sign in. */
@Injectable()
export class InboxPage {
  constructor(private readonly inbox: Inbox) {}

  async write(seen: Seen): Promise<Page> {
    const page = { title: t('notifications.title'), canonical: null, component: 'notifications/InboxPage' };
    if (!isMember(seen.viewer)) return { ...page, main: forGuest() };
    const unread = seen.query.get('show') === 'unread' ? ({ unread: 'yes' } as const) : {};
    const after = seen.query.get('after') ?? '';
    const place = { ...unread, ...(/^older-\d{1,15}$/.test(after) && { after }) };
    const list = await this.inbox.page(seen.viewer, { limit: PAGE_DEFAULT, ...place });
    const show = unread.unread && 'unread';
    return {
      ...page,
      main: html`<div class="page page-inbox">
        <div class="page-head page-head-row">
          <h1 tabindex="-1">${t('notifications.title')}</h1>
          <a class="small" href="/me/notifications">${t('notifications.settings')}</a>
        </div>
        ${tabs(t('notifications.tabs'), [
          { label: t('notifications.all'), to: PATH, current: !show },
          { label: t('notifications.unread'), to: `${PATH}?show=unread`, current: show === 'unread' },
        ])}
        <div role="status" aria-live="polite"></div>
        ${
          list.items.length === 0
            ? nothing(show !== undefined)
            : html`<div class="stack">
                <p class="row">
                  ${list.unread > 0 && html`<button type="button" class="button button-quiet button-small">${t('notifications.readAll')}</button>`}${
                    place.after &&
                    html`<a class="button button-quiet button-small" href="${pathWith(PATH, { show })}"
                      >${t('notifications.newest')}</a
                    >`
                  }
                </p>
                <ul class="inbox">
                  ${grouped(list.items).map((group) => thread(group, seen.now))}
                </ul>
                ${list.next && loadMore(pathWith(PATH, { show, after: list.next }), t('notifications.older'), 'next')}
              </div>`
        }
      </div>`,
      known: [[['notifications', 'list', place], list]],
    };
  }
}

const forGuest = (): Html =>
  html`<div class="page page-inbox">
    <div class="page-head"><h1>${t('notifications.title')}</h1></div>
    ${empty(
      t('notifications.guest'),
      t('notifications.guestHint'),
      html`<a class="button" href="/sign-in?next=%2Finbox">${t('common.nav.signIn')}</a>`,
    )}
  </div>`;

const nothing = (unreadOnly: boolean): Html =>
  unreadOnly
    ? empty(
        t('notifications.noneUnread'),
        t('notifications.noneUnreadHint'),
        html`<a class="button button-quiet" href="${PATH}">${t('notifications.seeAll')}</a>`,
      )
    : empty(
        t('notifications.none'),
        t('notifications.noneHint'),
        html`<a class="button button-quiet" href="/discussions">${t('notifications.find')}</a>`,
      );

function thread({ items }: InboxGroup, now: Date): Html {
  const first = items[0]!;
  const shared = sharedReason(items);
  const hidden = items.length - GROUP_SHOWN;
  return html`<li class="inbox-thread">
    <h2 class="inbox-title"><a href="${groupPath(first)}">${titleOf(first)}</a></h2>
    <p class="facts">
      ${first.thread && first.space && html`<span>${t('common.row.in', { space: first.space.name })}</span>`}${shared && why(first)}
    </p>
    <ul class="inbox-items">
      ${items.slice(0, GROUP_SHOWN).map((item) => one(item, now, !shared))}
    </ul>
    ${hidden > 0 && html`<p><button type="button" class="button button-plain button-small">${t('notifications.groupMore', { count: hidden })}</button></p>`}
  </li>`;
}

const one = (item: Notification, now: Date, reason: boolean): Html =>
  html`<li class="inbox-item${!item.read && ' inbox-unread'}">
    <p class="inbox-did">
      <a href="${item.path}">${t(didKey(item), { name: item.actor?.name || t('common.person.former') })}</a>
      ${!item.read && html`<span class="new">${t('notifications.new')}</span>`}
    </p>
    ${item.excerpt && html`<p class="inbox-excerpt">${item.excerpt}</p>`}
    <p class="facts">${timeOf(item.at, now)}${reason && why(item)}</p>
  </li>`;

const why = (item: Notification): Html =>
  html`<span
    >${t(whyKey(item), { space: item.space?.name ?? '' })}.
    <a href="${changePath(item)}" aria-label="${t('notifications.changeOf', { title: titleOf(item) })}"
      >${t('notifications.change')}</a
    ></span
  >`;
