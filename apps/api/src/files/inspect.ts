import { fileTypeFromBuffer } from 'file-type';
import { FORMATS, PICTURE_MAX, type FileFormat } from '@fingerpost/contracts/formats';
import { inspectOffice } from './inspect.office.js';
import { inspectPicture } from './inspect.picture.js';
import type { Verdict } from './verdict.js';
import { endOf, type ReadAt } from './zip.js';

/** What a browser or a program looks for at the beginning. */
const HEAD = 64 * 1024;
const TAIL = 66 * 1024;

/** Looks at the beginning, the end and the build of a file. What it says of itself, name and type, counts only as a claim. */
export async function inspect(format: FileFormat, size: number, read: ReadAt): Promise<Verdict> {
  if (size === 0) return 'empty';
  const { make } = FORMATS[format];
  if (make === 'office') return inspectOffice(format, size, read);
  const [head, tail] = await Promise.all([read(0, HEAD), read(Math.max(0, size - TAIL), TAIL)]);
  if (make === 'text') return inspectText(head, tail);
  const found = await fileTypeFromBuffer(head);
  if (!found || !isClaimed(format, found.mime)) return 'not_what_it_says';
  // The list of an archive at the end: the same bytes would open as something else.
  if (endOf(tail) !== null) return 'two_in_one';
  if (make === 'pdf') return inspectPdf(head, tail);
  if (make !== 'picture') return hidesMarkup(head) ? 'two_in_one' : null;
  if (size > PICTURE_MAX) return 'too_many_pixels';
  const whole = await read(0, size);
  if (hidesMarkup(whole)) return 'two_in_one';
  return inspectPicture(whole);
}

const SAME: Record<string, string> = { 'image/apng': 'image/png', 'video/x-m4v': 'video/mp4' };
const isClaimed = (format: FileFormat, mime: string) => (SAME[mime] ?? mime) === FORMATS[format].type;

/** Readers look for the header anywhere in the first kilobyte; ours has to be the first thing. */
function inspectPdf(head: Buffer, tail: Buffer): Verdict {
  if (!head.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 'not_what_it_says';
  if (hidesMarkup(head.subarray(5, 1024))) return 'two_in_one';
  return tail.includes('%%EOF') ? null : 'damaged';
}

const MARKUP = ['<script', '<html', '<!doctype', '<?php', '<svg', '%pdf-'];
const hidesMarkup = (bytes: Buffer): boolean => {
  const text = bytes.toString('latin1').toLowerCase();
  return MARKUP.some((sign) => text.includes(sign));
};

/** What a program begins with: text that is run, or that a browser would take for a page. */
const PROGRAMS = ['<', '#!', '{\\rtf', '%pdf-', 'mz', '\u007felf', 'gif8', '@echo'];

/** Words have no magic number: what has a sign that is no letter, or begins as markup or a program, is something else. */
function inspectText(head: Buffer, tail: Buffer): Verdict {
  if (hasControls(head) || hasControls(tail)) return 'not_what_it_says';
  const start = head
    .toString('latin1', 0, 512)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  return PROGRAMS.some((sign) => start.startsWith(sign)) ? 'not_what_it_says' : null;
}

const ALLOWED = new Set([0x09, 0x0a, 0x0c, 0x0d]);
const hasControls = (bytes: Buffer) => bytes.some((byte) => byte < 0x20 && !ALLOWED.has(byte));
