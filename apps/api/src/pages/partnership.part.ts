import { partialDateWords } from '@fingerpost/contracts/partial-dates';
import type { Partnership, PartnershipMember } from '@fingerpost/contracts/partnerships';
import { t } from '@fingerpost/messages';
import { html, type Html } from './html.js';
import { personOf } from './parts.js';
import { coverageOf } from './partnerships.part.js';

// The same markup as apps/web/src/partnerships/record.

const part = (id: string, title: string, body: Html): Html =>
  html`<section class="part" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;
const none = (words: string): Html => html`<p class="part-none">${words}</p>`;
const list = (items: Html[], look = 'record-list'): Html =>
  html`<ul class="${look}">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
const away = (url: string, title: string): Html =>
  html`<a href="${url}" rel="noopener nofollow">${title}</a>`;

/** What it does, who takes part, and where that is known from. */
export const partnershipParts = (it: Partnership): Html[] => [
  part(
    'what',
    t('partnerships.page.what'),
    it.purpose.length > 0
      ? list(
          it.purpose.map((aim) => html`${aim}`),
          'prose-list',
        )
      : none(t('partnerships.page.nothing')),
  ),
  part(
    'members',
    t('partnerships.page.membersTitle'),
    it.members.length > 0 ? list(it.members.map(member)) : none(t('partnerships.page.membersNone')),
  ),
  part(
    'activities',
    t('partnerships.page.activitiesTitle'),
    it.activityList.length > 0
      ? list(
          it.activityList.map(
            ({ kind, title, date, evidence }) =>
              html`<p>${title}</p>
                <p class="facts">
                  <span>${t(`partnerships.activity.${kind}`)}</span
                  >${date && html`<span>${partialDateWords(date)}</span>`}<span
                    >${t(`partnerships.evidence.${evidence}`)}</span
                  >
                </p>`,
          ),
        )
      : none(t('partnerships.page.nothing')),
  ),
  part(
    'sources',
    t('partnerships.page.sourcesTitle'),
    it.sources.length > 0
      ? list(
          it.sources.map(
            ({ title, url, supports }) =>
              html`<p>${url ? away(url, title) : title}</p>
                ${supports && html`<p class="small quiet">${t('partnerships.page.sourceFor', { what: supports })}</p>`}`,
          ),
        )
      : none(t('partnerships.page.sourcesNone')),
  ),
];

const member = ({ name, organisation, sector, evidence, collective, note }: PartnershipMember): Html =>
  html`<p>
      ${organisation?.listed && organisation.name === name ? html`<a href="/organisations/${organisation.slug}">${name}</a>` : name}
    </p>
    ${
      organisation?.listed &&
      organisation.name !== name &&
      html`<p class="small">
        <a href="/organisations/${organisation.slug}"
          >${t('partnerships.page.today', { name: organisation.name })}</a
        >
      </p>`
    }
    <p class="facts">
      <span>${t(`partnerships.memberSector.${sector}`)}</span
      >${collective && html`<span>${t('partnerships.page.collective')}</span>`}<span
        >${t(`partnerships.evidence.${evidence}`)}</span
      >
    </p>
    ${note && html`<p class="small quiet">${note}</p>`}`;

/** The facts at a glance, the links, and who looks after it. */
export const partnershipAside = (it: Partnership, signedIn: boolean): Html =>
  html`<aside class="stack" aria-label="${t('partnerships.page.facts')}">
    ${aside('glance', t('partnerships.page.facts'), glance(it))}${
      it.links.length > 0 &&
      aside(
        'links',
        t('partnerships.page.linksTitle'),
        list(
          it.links.map(({ title, url }) => away(url, title)),
          'stack stack-tight small',
        ),
      )
    }${
      it.related.length > 0 &&
      aside(
        'related',
        t('partnerships.page.relatedTitle'),
        list(
          it.related.map(({ slug, name }) => html`<a href="/partnerships/${slug}">${name}</a>`),
          'stack stack-tight small',
        ),
      )
    }${aside('stewards', t('partnerships.page.stewardsTitle'), stewards(it, signedIn))}${
      it.can.decide && aside('desk', t('partnerships.desk.section'), desk(it))
    }
  </aside>`;

const aside = (id: string, title: string, body: Html): Html =>
  html`<section class="part part-aside" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;

function glance(it: Partnership): Html {
  const { agreement, founded, pin } = it;
  const known = agreement.type !== 'unknown' || agreement.status !== 'unknown';
  const entries: [key: string, words: string, note: (string | Html | null)[]][] = [
    ['covers', coverageOf(it), []],
    ...(pin
      ? [['place', pin.label, [t(`partnerships.precision.${pin.precision}`)]] as [string, string, string[]]]
      : []),
    ['formality', t(`partnerships.formality.${it.formality}`), [it.formalityBasis || null]],
    ['lifecycle', t(`partnerships.lifecycle.${it.lifecycle}`), []],
    [
      'founded',
      founded?.date ? partialDateWords(founded.date) : t('partnerships.page.foundedUnknown'),
      [founded?.basis || null],
    ],
    [
      'agreement',
      known
        ? t('partnerships.page.agreementOf', {
            type: t(`partnerships.agreementType.${agreement.type}`),
            status: t(`partnerships.agreementStatus.${agreement.status}`),
          })
        : t('partnerships.page.agreementUnknown'),
      [
        agreement.signedOn && t('partnerships.page.signedOn', { date: partialDateWords(agreement.signedOn) }),
        agreement.reviewDueOn &&
          t('partnerships.page.reviewOn', { date: partialDateWords(agreement.reviewDueOn) }),
        agreement.url && away(agreement.url, t('partnerships.page.document')),
      ],
    ],
    ...(it.tags.length > 0 ? [['tags', it.tags.join(', '), []] as [string, string, string[]]] : []),
  ];
  return html`<dl class="glance">
    ${entries.map(
      ([key, words, notes]) =>
        html`<div>
          <dt>${t(`partnerships.page.${key}`)}</dt>
          <dd>
            <p>${words}</p>
            ${notes.filter(Boolean).map((note) => html`<p class="small quiet">${note}</p>`)}
          </dd>
        </div>`,
    )}
  </dl>`;
}

const desk = ({ slug, hidden }: Partnership): Html =>
  html`<ul class="stack stack-tight small">
      <li><a href="/partnerships/${slug}/merge">${t('partnerships.desk.merge')}</a></li>
      <li><a href="/partnerships/claims">${t('partnerships.desk.open')}</a></li>
    </ul>
    <div>
      <button type="button" class="button button-quiet button-small">
        ${t(`partnerships.desk.${hidden ? 'show' : 'hide'}`)}
      </button>
    </div>`;

function stewards({ stewards: all, stewardCount, can }: Partnership, signedIn: boolean): Html {
  const confirmed = all.filter(({ state }) => state === 'confirmed');
  const asking = all.filter(({ state }) => state === 'asked');
  return html`<p class="small">${t('partnerships.page.stewardsCount', { count: stewardCount })}</p>
    ${!signedIn && stewardCount > 0 && html`<p class="small">${t('partnerships.page.stewardsSignIn')}</p>`}${
      confirmed.length > 0 &&
      html`<ul class="stack stack-tight">
        ${confirmed.map(
          ({ person }) =>
            html`<li>
              ${personOf(person, { organisation: true })}
              <a class="small" href="/people/${person.id}"
                >${t('people.writeNamed', { name: person.name })}</a
              >
              ${can.decide && html`<button type="button" class="button button-plain button-small" aria-label="${t('partnerships.steward.removeNamed', { name: person.name })}">${t('partnerships.steward.remove')}</button>`}
            </li>`,
        )}
      </ul>`
    }${
      asking.length > 0 &&
      html`<h3>${t('partnerships.steward.waiting')}</h3>
        <ul class="stack stack-tight">
          ${asking.map(
            ({ person, note }) =>
              html`<li>
                ${personOf(person, { organisation: true })}${note && html`<p class="small">${note}</p>`}
                <div class="row">
                  ${(['confirm', 'refuse'] as const).map(
                    (verb) =>
                      html`<button
                        type="button"
                        class="button button-quiet button-small"
                        aria-label="${t(`partnerships.steward.${verb}Named`, { name: person.name })}"
                      >
                        ${t(`partnerships.steward.${verb}`)}
                      </button>`,
                  )}
                </div>
              </li>`,
          )}
        </ul>`
    }${(can.claim || !signedIn) && html`<p class="small quiet">${t('partnerships.steward.claimLead')}</p>`}`;
}
