import page from '../en/static.json' with { type: 'json' };

/** The long pages of our own words, apart from the rest so that only their readers load them. */
export const enStatic = { static: page };
