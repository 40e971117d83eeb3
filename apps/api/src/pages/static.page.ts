import { t } from '@fingerpost/messages';
import { blocksOf, type Block, type StaticPage } from '@fingerpost/messages/static';
import { html, type Html } from './html.js';
import type { Page, Seen } from './page.js';

/** The long pages of our own words: rules, privacy, accessibility. */
export function staticPage(name: StaticPage, { site }: Seen): Page {
  const values = { site: site.name, who: site.runBy, contact: site.contact };
  const blocks = blocksOf(name, { contact: site.contact !== '', runBy: site.runBy !== '' });
  return {
    title: t(`static.${name}.title`),
    description: t(`static.${name}.description`, values),
    canonical: `/${name}`,
    main: html`<article class="page page-narrow">
      <div class="page-head">
        <h1>${t(`static.${name}.title`)}</h1>
        <p class="lead">${t(`static.${name}.lead`)}</p>
      </div>
      ${name === 'rules' && houseRules(site.houseRules)}
      <div class="prose prose-page">${blocks.map((block) => written(block, values))}</div>
    </article>`,
    component: `app/${name[0]!.toUpperCase()}${name.slice(1)}Page`,
    keep: true,
  };
}

/** The operator's own rules stand before ours, a blank line apart. */
function houseRules(rules: string): Html | false {
  const own = rules.split(/\n\s*\n/).filter((words) => words.trim());
  return own.length > 0 && html`<div class="notice prose">${own.map((words) => html`<p>${words}</p>`)}</div>`;
}

function written(block: Block, values: Record<string, string>): Html {
  if (block.kind === 'heading') return html`<h2 id="${block.id}">${t(block.key)}</h2>`;
  if (block.kind === 'link') return html`<p><a href="${block.href}">${t(block.key)}</a></p>`;
  if (block.kind === 'points')
    return html`<ul>
      ${block.keys.map((key) => html`<li>${t(key)}</li>`)}
    </ul>`;
  return html`<p>${t(block.key, values)}</p>`;
}
