import { createRouter, createWebHistory, type RouterScrollBehavior } from 'vue-router';
import { toast } from '../ui/toasts';
import { focusPage } from './focus';
import { i18n } from './i18n';
import { tellOfComing } from './page-coming';
import { routes } from './routes';

const PATIENCE = 1000;

/** Going back lands where one was, once the page is tall enough to scroll there. */
const tall = (top: number) =>
  new Promise<void>((ready) => {
    const start = performance.now();
    const look = () =>
      document.documentElement.scrollHeight >= top + innerHeight || performance.now() - start > PATIENCE
        ? ready()
        : requestAnimationFrame(look);
    look();
  });

const scrollBehavior: RouterScrollBehavior = async (to, from, saved) => {
  if (saved) {
    await tall(saved.top);
    return saved;
  }
  // A thread finds the post of its address itself, wherever it is.
  if (to.hash.startsWith('#post-')) return false;
  if (to.hash) return { el: to.hash };
  return to.path === from.path ? false : { top: 0 };
};

export const router = createRouter({ history: createWebHistory(), routes, scrollBehavior });

tellOfComing(router);

router.afterEach((to, from, failure) => {
  if (!failure && from.matched.length > 0 && to.path !== from.path) focusPage(to.hash);
});

// A build that was replaced under an open page: its old chunks are gone, the new page has new ones.
// Where nothing can be reached the page stays, with the words on it, rather than giving way to the browser's own.
router.onError(async (error, to) => {
  if (!/import|module|preload/i.test(String(error))) return;
  if (await isReachable()) location.assign(to.fullPath);
  else toast(i18n.global.t('common.problem.offline'), { look: 'bad', to: to.fullPath });
});

const isReachable = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
