/** Pictures and files as Markdown names them: pure steps on the text of a post. */
import { FILE_ADDRESS } from '@fingerpost/contracts/formats';

export interface Picture {
  address: string;
  alt: string;
}

const WORDS = String.raw`(?:\\.|[^\]\\])*`;
const ADDRESS = String.raw`${FILE_ADDRESS}[0-9a-f]{32}`;
const PICTURE = new RegExp(String.raw`!\[(${WORDS})\]\((${ADDRESS})\)`, 'g');
const isOwn = new RegExp(`^${ADDRESS}$`);

export const isOwnFile = (address: unknown): address is string =>
  typeof address === 'string' && isOwn.test(address);
export const namesOwnFile = (text: string): boolean => text.includes(FILE_ADDRESS);

/** Each picture once, in the order of the text. */
export function picturesOf(text: string): Picture[] {
  const found = new Map<string, Picture>();
  for (const [, words = '', address = ''] of text.matchAll(PICTURE))
    if (!found.has(address)) found.set(address, { address, alt: words.replace(/\\(.)/gs, '$1') });
  return [...found.values()];
}

/** What Markdown would read as more than itself; underscores within a word are left as they are in names of files. */
const MARKS = /[\\[\]`*~<&]|(?<!\w)_|_(?!\w)/g;
export const escapedWords = (words: string): string =>
  words.replace(MARKS, String.raw`\$&`).replace(/\s+/g, ' ');
export const pictureText = ({ address, alt }: Picture): string => `![${escapedWords(alt)}](${address})`;
export const fileText = (name: string, address: string): string => `[${escapedWords(name)}](${address})`;

export const withAlt = (text: string, { address, alt }: Picture): string =>
  text.replace(PICTURE, (all, _words, found: string) =>
    found === address ? pictureText({ address, alt }) : all,
  );
export const withoutPicture = (text: string, address: string): string =>
  text
    .replace(PICTURE, (all, _words, found: string) => (found === address ? '' : all))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
