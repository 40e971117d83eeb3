import resources from '../en/resources.json' with { type: 'json' };

/** The library, apart from the rest so that only its readers load it. */
export const enResources = { resources };
