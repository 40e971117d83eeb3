import type { PartnershipSummary } from '@fingerpost/contracts/partnerships';
import { partialDateWords } from '@fingerpost/contracts/partial-dates';
import { t } from '@fingerpost/messages';
import { html, type Html } from './html.js';

// The same markup as apps/web/src/partnerships.

export const sectorsOf = (sectors: PartnershipSummary['sectors']): Html[] =>
  sectors.map((sector) => html`<span class="sector sector-${sector}">${t(`common.sector.${sector}`)}</span>`);

export const coverageOf = ({ area, scale }: Pick<PartnershipSummary, 'area' | 'scale'>): string =>
  t('partnerships.covers', { area, scale: t(`partnerships.scale.${scale}`) });

/** "Unverified, as of September 2021", "Checked 4 May 2026". */
export function freshnessWords({ freshness, verifiedAt, asOf }: PartnershipSummary): string {
  const state = t(`partnerships.freshness.${freshness}`);
  if (verifiedAt) return t('partnerships.freshnessAt', { state, date: partialDateWords(verifiedAt) });
  return asOf ? t('partnerships.freshnessSince', { state, date: partialDateWords(asOf) }) : state;
}

export const freshnessOf = (row: PartnershipSummary): Html =>
  html`<span class="freshness freshness-${row.freshness}">${freshnessWords(row)}</span>`;

/** One record of the list that stands beside the map. */
export const directoryRow = (row: PartnershipSummary, level: 2 | 3 = 3): Html => {
  const name = html`<a href="/partnerships/${row.slug}">${row.name}</a>`;
  return html`<li class="directory-row">
    ${level === 2 ? html`<h2 class="directory-row-name">${name}</h2>` : html`<h3 class="directory-row-name">${name}</h3>`}
    <p class="facts">
      <span>${coverageOf(row)}</span
      ><span>${t(`partnerships.nation.${row.nation}`)}</span>${sectorsOf(row.sectors)}
    </p>
    <p class="facts">
      <span>${t(`partnerships.formality.${row.formality}`)}</span
      ><span>${t('partnerships.members', { count: row.memberCount })}</span>${freshnessOf(row)}
    </p>
  </li>`;
};

export const directoryList = (rows: readonly PartnershipSummary[], level: 2 | 3 = 3): Html =>
  html`<ul class="directory-list">
    ${rows.map((row) => directoryRow(row, level))}
  </ul>`;

const COLUMNS = ['name', 'area', 'nation', 'sectors', 'formality', 'members', 'freshness'] as const;

export const directoryTable = (rows: readonly PartnershipSummary[]): Html =>
  html`<div class="table-scroll" role="region" aria-label="${t('partnerships.title')}" tabindex="0">
    <table class="directory-table">
      <thead>
        <tr>
          ${COLUMNS.map((name) => html`<th scope="col">${t(`partnerships.column.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row"><a href="/partnerships/${row.slug}">${row.name}</a></th>
              <td>${coverageOf(row)}</td>
              <td>${t(`partnerships.nation.${row.nation}`)}</td>
              <td>
                <ul class="sectors">
                  ${sectorsOf(row.sectors).map((sector) => html`<li>${sector}</li>`)}
                </ul>
              </td>
              <td>${t(`partnerships.formality.${row.formality}`)}</td>
              <td class="number">${row.memberCount}</td>
              <td>${freshnessOf(row)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
