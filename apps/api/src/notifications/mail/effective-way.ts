import { PERSONAL_REASONS } from '@fingerpost/contracts/notifications';

const PERSONAL = PERSONAL_REASONS.map((reason) => `'${reason}'`).join(', ');

/**
 * The way a member chose for a reason ('now', 'digest', 'never'), as SQL. `ns` is the alias of their
 * notification_settings, whose row is missing where nothing was ever chosen.
 */
export const wayFor = (reason: string, ns: string): string =>
  `coalesce(${ns}.reasons ->> ${reason},
     CASE WHEN ${reason} IN (${PERSONAL}) THEN coalesce(${ns}.personal, 'now') ELSE coalesce(${ns}.rest, 'digest') END)`;
