// English alone until a Welsh speaker has read the Welsh: a machine's on a public page is worse than none.

/** English made strange, to show which words on a page do not come from here. */
export const PSEUDO_LOCALE = 'en-XA';
