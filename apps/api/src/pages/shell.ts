import type { Me } from '@fingerpost/contracts/accounts';
import type { NotificationCount } from '@fingerpost/contracts/notifications';
import type { Site } from '@fingerpost/contracts/settings';
import { t } from '@fingerpost/messages';
import { html, raw, type Html } from './html.js';

// The same markup as apps/web/src/app draws: what the reader sees does not move when the scripts take over.

export interface ShellContext {
  site: Site;
  member: Me | null;
  /** What is unread of a member's inbox. */
  inbox: NotificationCount | null;
  /** Of this page, from the root of the site, with its query. */
  address: string;
  theme: 'light' | 'dark' | null;
}

const MARK = raw(
  '<svg class="mark" viewBox="0 0 40 48" aria-hidden="true"><path class="mark-post" d="M18 2h4v44h-4z"/><path class="mark-arm" d="M8 7h24l6 5.5-6 5.5H8z"/><path class="mark-arm" d="M32 22H8l-6 5.5L8 33h24z"/></svg>',
);

const BELL = raw(
  '<svg class="bell" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 17.5h16l-2-3V10a6 6 0 0 0-12 0v4.5zM10 20.5h4"/></svg>',
);

const pathOf = (address: string) => address.split(/[?#]/)[0]!;

/** Pages that stand beside those of a module, under an address of their own. */
const BESIDE: Record<string, string> = {
  '/events': '/campaigns',
  '/resources': '/collections',
  '/partnerships': '/organisations',
};
const under = (path: string, to: string | undefined) =>
  to !== undefined && (path === to || path.startsWith(`${to}/`));

const link = (path: string, to: string, words: string): Html => {
  const current = path === to ? 'page' : under(path, to) || under(path, BESIDE[to]) ? 'true' : null;
  return html`<a href="${to}" ${current && html`aria-current="${current}"`}>${words}</a>`;
};

export const skipLink = (): Html => html`<a class="button skip-link" href="#main">${t('common.skip')}</a>`;

export function demoBar({ site, address }: ShellContext): Html {
  if (!site.demonstration) return raw('');
  // Joined as text: `//elsewhere` would be another host to `new URL`.
  const second = site.secondAddress && site.secondAddress + address;
  return html`<aside class="demo-bar" aria-label="${t('common.demonstrationLabel')}">
    <div class="wrap">
      <p>${t('common.demonstration')}</p>
      ${second && html`<a href="${second}" target="_blank" rel="noopener">${t('common.secondPerson')}</a>`}
    </div>
  </aside>`;
}

const search = (): Html =>
  html`<form class="search-form site-search" role="search" action="/search">
    <label class="visually-hidden" for="site-search">${t('common.search.label')}</label
    ><input
      id="site-search"
      class="input"
      type="search"
      name="q"
      maxlength="200"
      placeholder="${t('common.search.placeholder')}"
    /><button type="submit" class="button button-quiet button-small">${t('common.search.submit')}</button>
  </form>`;

function bell(unread: number, path: string): Html {
  const label = unread > 99 ? t('common.inbox.many') : t('common.inbox.label', { count: unread });
  return html`<a
    class="button button-quiet button-small site-bell"
    href="/inbox"
    aria-label="${label}"
    ${path === '/inbox' && html`aria-current="page"`}
    >${BELL}${unread > 0 && html`<span class="site-bell-count" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>`}</a
  >`;
}

function person({ member, inbox, address }: ShellContext): Html {
  if (member) {
    return html`${bell(inbox?.unread ?? 0, pathOf(address))}<a
        class="button button-quiet button-small site-me"
        href="/me"
        ><span class="site-person-name">${member.name}</span
        ><span class="site-person-short">${t('common.person.short')}</span></a
      >`;
  }
  const path = pathOf(address);
  const next = path === '/' || path.startsWith('/sign-') ? '' : `?next=${encodeURIComponent(address)}`;
  return html`<a href="/sign-in${next}">${t('common.nav.signIn')}</a>`;
}

export function header(context: ShellContext): Html {
  const { site, member } = context;
  const path = pathOf(context.address);
  const asks = path === '/' || path === '/discussions/new';
  const searches = (path === '/' && !member) || path === '/search';
  return html`${skipLink()}${demoBar(context)}
    <header class="site-header">
      <div class="wrap">
        <a class="site-name" href="/">${MARK}<span>${site.name}</span></a>
        <nav class="site-nav" aria-label="${t('common.nav.label')}">
          <ul>
            ${['discussions', ...site.modules].map((place) => html`<li>${link(path, `/${place}`, t(`common.nav.${place}`))}</li>`)}
            ${!asks && html`<li class="site-nav-ask"><a href="/discussions/new">${t('common.nav.ask')}</a></li>`}
            <li class="site-nav-search">${link(path, '/search', t('common.nav.search'))}</li>
          </ul>
        </nav>
        ${!searches && search()}
        <div class="site-person">
          ${!asks && html`<a class="button button-quiet button-small site-ask" href="/discussions/new">${t('common.nav.ask')}</a>`}${person(context)}
        </div>
      </div>
    </header>`;
}

const PAGES = ['spaces', 'rules', 'privacy', 'accessibility'] as const;
const THEMES = ['light', 'dark', 'system'] as const;

/** Drawn switched off: choosing needs the scripts, and until they are here a press would be lost. */
const themes = (theme: ShellContext['theme']): Html =>
  html`<fieldset class="theme-switch" disabled>
    <legend class="visually-hidden">${t('common.theme.label')}</legend>
    <span aria-hidden="true">${t('common.theme.label')}</span>${THEMES.map(
      (choice) =>
        html`<label
          ><input
            type="radio"
            name="theme"
            value="${choice}"
            ${(theme ?? 'system') === choice && raw('checked')}
          />
          ${t(`common.theme.${choice}`)}</label
        >`,
    )}
  </fieldset>`;

export function footer({ site, theme }: ShellContext): Html {
  const who = site.runBy
    ? t('common.footer.runBy', { site: site.name, who: site.runBy })
    : t('common.footer.runByNobody', { site: site.name });
  const contact =
    site.contact &&
    html`<li>
      <a href="mailto:${site.contact}">${t('common.footer.contact', { address: site.contact })}</a>
    </li>`;
  return html`<footer class="site-footer">
    <div class="wrap">
      <div class="site-footer-words">
        <ul class="site-footer-links" aria-label="${t('common.footer.label')}">
          ${PAGES.map((page) => html`<li><a href="/${page}">${t(`common.footer.${page}`)}</a></li>`)}${contact}
        </ul>
        <p>${who}</p>
      </div>
      ${themes(theme)}
    </div>
  </footer>`;
}
