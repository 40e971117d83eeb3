/** Where in the United Kingdom something is; `uk` for what belongs to all of it. Free of zod. */
export const NATIONS = ['england', 'scotland', 'wales', 'northern-ireland', 'uk'] as const;
export type Nation = (typeof NATIONS)[number];
