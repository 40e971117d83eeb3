import type {
  ChangeNotificationSettings,
  MailWhen,
  NotificationSettings,
  Reason,
} from '@fingerpost/contracts/notifications';

/** The three ways that most members choose among; anything else was set under "More". */
export const CHOICES = {
  now: { personal: 'now', rest: 'digest' },
  digest: { personal: 'digest', rest: 'digest' },
  none: { personal: 'never', rest: 'never' },
} as const satisfies Record<string, { personal: MailWhen; rest: MailWhen }>;
export type Choice = keyof typeof CHOICES;

export const REASONS: readonly Reason[] = [
  'mention',
  'reply',
  'answer',
  'accepted',
  'message',
  'asked_to_join',
  'asked_to_look_after',
  'looks_after',
  'report_decided',
  'event_rsvp',
  'event_going',
  'resource_handed',
  'resource_review',
  'resource_version',
  'partnership_review',
  'watch_discussion',
  'watch_space',
];

type Chosen = Pick<ChangeNotificationSettings, 'personal' | 'rest' | 'reasons'>;

export function choiceOf({ personal, rest, reasons }: Chosen): Choice | null {
  if (Object.keys(reasons).length > 0) return null;
  const names = Object.keys(CHOICES) as Choice[];
  return names.find((name) => CHOICES[name].personal === personal && CHOICES[name].rest === rest) ?? null;
}

/** Of what the server says, the part that may be changed. */
export const draftOf = (settings: NotificationSettings): ChangeNotificationSettings => ({
  personal: settings.personal,
  rest: settings.rest,
  reasons: { ...settings.reasons },
  digest: { ...settings.digest },
  timeZone: settings.timeZone,
  quiet: settings.quiet && { ...settings.quiet },
  version: settings.version,
});

/** The zones that are likely first; then all that the browser knows. */
export function zones(present: string): string[] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([present, here, 'Europe/London', ...Intl.supportedValuesOf('timeZone')])].filter(
    Boolean,
  );
}

export const hourWords = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
