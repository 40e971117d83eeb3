import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp, nextTick } from 'vue';
import { seedFromPage } from '../api/page-data';
import { queryClient } from '../api/query-client';
import '../ui/index.css';
import App from './App.vue';
import { carryOver } from './carry-over';
import { chooseLocale, i18n } from './i18n';
import { router } from './router';
import { pageIsDue, takeServed } from './served-page';

/** A finger or a key that waits is served between the steps of the start. */
const breath = () => new Promise((resolve) => setTimeout(resolve));

async function start() {
  await breath();
  seedFromPage(queryClient);
  await chooseLocale();
  const app = createApp(App).use(router).use(i18n).use(VueQueryPlugin, { queryClient });
  // The server's page stays until its own component is here, so that nothing blinks.
  await router.isReady();
  await breath();
  const served = takeServed();
  const framed = carryOver();
  app.mount('#app');
  served.putBack();
  framed();
  await breath();
  const carried = carryOver();
  served.remove();
  pageIsDue.value = true;
  await nextTick();
  carried();
}

void start();
