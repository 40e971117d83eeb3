import accounts from '../en/accounts.json' with { type: 'json' };
import common from '../en/common.json' with { type: 'json' };
import discussions from '../en/discussions.json' with { type: 'json' };
import home from '../en/home.json' with { type: 'json' };
import search from '../en/search.json' with { type: 'json' };
import settings from '../en/settings.json' with { type: 'json' };
import spaces from '../en/spaces.json' with { type: 'json' };

/** What every page may need: one namespace a feature, named as the feature. */
export const en = { accounts, common, discussions, home, search, settings, spaces };
