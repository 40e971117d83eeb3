import { changedWords, type WordsChanged } from '@fingerpost/contracts/words-changed';
import { t } from '@fingerpost/messages';
import { dayWords } from '@fingerpost/messages/events';

/** The fields of a difference by the words of the form. */
const LABELS: Record<string, string> = {
  title: 'title',
  start: 'from',
  end: 'to',
  zone: 'zone',
  format: 'format',
  place: 'place',
  access: 'access',
  joining: 'link',
};

function said(field: string, value: unknown): string {
  if (Array.isArray(value) && value.length > 0)
    return value.map((name) => t(`events.access.${name}`)).join(', ');
  if (typeof value !== 'string' || value === '') return t('events.form.nothing');
  if (field === 'format') return t(`events.format.${value}`);
  return field === 'start' || field === 'end' ? `${dayWords(value, 'en-GB')}, ${value.slice(11)}` : value;
}

/** The difference of an `event.changed` activity, a line for each field or more for its text; the way to join is named and never said. */
export function changeLines(data: Record<string, unknown>): string[] {
  const { fields, from, to } = data as {
    fields: string[];
    from: Record<string, unknown>;
    to: Record<string, unknown>;
  };
  const lines = fields
    .filter((name) => name in LABELS)
    .map((name) => {
      const field = t(`events.form.${LABELS[name]}`);
      return name in to
        ? t('events.mail.change', { field, from: said(name, from[name]), to: said(name, to[name]) })
        : t('events.mail.changes', { field });
    });
  if (!fields.includes('body')) return lines;
  const words = { from: from.body, to: to.body } as WordsChanged;
  return [...lines, ...changedWords(words).map(({ key, values }) => t(key, values))];
}

/** What an inbox says of an event that changed or is called off, in a line. */
export function saidOfEvent(kind: string, data: Record<string, unknown> | null): string {
  if (data && kind === 'event.changed') return changeLines(data).join('; ');
  return data?.reason ? t('events.mail.reason', { reason: String(data.reason) }) : '';
}
