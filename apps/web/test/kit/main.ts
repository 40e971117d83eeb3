import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { i18n } from '../../src/app/i18n';
import '../../src/ui/index.css';
import KitPage from './KitPage.vue';

// Under `vite` alone, at /kit.html: every part of the kit on one page, to look at and to run axe over.
const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/:rest(.*)*', component: KitPage }],
});
createApp(KitPage).use(router).use(i18n).use(VueQueryPlugin).mount('#app');
