/** What a mail says, once; its plain text and its HTML are both made from this. */
export interface Letter {
  subject: string;
  blocks: readonly Block[];
}
export type Block = { say: string } | { code: string } | { link: string; label: string };

/** Why a letter is not sent after all, found out when it was to go. */
export interface Unsent {
  skip: string;
}

/** A letter made ready for one recipient. */
export interface Mail {
  id: number;
  to: string;
  messageId: string;
  subject: string;
  text: string;
  html: string;
}

export const asText = (letter: Letter): string =>
  letter.blocks
    .map((block) => {
      if ('say' in block) return block.say;
      return 'code' in block ? `    ${block.code}` : `${block.label}:\n${block.link}`;
    })
    .join('\n\n') + '\n';

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
  if ('code' in block) return `<p><strong>${escapeHtml(block.code)}</strong></p>`;
  return `<p><a href="${escapeHtml(block.link)}">${escapeHtml(block.label)}</a></p>`;
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
