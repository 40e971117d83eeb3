import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { seedFromPage } from '../api/page-data';
import { queryClient } from '../api/query-client';
import '../ui/index.css';
import App from './App.vue';
import { carryOver } from './carry-over';
import { chooseLocale, i18n } from './i18n';
import { openOnceWell, unavailableFor } from './recovery';
import { router } from './router';
import { breath, buildPage, takeServed } from './served-page';

async function start() {
  await breath();
  const seconds = unavailableFor();
  if (seconds !== null) return openOnceWell(seconds);
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
  let carried = () => undefined as void;
  await buildPage(() => {
    carried = carryOver();
    served.remove();
  });
  carried();
}

void start();
