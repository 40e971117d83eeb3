import type { Me } from '@fingerpost/contracts/accounts';
import type { NotificationSettings } from '@fingerpost/contracts/notifications';

export type MailStopped = NonNullable<NotificationSettings['mailStopped']>;

/** Whether the member's address stopped taking mail, as far as their page knows. */
export const mailStoppedOf = (member: (Me & { mailStopped?: MailStopped | null }) | null) =>
  member?.mailStopped ?? null;
