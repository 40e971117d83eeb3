import type { RouteRecordRaw } from 'vue-router';
import HomePage from '../home/HomePage.vue';
import { addStaticMessages } from './i18n';

// Every feature's pages are chunks of their own; the guest landing alone comes with the shell.
const late = import.meta.glob('../{search,settings}/*Page.vue');
const page = (name: string) => late[`../${name}.vue`] ?? (() => import('./NotFoundPage.vue'));

const withWords = (load: () => Promise<unknown>) => async () => {
  await addStaticMessages();
  return load();
};

export const routes: RouteRecordRaw[] = [
  { path: '/', component: HomePage },
  { path: '/discussions', component: () => import('../discussions/DiscussionsPage.vue') },
  { path: '/discussions/new', component: () => import('../discussions/NewDiscussionPage.vue') },
  { path: '/discussions/:id(\\d+):slug(-.*)?', component: () => import('../discussions/DiscussionPage.vue') },
  { path: '/posts/:id(\\d+)', component: () => import('./PermalinkPage.vue') },
  { path: '/spaces', component: () => import('../spaces/SpacesPage.vue') },
  { path: '/spaces/new', component: () => import('../spaces/NewSpacePage.vue') },
  { path: '/spaces/:slug', component: () => import('../spaces/SpacePage.vue') },
  { path: '/spaces/:slug/members', component: () => import('../spaces/SpaceMembersPage.vue') },
  { path: '/spaces/:slug/settings', component: () => import('../spaces/SpaceSettingsPage.vue') },
  { path: '/search', component: page('search/SearchPage') },
  { path: '/sign-in', component: () => import('../accounts/SignInPage.vue') },
  { path: '/sign-up', component: () => import('../accounts/SignUpPage.vue') },
  { path: '/me', component: () => import('../accounts/MePage.vue') },
  { path: '/admin', component: page('settings/AdminPage') },
  { path: '/first-operator', component: page('settings/FirstOperatorPage') },
  { path: '/rules', component: withWords(() => import('./RulesPage.vue')) },
  { path: '/privacy', component: withWords(() => import('./PrivacyPage.vue')) },
  { path: '/accessibility', component: withWords(() => import('./AccessibilityPage.vue')) },
  { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') },
];
