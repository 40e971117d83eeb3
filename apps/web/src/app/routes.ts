import type { RouteRecordRaw } from 'vue-router';
import type { Viewing } from '@fingerpost/contracts/accounts';
import { VIEWER_KEY } from '../api/page-data';
import { queryClient } from '../api/query-client';
import HomePage from '../home/HomePage.vue';
import { loadMemberHome } from '../home/member-home';
import { addCampaignMessages, addInboxMessages, addStaticMessages } from './i18n';

const viewerNow = () => queryClient.getQueryData<Viewing>(VIEWER_KEY);

const ofInbox = (load: () => Promise<unknown>) => async () => {
  await addInboxMessages();
  return load();
};
const ofCampaigns = (load: () => Promise<unknown>) => async () => {
  await addCampaignMessages();
  return load();
};
const withWords = (load: () => Promise<unknown>) => async () => {
  await addStaticMessages();
  return load();
};

// Every feature's pages are chunks of their own; the guest landing alone comes with the shell.
export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: HomePage,
    beforeEnter: async () => (viewerNow()?.member ? loadMemberHome() : undefined),
  },
  { path: '/discussions', component: () => import('../discussions/DiscussionsPage.vue') },
  { path: '/discussions/new', component: () => import('../discussions/NewDiscussionPage.vue') },
  { path: '/discussions/:id(\\d+):slug(-.*)?', component: () => import('../discussions/DiscussionPage.vue') },
  { path: '/posts/:id(\\d+)', component: () => import('./PermalinkPage.vue') },
  { path: '/spaces', component: () => import('../spaces/SpacesPage.vue') },
  { path: '/spaces/new', component: () => import('../spaces/NewSpacePage.vue') },
  { path: '/spaces/:slug', component: () => import('../spaces/SpacePage.vue') },
  { path: '/spaces/:slug/members', component: () => import('../spaces/SpaceMembersPage.vue') },
  { path: '/spaces/:slug/settings', component: () => import('../spaces/SpaceSettingsPage.vue') },
  { path: '/campaigns', component: ofCampaigns(() => import('../campaigns/CampaignsPage.vue')) },
  { path: '/campaigns/:slug', component: ofCampaigns(() => import('../campaigns/CampaignPage.vue')) },
  { path: '/partnerships', component: () => import('../partnerships/PartnershipsPage.vue') },
  { path: '/partnerships/new', component: () => import('../partnerships/NewPartnershipPage.vue') },
  { path: '/partnerships/:slug', component: () => import('../partnerships/PartnershipPage.vue') },
  { path: '/partnerships/:slug/edit', component: () => import('../partnerships/EditPartnershipPage.vue') },
  {
    path: '/partnerships/:slug/history',
    component: () => import('../partnerships/PartnershipHistoryPage.vue'),
  },
  { path: '/organisations/:slug', component: () => import('../partnerships/OrganisationPage.vue') },
  { path: '/people', component: () => import('../people/PeoplePage.vue') },
  { path: '/people/:id(\\d+)', component: () => import('../people/WritePage.vue') },
  { path: '/messages', component: () => import('../people/MessagesPage.vue') },
  { path: '/messages/:id(\\d+)', component: () => import('../people/MessagePage.vue') },
  { path: '/search', component: () => import('../search/SearchPage.vue') },
  { path: '/sign-in', component: () => import('../accounts/SignInPage.vue') },
  { path: '/sign-up', component: () => import('../accounts/SignUpPage.vue') },
  { path: '/inbox', component: ofInbox(() => import('../notifications/InboxPage.vue')) },
  { path: '/me', component: () => import('../accounts/MePage.vue') },
  {
    path: '/me/notifications',
    component: ofInbox(() => import('../notifications/SettingsPage.vue')),
  },
  { path: '/admin', component: () => import('../settings/AdminPage.vue') },
  { path: '/first-operator', component: () => import('../settings/FirstOperatorPage.vue') },
  { path: '/rules', component: withWords(() => import('./RulesPage.vue')) },
  { path: '/privacy', component: withWords(() => import('./PrivacyPage.vue')) },
  { path: '/accessibility', component: withWords(() => import('./AccessibilityPage.vue')) },
  { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') },
];
