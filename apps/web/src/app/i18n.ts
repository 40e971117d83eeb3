import { createI18n } from 'vue-i18n';
import { en } from '@fingerpost/messages/en';
import { PSEUDO_LOCALE } from '@fingerpost/messages/locales';

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en } as Record<string, typeof en>,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
});

const strange = () =>
  new URLSearchParams(location.search).get('lang') === 'pseudo' ||
  localStorage.getItem('fp_locale') === PSEUDO_LOCALE;

/** Our own words made strange on request, so that a test sees which ones were written elsewhere. */
export async function chooseLocale(): Promise<void> {
  if (!strange()) return;
  const { pseudo } = await import('@fingerpost/messages/pseudo');
  i18n.global.setLocaleMessage(PSEUDO_LOCALE, pseudo(en));
  i18n.global.locale.value = PSEUDO_LOCALE;
}

/** Words that only some pages need join the others when such a page opens. */
export async function addMessages(load: () => Promise<object>): Promise<void> {
  const more = await load();
  i18n.global.mergeLocaleMessage('en', more);
  if (i18n.global.locale.value !== PSEUDO_LOCALE) return;
  const { pseudo } = await import('@fingerpost/messages/pseudo');
  i18n.global.mergeLocaleMessage(PSEUDO_LOCALE, pseudo(more as typeof en));
}

export const addInboxMessages = () =>
  addMessages(async () => (await import('@fingerpost/messages/notifications')).enNotifications);
