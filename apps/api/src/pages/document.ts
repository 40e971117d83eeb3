import { t } from '@fingerpost/messages';
import { html, json, raw, type Html } from './html.js';
import type { Page, Seen } from './page.js';
import { footer, header } from './shell.js';

/** The built index.html, cut at its placeholders. */
export type Shell = readonly (string | { place: Place })[];
type Place = 'head' | 'header' | 'main' | 'footer' | 'data';

/** Where there is no build of the web client, as in tests: readable, without scripts. */
export const BARE_SHELL = `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><!--head--></head>
<body><div id="app"><div class="site"><!--header--><main id="main" class="site-main wrap" tabindex="-1"><!--main--></main><!--footer--></div></div><!--data--></body>
</html>
`;

export const cutShell = (text: string): Shell =>
  text
    .split(/<!--(head|header|main|footer|data)-->/)
    .map((piece, at) => (at % 2 === 1 ? { place: piece as Place } : piece));

const SCRIPTS = /<script type="module"[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g;

export interface Look {
  /** Where people reach this site. */
  address: string;
  theme: 'light' | 'dark' | null;
  /** Styles and scripts of the page's own component. */
  links: Html;
}

/** The whole document: the shell with this page in its places. */
export function writeDocument(shell: Shell, page: Page, seen: Seen, look: Look): string {
  const { site, member, inbox } = seen;
  const around = { site, member, inbox, address: seen.address, theme: look.theme };
  const places: Record<Place, () => Html> = {
    head: () => html`${head(page, seen, look.address)}${look.links}`,
    header: () => header(around),
    main: () => page.main,
    footer: () => footer(around),
    // Nothing is said for sure while the database is away: the client asks by itself.
    data: () =>
      html`${
        page.status !== 503 &&
        !page.still &&
        html`<script type="application/json" id="page-data">
          ${json({ queries: [...(page.known ?? []), ...(inbox ? [[['notifications', 'count'], inbox]] : [])], viewer: member, site })}
        </script>`
      }`,
  };
  const text = shell
    .map((piece) => {
      if (typeof piece !== 'string') return places[piece.place]().text;
      return page.still ? piece.replace(SCRIPTS, '') : piece;
    })
    .join('');
  return look.theme ? text.replace('<html ', `<html data-theme="${look.theme}" `) : text;
}

function head(page: Page, { site }: Seen, address: string): Html {
  const title = t('common.titleOf', { title: page.title, site: site.name });
  const canonical = page.canonical === null ? null : address + page.canonical;
  const meta = (property: string, content: string | null | undefined) =>
    content && html`<meta property="og:${property}" content="${content}" />`;
  return html`<title>${title}</title
    >${page.description && html`<meta name="description" content="${page.description}" />`}${
      canonical
        ? html`<link rel="canonical" href="${canonical}" />`
        : raw('<meta name="robots" content="noindex">')
    }${page.previous && html`<link rel="prev" href="${page.previous}" />`}${page.next && html`<link rel="next" href="${page.next}" />`}${
      canonical &&
      html`${meta('title', page.title)}${meta('description', page.description)}${meta('type', page.kind ?? 'website')}${meta('url', canonical)}${meta('site_name', site.name)}${meta('locale', 'en_GB')}${meta('image', `${address}/share.png`)}<meta
          name="twitter:card"
          content="summary"
        />`
    }${
      page.data &&
      html`<script type="application/ld+json">
        ${json({ '@context': 'https://schema.org', ...page.data })}
      </script>`
    }`;
}
