import {
  compile,
  createCoreContext,
  fallbackWithLocaleChain,
  registerLocaleFallbacker,
  registerMessageCompiler,
  registerMessageResolver,
  resolveValue,
  translate,
} from '@intlify/core-base';
import faults from '../en/faults.json' with { type: 'json' };
import mail from '../en/mail.json' with { type: 'json' };
import pages from '../en/pages.json' with { type: 'json' };
import starting from '../en/starting.json' with { type: 'json' };
import { enCampaigns } from './campaigns.js';
import { enEvents } from './events.js';
import { en } from './en.js';
import { enFiles } from './files.js';
import { enNotifications } from './notifications.js';
import { enResources } from './resources.js';
import { enPartnerships } from './partnerships.js';
import { enStatic } from './static.js';

export * from './locales.js';

registerMessageCompiler(compile);
registerMessageResolver(resolveValue);
registerLocaleFallbacker(fallbackWithLocaleChain);

export const catalogue = {
  en: {
    ...en,
    ...enStatic,
    ...enNotifications,
    ...enCampaigns,
    ...enEvents,
    ...enResources,
    ...enFiles,
    ...enPartnerships,
    faults,
    mail,
    pages,
    starting,
  },
};

const context = createCoreContext({
  locale: 'en',
  fallbackLocale: 'en',
  messages: catalogue,
  // A key without words is a fault, and is to be seen as one: it comes back as itself.
  missingWarn: false,
  fallbackWarn: false,
});

export type Values = Record<string, string | number>;

/** The words behind a key, for pages and mail that the server writes; `values.count` also chooses the plural. */
export function t(key: string, values: Values = {}): string {
  const plural = typeof values.count === 'number' ? values.count : undefined;
  const text =
    plural === undefined ? translate(context, key, values) : translate(context, key, values, { plural });
  return typeof text === 'string' ? text : key;
}
