import type { RouteRecordRaw } from 'vue-router';
import type { Viewing } from '@fingerpost/contracts/accounts';
import { VIEWER_KEY } from '../api/page-data';
import { queryClient } from '../api/query-client';
import HomePage from '../home/HomePage.vue';
import { loadMemberHome } from '../home/member-home';
import { addMessages } from './i18n';

const viewerNow = () => queryClient.getQueryData<Viewing>(VIEWER_KEY);

/** A page with the words that only its feature needs; both come when somebody opens it. */
const withWords = (words: () => Promise<object>, load: () => Promise<unknown>) => async () => {
  const [page] = await Promise.all([load(), addMessages(words)]);
  return page;
};
const inbox = async () => (await import('@fingerpost/messages/notifications')).enNotifications;
const campaigns = async () => (await import('@fingerpost/messages/campaigns')).enCampaigns;
/** A campaign's page shows events and resources as well. */
const ofCampaign = async () =>
  Object.assign({}, ...(await Promise.all([campaigns(), events(), resources()])));
const events = async () => (await import('@fingerpost/messages/events')).enEvents;
const resources = async () => (await import('@fingerpost/messages/resources')).enResources;
const partnerships = async () => (await import('@fingerpost/messages/partnerships')).enPartnerships;
const long = async () => (await import('@fingerpost/messages/static')).enStatic;

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
  { path: '/events', component: withWords(events, () => import('../events/EventsPage.vue')) },
  { path: '/events/new', component: withWords(events, () => import('../events/NewEventPage.vue')) },
  {
    path: '/events/:id(\\d+):slug(-.*)?',
    component: withWords(events, () => import('../events/EventPage.vue')),
  },
  {
    path: '/events/:id(\\d+):slug(-.*)?/edit',
    component: withWords(events, () => import('../events/EditEventPage.vue')),
  },
  { path: '/spaces', component: () => import('../spaces/SpacesPage.vue') },
  { path: '/spaces/new', component: () => import('../spaces/NewSpacePage.vue') },
  { path: '/spaces/:slug', component: () => import('../spaces/SpacePage.vue') },
  { path: '/spaces/:slug/members', component: () => import('../spaces/SpaceMembersPage.vue') },
  { path: '/spaces/:slug/settings', component: () => import('../spaces/SpaceSettingsPage.vue') },
  { path: '/campaigns', component: withWords(campaigns, () => import('../campaigns/CampaignsPage.vue')) },
  {
    path: '/campaigns/:slug',
    component: withWords(ofCampaign, () => import('../campaigns/CampaignPage.vue')),
  },
  { path: '/resources', component: withWords(resources, () => import('../resources/ResourcesPage.vue')) },
  { path: '/resources/new', component: withWords(resources, () => import('../resources/GivePage.vue')) },
  {
    path: '/resources/:id(\\d+):slug(-.*)?',
    component: withWords(resources, () => import('../resources/ResourcePage.vue')),
  },
  {
    path: '/collections',
    component: withWords(resources, () => import('../resources/collections/CollectionsPage.vue')),
  },
  {
    path: '/collections/new',
    component: withWords(resources, () => import('../resources/collections/NewCollectionPage.vue')),
  },
  {
    path: '/collections/:id(\\d+):slug(-.*)?',
    component: withWords(resources, () => import('../resources/collections/CollectionPage.vue')),
  },
  {
    path: '/collections/:id(\\d+):slug(-.*)?/edit',
    component: withWords(resources, () => import('../resources/collections/EditCollectionPage.vue')),
  },
  {
    path: '/partnerships',
    component: withWords(partnerships, () => import('../partnerships/PartnershipsPage.vue')),
  },
  {
    path: '/partnerships/new',
    component: withWords(partnerships, () => import('../partnerships/NewPartnershipPage.vue')),
  },
  {
    path: '/partnerships/claims',
    component: withWords(partnerships, () => import('../partnerships/ClaimsPage.vue')),
  },
  {
    path: '/partnerships/:slug',
    component: withWords(partnerships, () => import('../partnerships/PartnershipPage.vue')),
  },
  {
    path: '/partnerships/:slug/edit',
    component: withWords(partnerships, () => import('../partnerships/EditPartnershipPage.vue')),
  },
  {
    path: '/partnerships/:slug/history',
    component: withWords(partnerships, () => import('../partnerships/PartnershipHistoryPage.vue')),
  },
  {
    path: '/partnerships/:slug/merge',
    component: withWords(partnerships, () => import('../partnerships/MergePartnershipPage.vue')),
  },
  {
    path: '/organisations/:slug',
    component: withWords(partnerships, () => import('../organisations/OrganisationPage.vue')),
  },
  {
    path: '/organisations/:slug/edit',
    component: withWords(partnerships, () => import('../organisations/EditOrganisationPage.vue')),
  },
  { path: '/people', component: withWords(partnerships, () => import('../people/PeoplePage.vue')) },
  { path: '/people/:id(\\d+)', component: withWords(partnerships, () => import('../people/WritePage.vue')) },
  { path: '/messages', component: withWords(partnerships, () => import('../people/MessagesPage.vue')) },
  {
    path: '/messages/:id(\\d+)',
    component: withWords(partnerships, () => import('../people/MessagePage.vue')),
  },
  { path: '/search', component: () => import('../search/SearchPage.vue') },
  { path: '/sign-in', component: () => import('../accounts/SignInPage.vue') },
  { path: '/sign-up', component: () => import('../accounts/SignUpPage.vue') },
  { path: '/inbox', component: withWords(inbox, () => import('../notifications/InboxPage.vue')) },
  { path: '/me', component: () => import('../accounts/MePage.vue') },
  {
    path: '/me/notifications',
    component: withWords(inbox, () => import('../notifications/SettingsPage.vue')),
  },
  { path: '/admin', component: () => import('../settings/AdminPage.vue') },
  { path: '/first-operator', component: () => import('../settings/FirstOperatorPage.vue') },
  { path: '/rules', component: withWords(long, () => import('./RulesPage.vue')) },
  { path: '/privacy', component: withWords(long, () => import('./PrivacyPage.vue')) },
  { path: '/accessibility', component: withWords(long, () => import('./AccessibilityPage.vue')) },
  { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') },
];
