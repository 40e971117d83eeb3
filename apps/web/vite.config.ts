import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { devShell } from './vite/dev-shell.ts';
import { preloadFont } from './vite/preload-font.ts';

// eslint-disable-next-line no-restricted-properties -- the dev server is no part of the product's settings
const { API_PORT = '3000', WEB_PORT = '5173' } = process.env;
const api = { target: `http://127.0.0.1:${API_PORT}`, changeOrigin: false };

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
    cssCodeSplit: true,
  },
  server: {
    port: Number(WEB_PORT),
    strictPort: true,
    proxy: { '/api': api, '/socket.io': { ...api, ws: true } },
  },
});
