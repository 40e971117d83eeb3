/** Welsh stays off until a Welsh speaker has read it: a machine's Welsh on a public page is worse than none. */
export const WELSH_READ = false;
export const LOCALES = WELSH_READ ? (['en', 'cy'] as const) : (['en'] as const);
/** English made strange, to show which words on a page do not come from here. */
export const PSEUDO_LOCALE = 'en-XA';
export type Locale = 'en' | 'cy' | typeof PSEUDO_LOCALE;
