import type { ModuleName } from '@fingerpost/contracts/modules';
import { t } from '@fingerpost/messages';
import { notFound } from '../http/problem.js';
import { filterOf } from './discussions.address.js';
import { html } from './html.js';
import type { Page, Seen } from './page.js';

interface Plain {
  title: string;
  lead?: string;
  component: string;
  /** It is not there while the operator has this switched off. */
  module?: ModuleName;
}

/** Pages that are forms: what they are for stands in the HTML, and the client draws the rest. */
export const PLAIN = {
  'discussions/new': { title: 'discussions.ask.heading', component: 'discussions/NewDiscussionPage' },
  'resources/new': {
    module: 'resources',
    title: 'resources.give.title',
    lead: 'resources.give.lead',
    component: 'resources/GivePage',
  },
  'collections/new': {
    module: 'resources',
    title: 'resources.collections.form.newTitle',
    lead: 'resources.collections.form.newLead',
    component: 'resources/collections/NewCollectionPage',
  },
  'events/new': {
    title: 'events.form.newTitle',
    lead: 'events.form.lead',
    component: 'events/NewEventPage',
    module: 'events',
  },
  'spaces/new': {
    title: 'spaces.form.newTitle',
    lead: 'spaces.form.newLead',
    component: 'spaces/NewSpacePage',
  },
  'sign-in': {
    title: 'accounts.signIn.title',
    lead: 'accounts.signIn.lead',
    component: 'accounts/SignInPage',
  },
  'sign-up': {
    title: 'accounts.signUp.title',
    lead: 'accounts.signUp.lead',
    component: 'accounts/SignUpPage',
  },
  me: { title: 'accounts.me.title', component: 'accounts/MePage' },
  'me/notifications': {
    title: 'notifications.settingsPage.title',
    lead: 'notifications.settingsPage.lead',
    component: 'notifications/SettingsPage',
  },
  admin: { title: 'settings.title', component: 'settings/AdminPage' },
  'first-operator': {
    title: 'settings.first.title',
    lead: 'settings.first.lead',
    component: 'settings/FirstOperatorPage',
  },
} satisfies Record<string, Plain>;
export type PlainName = keyof typeof PLAIN;

export function plainPage(name: PlainName, { query, site }: Seen): Page {
  const { title, lead, component, module }: Plain = PLAIN[name];
  if (module && !site.modules.includes(module)) throw notFound();
  const heading = t(name === 'discussions/new' ? `${title}.${filterOf(query).kind ?? 'question'}` : title);
  return {
    title: heading,
    canonical: null,
    component,
    main: html`<div class="page page-narrow">
      <div class="page-head">
        <h1>${heading}</h1>
        ${lead && html`<p>${t(lead)}</p>`}
      </div>
      <noscript><p class="notice">${t('pages.needsScripts')}</p></noscript>
    </div>`,
    keep: true,
  };
}
