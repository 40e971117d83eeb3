/** What the toolbar does to a textarea that holds Markdown: pure steps on text and selection. */
export type Format =
  | 'bold'
  | 'italic'
  | 'link'
  | 'bulletList'
  | 'orderedList'
  | 'blockquote'
  | 'code'
  | 'heading';
export interface Selected {
  text: string;
  start: number;
  end: number;
}

const WRAPS: Partial<Record<Format, string>> = { bold: '**', italic: '*', code: '`' };
const LINES: Partial<Record<Format, (index: number) => string>> = {
  bulletList: () => '- ',
  orderedList: (index) => `${index + 1}. `,
  blockquote: () => '> ',
  heading: () => '### ',
};

export function applyFormat(selected: Selected, format: Format): Selected {
  const marker = WRAPS[format];
  if (marker)
    return format === 'code' && selectedText(selected).includes('\n')
      ? fence(selected)
      : wrap(selected, marker);
  const prefix = LINES[format];
  return prefix ? prefixLines(selected, prefix) : selected;
}

/** `[words](address)`; without a selection the address is its own text. */
export function insertLink(selected: Selected, address: string): Selected {
  const words = selectedText(selected) || address;
  return replace(
    selected,
    `[${words.replace(/[[\]\\]/g, '\\$&')}](${address.replace(/[\s()<>]/g, percent)})`,
  );
}

const percent = (character: string) =>
  `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
const selectedText = ({ text, start, end }: Selected) => text.slice(start, end);

function wrap(selected: Selected, marker: string): Selected {
  const { text, start, end } = selected;
  const size = marker.length;
  const wrapped = text.slice(start - size, start) === marker && text.slice(end, end + size) === marker;
  if (wrapped)
    return {
      text: text.slice(0, start - size) + text.slice(start, end) + text.slice(end + size),
      start: start - size,
      end: end - size,
    };
  return {
    text: text.slice(0, start) + marker + text.slice(start, end) + marker + text.slice(end),
    start: start + size,
    end: end + size,
  };
}

function fence(selected: Selected): Selected {
  return replace(selected, `\`\`\`\n${selectedText(selected)}\n\`\`\``);
}

function prefixLines({ text, start, end }: Selected, prefix: (index: number) => string): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const lines = text.slice(from, to).split('\n');
  const bare = lines.map((line, index) =>
    line.startsWith(prefix(index)) ? line.slice(prefix(index).length) : null,
  );
  const off = bare.every((line) => line !== null);
  const changed = (off ? bare : lines.map((line, index) => prefix(index) + line)).join('\n');
  const whole = {
    text: text.slice(0, from) + changed + text.slice(to),
    start: from,
    end: from + changed.length,
  };
  return start === end ? { ...whole, start: whole.end } : whole;
}

function replace({ text, start, end }: Selected, words: string): Selected {
  const at = start + words.length;
  return { text: text.slice(0, start) + words + text.slice(end), start: at, end: at };
}
