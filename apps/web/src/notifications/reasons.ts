import type { Reason } from '@fingerpost/contracts/notifications';

/** New in what one watches; every other reason is about the member themselves. */
const WATCHING: ReadonlySet<Reason> = new Set(['watch_discussion', 'watch_space']);
export const isPersonal = (reason: Reason): boolean => !WATCHING.has(reason);
