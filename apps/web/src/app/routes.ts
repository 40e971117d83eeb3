import type { RouteRecordRaw } from 'vue-router';
import HomePage from '../home/HomePage.vue';
import { addStaticMessages } from './i18n';

// Every feature's pages are chunks of their own; the guest landing alone comes with the shell.
const pages = import.meta.glob('../{accounts,discussions,search,settings,spaces}/*Page.vue');
const page = (name: string) => pages[`../${name}.vue`] ?? (() => import('./NotFoundPage.vue'));

const words = (load: () => Promise<unknown>) => async () => {
  await addStaticMessages();
  return load();
};

export const routes: RouteRecordRaw[] = [
  { path: '/', component: HomePage },
  { path: '/discussions', component: page('discussions/DiscussionsPage') },
  { path: '/discussions/new', component: page('discussions/AskPage') },
  { path: '/discussions/:id(\\d+):slug(-.*)?', component: page('discussions/DiscussionPage') },
  { path: '/posts/:id(\\d+)', component: () => import('./PermalinkPage.vue') },
  { path: '/spaces', component: page('spaces/SpacesPage') },
  { path: '/spaces/new', component: page('spaces/NewSpacePage') },
  { path: '/spaces/:slug', component: page('spaces/SpacePage') },
  { path: '/spaces/:slug/members', component: page('spaces/SpaceMembersPage') },
  { path: '/search', component: page('search/SearchPage') },
  { path: '/sign-in', component: page('accounts/SignInPage') },
  { path: '/sign-up', component: page('accounts/SignUpPage') },
  { path: '/me', component: page('accounts/MePage') },
  { path: '/admin', component: page('settings/AdminPage') },
  { path: '/rules', component: words(() => import('./RulesPage.vue')) },
  { path: '/privacy', component: words(() => import('./PrivacyPage.vue')) },
  { path: '/accessibility', component: words(() => import('./AccessibilityPage.vue')) },
  { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') },
];
