import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

// eslint-disable-next-line no-restricted-properties -- the dev server is no part of the product's settings
const { API_PORT = '3000', WEB_PORT = '5173' } = process.env;
const api = { target: `http://127.0.0.1:${API_PORT}`, changeOrigin: false };

const LATIN = /latin-wght-normal[^/]*\.woff2$/;

/** The letters are asked for with the page, not after its style sheet; only those that English needs. */
function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const file = Object.keys(bundle ?? {}).find(
          (name) => LATIN.test(name) && !name.includes('latin-ext'),
        );
        if (!file) return [];
        const attrs = { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: true };
        return [{ tag: 'link', attrs, injectTo: 'head-prepend' as const }];
      },
    },
  };
}

/** Under `vite` nobody fills the shell's places: they are emptied, and the page starts with its scripts. */
function devShell(): Plugin {
  return {
    name: 'dev-shell',
    apply: 'serve',
    transformIndexHtml: (html) =>
      html
        .replace('<!--head-->', '<title>Fingerpost</title>')
        .replace(/<!--(?:header|main|footer|data)-->/g, ''),
  };
}

export default defineConfig({
  plugins: [vue(), preloadFont(), devShell()],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    manifest: true,
    // The policy allows no inline script, and every browser that we serve knows modulepreload.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // One style sheet, since the server's pages are drawn with it before any page's script is here.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files instead of many crumbs: what stays the same over releases, what every page uses, the rest by page.
          groups: [
            {
              name: 'frame',
              test: /node_modules\/(?:@?vue(?:-router|-i18n)?|@tanstack\/(?:vue-query|query-core)|@intlify)\//,
            },
            { name: 'kit', test: /src\/(?:api|ui)\/(?!Ui(?:Menu|Dialog)\.vue)/ },
          ],
        },
      },
    },
  },
  server: {
    port: Number(WEB_PORT),
    strictPort: true,
    proxy: { '/api': api, '/socket.io': { ...api, ws: true } },
  },
});
