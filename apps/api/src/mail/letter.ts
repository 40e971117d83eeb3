/** What a mail says, once; its plain text and its HTML are both made from this. */
export interface Letter {
  subject: string;
  blocks: readonly Block[];
  /** The same for the same thing whenever it is sent, with angle brackets. */
  messageId?: string;
  /** The mails that it follows in a thread, the oldest first; the last is what it answers. */
  references?: readonly string[];
  list?: MailingList;
  /** An iCalendar part that calendars act on (RFC 6047). */
  calendar?: Calendar;
}
export interface Calendar {
  method: 'REQUEST' | 'CANCEL';
  /** The iCalendar object, whose METHOD is the same. */
  content: string;
}
/** What lets mail programs sort a letter, and stop letters of its sort (RFC 2919, RFC 8058). */
export interface MailingList {
  id: string;
  unsubscribe: string;
}
export type Block =
  | { say: string }
  | { heading: string }
  | { code: string }
  | { link: string; label: string }
  /** Several links in a row, small. */
  | { links: readonly { link: string; label: string }[] }
  /** What somebody wrote: its sanitised HTML, and its text. */
  | { post: { html: string; text: string } };

/** Found out when a letter was to go: why it is not sent after all, or until when it is to wait. */
export type Unsent = { skip: string } | { later: Date };

/** A letter made ready for one recipient. */
export interface Mail {
  id: number;
  to: string;
  messageId: string;
  references: readonly string[];
  list: MailingList | null;
  subject: string;
  text: string;
  html: string;
  calendar: Calendar | null;
}

export const asText = (letter: Letter): string => letter.blocks.map(textOf).join('\n\n') + '\n';

function textOf(block: Block): string {
  if ('say' in block) return block.say;
  if ('heading' in block) return `${block.heading}\n${'-'.repeat(Math.min(70, block.heading.length))}`;
  if ('code' in block) return `    ${block.code}`;
  if ('link' in block) return `${block.label}:\n${block.link}`;
  if ('links' in block) return block.links.map(({ link, label }) => `${label}:\n${link}`).join('\n');
  return block.post.text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

export const asHtml = (letter: Letter, language: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(letter.subject)}</title></head>
<body>
${letter.blocks.map(htmlOf).join('\n')}
</body>
</html>
`;

function htmlOf(block: Block): string {
  if ('say' in block) return `<p>${escapeHtml(block.say)}</p>`;
  if ('heading' in block) return `<h2>${escapeHtml(block.heading)}</h2>`;
  if ('code' in block) return `<p><strong>${escapeHtml(block.code)}</strong></p>`;
  if ('link' in block) return `<p>${anchor(block)}</p>`;
  if ('links' in block) return `<p>${block.links.map(anchor).join('<br>')}</p>`;
  return `<blockquote>\n${block.post.html}\n</blockquote>`;
}

const anchor = ({ link, label }: { link: string; label: string }) =>
  `<a href="${escapeHtml(link)}">${escapeHtml(label)}</a>`;

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
