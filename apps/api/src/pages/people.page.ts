import { Injectable } from '@nestjs/common';
import { PathId } from '@fingerpost/contracts/common';
import { PAGE_DEFAULT } from '@fingerpost/contracts/limits';
import { SECTOR_NAMES } from '@fingerpost/contracts/sector-names';
import type { DirectoryPerson, Message } from '@fingerpost/contracts/people';
import { t } from '@fingerpost/messages';
import { notFound } from '../http/problem.js';
import { isMember } from '../http/viewer.js';
import { MessageQueries } from '../people/messages.queries.js';
import { Messages } from '../people/messages.service.js';
import { PeopleQueries } from '../people/people.queries.js';
import { html, raw, type Html } from './html.js';
import { listPlaceOf, waysOf } from './list.address.js';
import type { Page, Seen } from './page.js';
import { empty, paged, pathWith, personOf } from './parts.js';
import { timeOf } from './times.js';

const idOf = (text: string): number => {
  const { success, data } = PathId.safeParse(text);
  if (!success) throw notFound();
  return data;
};

/** Members who chose to be found, and what they write to each other: for members alone, and in no search engine. */
@Injectable()
export class PeoplePages {
  constructor(
    private readonly people: PeopleQueries,
    private readonly sent: MessageQueries,
    private readonly conversations: Messages,
  ) {}

  async list(seen: Seen): Promise<Page> {
    const [q, wanted] = [seen.query.get('q')?.slice(0, 200) ?? '', seen.query.get('sector')];
    const sector = SECTOR_NAMES.find((name) => name === wanted);
    const filter = { ...(q && { q }), ...(sector && { sector }) };
    const place = listPlaceOf(seen.query);
    if (!isMember(seen.viewer)) return this.door('people', 'people/PeoplePage', '/people');
    const list = await this.people.page(seen.viewer, { ...filter, ...place, limit: PAGE_DEFAULT });
    const ways = waysOf(list, (from) => pathWith('/people', { ...filter, ...from }));
    return {
      title: t('people.title'),
      canonical: null,
      main: html`<div class="page">
        <div class="page-head">
          <div class="page-head-row">
            <h1 tabindex="-1">${t('people.title')}</h1>
            <div class="row">
              <a class="button button-plain" href="/messages">${t('people.messages.title')}</a
              >${!seen.member?.inDirectory && html`<a class="button button-quiet" href="/me#directory">${t('people.mine')}</a>`}
            </div>
          </div>
          <p>${t('people.lead')}</p>
        </div>
        ${filters(q, sector)}${
          list.items.length === 0
            ? empty(t('people.none'), t('people.noneHint'))
            : paged(
                html`<h2 class="visually-hidden">${t('people.all')}</h2>
                  <ul class="people-list">
                    ${list.items.map(personRow)}
                  </ul>`,
                ways,
                t('people.previous'),
                t('people.next'),
              )
        }
      </div>`,
      known: [[['people', 'list', { ...filter, ...place }], list]],
      ...ways,
      component: 'people/PeoplePage',
    };
  }

  async person(seen: Seen, id: string): Promise<Page> {
    if (!isMember(seen.viewer)) throw notFound();
    const person = await this.people.writable(seen.viewer, idOf(id));
    const title = t('people.writeTitle', { name: person.name });
    return {
      title,
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back"><a href="/people">${t('people.back')}</a></p>
          <h1>${title}</h1>
        </div>
        <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
      </div>`,
      known: [[['people', 'person', person.id], person]],
      component: 'people/WritePage',
    };
  }

  async messages(seen: Seen): Promise<Page> {
    if (!isMember(seen.viewer)) return this.door('people.messages', 'people/MessagesPage', '/messages');
    const place = listPlaceOf(seen.query);
    const list = await this.sent.page(seen.viewer, { ...place, limit: PAGE_DEFAULT });
    const ways = waysOf(list, (from) => pathWith('/messages', { ...from }));
    return {
      title: t('people.messages.title'),
      canonical: null,
      main: html`<div class="page">
        <div class="page-head">
          <p class="back"><a href="/people">${t('people.back')}</a></p>
          <h1 tabindex="-1">${t('people.messages.title')}</h1>
          <p>${t('people.messages.lead')}</p>
        </div>
        ${
          list.items.length === 0
            ? empty(t('people.messages.none'), html`<a href="/people">${t('people.messages.noneHint')}</a>`)
            : paged(
                html`<ul class="directory-list">
                  ${list.items.map((message) => messageRow(message, seen.now))}
                </ul>`,
                ways,
                t('people.messages.previous'),
                t('people.messages.next'),
              )
        }
      </div>`,
      known: [[['messages', 'list', place], list]],
      component: 'people/MessagesPage',
    };
  }

  async message(seen: Seen, id: string): Promise<Page> {
    if (!isMember(seen.viewer)) throw notFound();
    const conversation = await this.conversations.conversation(seen.viewer, idOf(id));
    const { message, earlier, later } = conversation;
    const title = titleOf(message);
    return {
      title,
      canonical: null,
      main: html`<div class="page page-narrow">
        <div class="page-head">
          <p class="back"><a href="/messages">${t('people.backToMessages')}</a></p>
          <h1>${title}</h1>
          <p class="facts"><span>${timeOf(message.sentAt, seen.now)}</span></p>
        </div>
        <div class="prose">${raw(message.html)}</div>
        ${others('earlier', earlier, seen.now)}${others('later', later, seen.now)}
        <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
      </div>`,
      known: [[['messages', 'conversation', message.id], conversation]],
      component: 'people/MessagePage',
    };
  }

  private door(words: 'people' | 'people.messages', component: string, path: string): Page {
    return {
      title: t(`${words}.title`),
      canonical: null,
      main: html`<div class="page">
        <div class="page-head"><h1 tabindex="-1">${t(`${words}.title`)}</h1></div>
        ${empty(t('people.guest'), undefined, html`<a class="button" href="${pathWith('/sign-in', { next: path })}">${t('people.signIn')}</a>`)}
      </div>`,
      component,
    };
  }
}

const titleOf = ({ mine, from, to }: Message): string =>
  t(mine ? 'people.message.titleTo' : 'people.message.titleFrom', {
    name: (mine ? to : from)?.name ?? t('common.person.former'),
  });

const personRow = (person: DirectoryPerson): Html =>
  html`<li class="directory-row">
    <h3 class="directory-row-name">${person.name}</h3>
    <p class="facts">
      ${person.sector && html`<span class="sector sector-${person.sector}">${t(`common.sector.${person.sector}`)}</span>`}${person.organisation && html`<span>${person.organisation}</span>`}${person.place && html`<span>${person.place}</span>`}
    </p>
    ${person.canHelpWith && html`<p>${t('people.helps', { what: person.canHelpWith })}</p>`}
    <p class="small">
      ${person.can.write ? html`<a href="/people/${person.id}">${t('people.writeNamed', { name: person.name })}</a>` : t('people.you')}
    </p>
  </li>`;

/** What a message answers, or what answers it. */
const others = (what: 'earlier' | 'later', messages: Message[], now: Date): Html | false =>
  messages.length > 0 &&
  html`<section class="part" aria-labelledby="${what}">
    <h2 id="${what}">${t(`people.message.${what}`)}</h2>
    ${messages.map(
      (one) =>
        html`<article class="message-earlier">
          <p class="facts">
            <span>${one.mine ? t('people.message.you') : one.from?.name}</span
            ><span>${timeOf(one.sentAt, now)}</span>
          </p>
          <div class="prose small">${raw(one.html)}</div>
        </article>`,
    )}
  </section>`;

const messageRow = (message: Message, now: Date): Html =>
  html`<li class="directory-row">
    <h2 class="directory-row-name"><a href="/messages/${message.id}">${titleOf(message)}</a></h2>
    <p class="facts">
      ${personOf(message.mine ? message.to : message.from, { organisation: true })}<span
        >${timeOf(message.sentAt, now)}</span
      >
    </p>
    <p class="message-excerpt">${message.excerpt}</p>
  </li>`;

const filters = (q: string, sector: string | undefined): Html =>
  html`<form class="filters" action="/people" role="search" aria-label="${t('people.filters')}">
    <div class="field">
      <label class="field-label" for="people-q">${t('people.q')} </label
      ><input id="people-q" class="input" type="search" name="q" maxlength="200" value="${q}" />
    </div>
    <div class="field">
      <label class="field-label" for="people-sector">${t('people.sector')} </label
      ><select id="people-sector" class="input" name="sector">
        <option value="">${t('people.anySector')}</option>
        ${SECTOR_NAMES.map((name) => html`<option value="${name}" ${name === sector && html`selected`}>${t(`common.sector.${name}`)}</option>`)}
      </select>
    </div>
    <button type="submit" class="button button-quiet">${t('people.apply')}</button>
    ${(q || sector) && html`<a href="/people">${t('people.clear')}</a>`}
  </form>`;
