import type { FileFormat } from '@fingerpost/contracts/formats';
import { Readable } from 'node:stream';
import { TEXT_MAX } from './peek/peek.js';
import { placeOf, readZip, unpack, type ReadAt } from './zip.js';

/** Where the words of each kind of document are; slides in their order. */
const PARTS: Partial<Record<FileFormat, RegExp>> = {
  docx: /^word\/(?:document|footnotes)\.xml$/,
  pptx: /^ppt\/slides\/slide\d+\.xml$/,
  xlsx: /^xl\/sharedStrings\.xml$/,
  odt: /^content\.xml$/,
  ods: /^content\.xml$/,
  odp: /^content\.xml$/,
};
/** Markup is some twenty times longer than its words. */
const XML_MAX = 20 * TEXT_MAX;

/** The words of an office document, for search. Its archive was looked at before. */
export async function officeWords(format: FileFormat, size: number, read: ReadAt): Promise<string> {
  const wanted = PARTS[format];
  if (!wanted) return '';
  const parts = (await readZip(size, read))
    .filter(({ name, size: unpacked }) => wanted.test(name) && unpacked <= XML_MAX)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  let text = '';
  for (const part of parts) {
    if (text.length >= TEXT_MAX) break;
    const packed = await read(await placeOf(part, read), part.packed);
    const pieces: Buffer[] = [];
    await unpack(part, Readable.from([packed]), (piece) => pieces.push(piece));
    text += `${wordsOf(Buffer.concat(pieces).toString('utf8'))}\n`;
  }
  return text.slice(0, TEXT_MAX);
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Ends of paragraphs, cells and lines part words; all other markup stands inside of them. */
export const wordsOf = (xml: string): string =>
  xml
    .replace(/<(?:\/(?:w:p|a:p|text:p|text:h|si)|w:tab|w:br|text:tab|text:line-break|text:s)\b[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_sign, name: string) => ENTITIES[name] ?? ' ')
    .replace(/&#(\d{1,7});/g, (_sign, code: string) => safeSign(Number(code)))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

const safeSign = (code: number) =>
  code > 31 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : ' ';
