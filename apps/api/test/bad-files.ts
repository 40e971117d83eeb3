import sharp from 'sharp';
import type { FileReason } from '@fingerpost/contracts/files';
import { EICAR } from './clamd.js';
import { docxOf, docxParts, odtOf, pdfOf, zipOf, type Piece } from './documents.js';

export interface BadFile {
  what: string;
  name: string;
  bytes: Buffer;
  /** Null: nothing is wrong with it. `never` is refused before a byte. */
  verdict: FileReason | 'never' | null;
}

const parts = docxParts('Words');
const more = (...pieces: Piece[]) => zipOf([...parts, ...pieces]);
const ZEROS = Buffer.alloc(8 * 1024 * 1024);

async function pictures() {
  const made = (format: 'png' | 'jpeg' | 'webp' | 'gif') =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: '#1f5b45' } })
      .toFormat(format)
      .toBuffer();
  return {
    png: await made('png'),
    jpg: await made('jpeg'),
    webp: await made('webp'),
    gif: await made('gif'),
  };
}

/** A picture that says of itself how large it is, and has no pixels. */
function hugePng(width: number, height: number, png: Buffer): Buffer {
  const lie = Buffer.from(png);
  lie.writeUInt32BE(width, 16);
  lie.writeUInt32BE(height, 20);
  return lie;
}

/** Each kind of bytes under the name of each other kind. */
function lies(real: Record<string, Buffer>): BadFile[] {
  return Object.entries(real).flatMap(([is, bytes]) =>
    Object.keys(real)
      .filter((says) => says !== is)
      .map((says): BadFile => ({
        what: `${is} that says it is ${says}`,
        name: `lie.${says}`,
        bytes,
        verdict: 'not_what_it_says',
      })),
  );
}

const PROGRAMS: [what: string, bytes: Buffer][] = [
  ['a program of Windows', Buffer.concat([Buffer.from('MZ\u0090\0\u0003', 'latin1'), Buffer.alloc(200)])],
  [
    'a program of Linux',
    Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'), Buffer.alloc(200)]),
  ],
  ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n')],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  [
    'a macro document of the old kind',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
  ],
  ['rich text', Buffer.from('{\\rtf1\\ansi words}')],
  ['nothing but zeros', Buffer.alloc(300)],
];
const NEVER = [
  'exe',
  'html',
  'svg',
  'js',
  'docm',
  'xlsm',
  'zip',
  'rar',
  'bat',
  'lnk',
  'iso',
  'jar',
  'doc',
  'rtf',
  'ps1',
  'apk',
  'dll',
  'htm',
  'xml',
  'php',
];

/** More than 200 files that nobody should be handed, and what is to be said of each. */
export async function badFiles(): Promise<BadFile[]> {
  const seen = await pictures();
  const real = { pdf: pdfOf('A leaflet'), docx: docxOf('Words'), odt: odtOf('Words'), ...seen };
  const bad = (what: string, name: string, bytes: Buffer, verdict: BadFile['verdict']): BadFile => ({
    what,
    name,
    bytes,
    verdict,
  });
  return [
    ...lies(real),
    ...PROGRAMS.flatMap(([what, bytes]) =>
      ['pdf', 'docx', 'txt', 'csv', 'png', 'mp4'].map((says) =>
        bad(`${what} that says it is ${says}`, `a.${says}`, bytes, 'not_what_it_says'),
      ),
    ),
    ...NEVER.map((ending) => bad(`a file of the kind ${ending}`, `a.${ending}`, real.pdf, 'never')),
    ...NEVER.map((ending) => bad(`a second ending ${ending}`, `a.pdf.${ending}`, real.pdf, 'never')),
    ...['a\u202efdp.exe', 'a.pdf\0.exe', 'a.exe ', 'a.pdf/../b.exe', '.exe', 'a', '...', 'a.pdf. .exe'].map(
      (name) => bad(`the name ${JSON.stringify(name)}`, name, real.pdf, 'never'),
    ),
    // Two things in one.
    ...Object.entries({ pdf: real.pdf, ...seen }).flatMap(([ending, bytes]) => [
      bad(
        `${ending} with an archive behind it`,
        `a.${ending}`,
        Buffer.concat([bytes, real.docx]),
        'two_in_one',
      ),
      bad(
        `${ending} with an empty archive behind it`,
        `a.${ending}`,
        Buffer.concat([bytes, zipOf([])]),
        'two_in_one',
      ),
    ]),
    ...Object.entries(seen).flatMap(([ending, bytes]) =>
      [
        '<script>alert(1)</script>',
        '<?php system($_GET[0]) ?>',
        '<html onload=x>',
        '%PDF-1.4',
        '<svg onload=alert(1)>',
      ].map((hidden) =>
        bad(
          `${ending} with ${hidden} in it`,
          `a.${ending}`,
          Buffer.concat([bytes, Buffer.from(hidden)]),
          'two_in_one',
        ),
      ),
    ),
    bad(
      'a PDF after something else',
      'a.pdf',
      Buffer.concat([Buffer.from('\n'), real.pdf]),
      'not_what_it_says',
    ),
    bad(
      'a document after something else',
      'a.docx',
      Buffer.concat([Buffer.from('PK  '), real.docx]),
      'two_in_one',
    ),
    bad(
      'a document with something behind it',
      'a.docx',
      Buffer.concat([real.docx, Buffer.from('more')]),
      'damaged',
    ),
    bad(
      'a document with something between',
      'a.docx',
      Buffer.concat([real.docx.subarray(0, -22), Buffer.from('x'), real.docx.subarray(-22)]),
      'two_in_one',
    ),
    // Bombs.
    bad(
      'a part that unpacks a thousandfold',
      'a.docx',
      more({ name: 'word/media/a.bin', data: Buffer.alloc(80 * 1024 * 1024) }),
      'unpacks_too_large',
    ),
    bad(
      'a part that says it is small',
      'a.docx',
      more({ name: 'word/a.bin', data: ZEROS, says: { size: 100 } }),
      'unpacks_too_large',
    ),
    bad(
      'a part that says it is nothing',
      'a.odt',
      zipOf([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
        { name: 'content.xml', data: ZEROS, says: { size: 0 } },
      ]),
      'unpacks_too_large',
    ),
    bad(
      'parts that lie over each other',
      'a.docx',
      zipOf([
        ...parts,
        {
          name: 'word/big.bin',
          data: Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 7919) % 251)),
        },
        ...Array.from({ length: 200 }, (_, i) => ({
          name: `word/${i}.bin`,
          data: Buffer.from(Array.from({ length: 40_000 }, (_x, j) => (j * 7919) % 251)),
          at: 0,
        })),
      ]),
      'unpacks_too_large',
    ),
    bad(
      'a list of very many parts',
      'a.docx',
      zipOf([...parts, ...Array.from({ length: 5_100 }, (_, i) => ({ name: `word/${i}`, data: '' }))]),
      'unpacks_too_large',
    ),
    bad(
      'a part that says it is larger',
      'a.docx',
      more({ name: 'word/a.bin', data: 'few', says: { size: 1_000 } }),
      'damaged',
    ),
    ...[
      [20_000, 20_000],
      [100_000, 2_000],
      [1_000_000, 1_000],
      [65_535, 65_535],
      [2_147_483, 100],
    ].map(([width, height]) =>
      bad(
        `a picture of ${width} by ${height}`,
        'a.png',
        hugePng(width!, height!, seen.png),
        'too_many_pixels',
      ),
    ),
    // What runs, and what cannot be looked into.
    ...[
      'word/vbaProject.bin',
      'word/vbaData.xml',
      'word/activeX/activeX1.bin',
      'word/embeddings/a.exe',
      'word/a.js',
      'word/b.html',
      'x/y.ps1',
      'Basic/Standard/Module1.xml',
      'Scripts/python/a.py',
    ].map((name) => bad(`a document with ${name}`, 'a.docx', more({ name, data: 'x' }), 'macros')),
    bad(
      'a document with a password',
      'a.docx',
      more({ name: 'word/a.bin', data: 'x', says: { flags: 1 } }),
      'locked',
    ),
    bad('a part that climbs out', 'a.docx', more({ name: '../../etc/passwd', data: 'x' }), 'damaged'),
    bad('a part from the root', 'a.docx', more({ name: '/etc/passwd', data: 'x' }), 'damaged'),
    bad('the same part twice', 'a.docx', more({ name: 'word/document.xml', data: 'x' }), 'damaged'),
    bad('half of a document', 'a.docx', real.docx.subarray(0, 150), 'damaged'),
    bad('half of a PDF', 'a.pdf', real.pdf.subarray(0, 200), 'damaged'),
    bad('half of a picture', 'a.png', seen.png.subarray(0, 20), 'damaged'),
    // The scanner's.
    bad('the test virus', 'a.txt', Buffer.from(EICAR), 'virus'),
    bad('the test virus in a table', 'a.csv', Buffer.from(`a,b\n${EICAR},1\n`), 'virus'),
    bad(
      'the test virus in a PDF',
      'a.pdf',
      Buffer.concat([real.pdf.subarray(0, -6), Buffer.from(`${EICAR}\n%%EOF\n`)]),
      'virus',
    ),
    bad('more than the scanner takes', 'a.txt', Buffer.alloc(5 * 1024 * 1024, 'words '), 'too_large_to_scan'),
    // And what is as it should be.
    ...Object.entries(real).map(([ending, bytes]) => bad(`a good ${ending}`, `good.${ending}`, bytes, null)),
    bad('a good text', 'good.txt', Buffer.from('Łukasz and Zoë\r\n\t“yes”'), null),
    bad('a good table', 'good.csv', Buffer.from('a,b\r\n1,2\r\n'), null),
  ];
}
