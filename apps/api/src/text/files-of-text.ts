import type { MarkdownIt } from 'markdown-it';
import { FILE_ADDRESS, type FileFormat } from '@fingerpost/contracts/formats';
import { sizeWords } from '@fingerpost/messages/sizes';

/** A file that a text names, as far as the text shows it. */
export interface FileOfText {
  format: FileFormat;
  size: number;
  /** A picture is shown in its place; any other file is a link with its kind and size. */
  picture: boolean;
  width: number | null;
  height: number | null;
}
/** By what the text names them by: `/api/files/` and 32 digits. */
export type FilesOfText = ReadonlyMap<string, FileOfText>;
export const NO_FILES: FilesOfText = new Map();

const NAMED = new RegExp(`${FILE_ADDRESS}([0-9a-f]{32})(?![0-9a-f])`, 'g');

/** The files that a text names, each once, without the part that all addresses share. */
export const filesNamed = (text: string): string[] =>
  text.includes(FILE_ADDRESS) ? [...new Set(Array.from(text.matchAll(NAMED), ([, name]) => name!))] : [];

type Rule = NonNullable<MarkdownIt['renderer']['rules'][string]>;
type Tokens = Parameters<Rule>[0];
type Env = Parameters<Rule>[3];
const fileOf = (env: Env, address: string) => (env?.['files'] as FilesOfText | undefined)?.get(address);

/** Shows the pictures of a text in their place, and says beside a link to a file what it leads to. */
export function namesFiles(markdown: MarkdownIt): void {
  const { escapeHtml } = markdown.utils;
  const { rules } = markdown.renderer;

  const link = (address: string, words: string) => `<a href="${escapeHtml(address)}">${words}</a>`;

  rules['image'] = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    const address = String(token.attrGet('src') ?? '');
    const words = escapeHtml(self.renderInlineAsText(token.children ?? [], options, env));
    const file = fileOf(env, address);
    const within = isInLink(tokens, index);
    if (!file?.picture) return within || address === '' ? words : link(address, words || escapeHtml(address));
    const sides = file.width && file.height ? ` width="${file.width}" height="${file.height}"` : '';
    const picture = `<img src="${escapeHtml(address)}" alt="${words}"${sides} loading="lazy">`;
    // A page shows it as wide as its column; alone it is seen whole. A link needs words to be called by.
    return within || words.trim() === '' ? picture : link(address, picture);
  };

  rules['link_close'] = (tokens, index, _options, env) => {
    const file = fileOf(env, hrefOf(tokens, index));
    return file ? `</a> (${file.format.toUpperCase()}, ${sizeWords(file.size)})` : '</a>';
  };
}

/** Links do not stand within links, so the last one opened is the one that is closed. */
function openBefore(tokens: Tokens, index: number): Tokens[number] | null {
  for (let at = index - 1; at >= 0; at--) {
    if (tokens[at]!.type === 'link_close') return null;
    if (tokens[at]!.type === 'link_open') return tokens[at]!;
  }
  return null;
}
const isInLink = (tokens: Tokens, index: number) => openBefore(tokens, index) !== null;
const hrefOf = (tokens: Tokens, index: number) => String(openBefore(tokens, index)?.attrGet('href') ?? '');
