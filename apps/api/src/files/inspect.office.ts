import type { FileFormat } from '@fingerpost/contracts/formats';
import type { Verdict } from './verdict.js';
import { ZipFault, readZip, type ReadAt, type ZipEntry } from './zip.js';

/** The part that makes an archive this kind of document. */
const HEART: Partial<Record<FileFormat, string>> = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  pptx: 'ppt/presentation.xml',
  odt: 'content.xml',
  ods: 'content.xml',
  odp: 'content.xml',
};
const MIMETYPE: Partial<Record<FileFormat, string>> = {
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};
/** What runs when a document is opened, and what hides another file in it. */
const ACTIVE =
  /(?:^|\/)(?:vbaproject\.bin|vbadata\.xml|activex\/|basic\/|scripts\/)|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar|html?)$/i;

/** XML packs to a twentieth; pictures do not pack at all. */
const UNPACKED_MAX = 1024 * 1024 * 1024;
const RATIO_MAX = 100;
const RATIO_FROM = 64 * 1024 * 1024;

/** A document of Word, Excel, PowerPoint or LibreOffice by its list of parts; what they hold is unpacked by the checker. */
export async function inspectOffice(format: FileFormat, size: number, read: ReadAt): Promise<Verdict> {
  let entries: ZipEntry[];
  try {
    entries = await readZip(size, read);
  } catch (fault) {
    if (!(fault instanceof ZipFault)) throw fault;
    return size >= 4 && (await read(0, 2)).toString('latin1') === 'PK' ? faultOf(fault) : 'not_what_it_says';
  }
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has(HEART[format] ?? '') || !(await saysSo(format, names, entries, read)))
    return 'not_what_it_says';
  if (
    names.size !== entries.length ||
    entries.some(({ name }) => name.includes('..') || name.startsWith('/'))
  )
    return 'damaged';
  if (entries.some(({ locked }) => locked)) return 'locked';
  if (entries.some(({ name }) => ACTIVE.test(name))) return 'macros';
  const unpacked = entries.reduce((sum, entry) => sum + entry.size, 0);
  const bomb = unpacked > UNPACKED_MAX || (unpacked > RATIO_FROM && unpacked > RATIO_MAX * size);
  return bomb ? 'unpacks_too_large' : null;
}

const faultOf = ({ message }: ZipFault): Verdict =>
  /over each other|too many/.test(message)
    ? 'unpacks_too_large'
    : /begins|more in it/.test(message)
      ? 'two_in_one'
      : 'damaged';

/** An OpenDocument names its kind in its first part, which is never packed. */
async function saysSo(
  format: FileFormat,
  names: Set<string>,
  entries: ZipEntry[],
  read: ReadAt,
): Promise<boolean> {
  const said = MIMETYPE[format];
  if (!said) return names.has('[Content_Types].xml');
  const first = entries.find(({ name }) => name === 'mimetype');
  if (!first || first.method !== 0 || first.size !== said.length) return false;
  const header = await read(first.offset, 30 + 64 + said.length);
  return header.includes(said);
}
