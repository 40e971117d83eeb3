// Makes the documents of the starting library anew from their words: `node scripts/starting-files.mjs`. Run it by hand
// after a change of `sources`; what it makes is committed, since making it needs a browser (for PDF) and gives other
// bytes each time.
import { mkdir, readFile, readdir, writeFile, copyFile } from 'node:fs/promises';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { chromium } from '@playwright/test';
import { findBrowser } from './lib/browser.mjs';
import { inRoot } from './lib/paths.mjs';

const HOME = inRoot('apps/api/src/starting/content/resources');
/** Handed out on paper rather than changed. */
const AS_PDF = new Set(['study-day-wall-questions', 'leaflet-check']);
const AUTHOR = 'Fingerpost starting content, CC0';

/** The little Markdown that the sources are written in: headings, lists, boxes to tick, tables, bold. */
function blocksOf(text) {
  const blocks = [];
  for (const line of text.split('\n')) {
    const last = blocks.at(-1);
    if (line.startsWith('# ')) blocks.push({ kind: 'title', words: line.slice(2) });
    else if (line.startsWith('## ')) blocks.push({ kind: 'heading', words: line.slice(3) });
    else if (line.startsWith('- [ ] ')) blocks.push({ kind: 'box', words: line.slice(6) });
    else if (line.startsWith('- ')) blocks.push({ kind: 'point', words: line.slice(2) });
    else if (line.startsWith('|')) {
      const cells = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      if (last?.kind === 'table') last.rows.push(cells);
      else blocks.push({ kind: 'table', rows: [cells] });
    } else if (line.trim()) blocks.push({ kind: 'words', words: line });
    else blocks.push({ kind: 'gap' });
  }
  return blocks.filter(({ kind }) => kind !== 'gap');
}

const pieces = (words) => words.split(/\*\*(.+?)\*\*/).map((text, i) => ({ text, bold: i % 2 === 1 }));
const runs = (words, bold = false) =>
  pieces(words).map((piece) => new TextRun({ text: piece.text, bold: bold || piece.bold }));

function toWord(block) {
  const { kind, words } = block;
  if (kind === 'title') return new Paragraph({ children: runs(words), heading: HeadingLevel.HEADING_1 });
  if (kind === 'heading') return new Paragraph({ children: runs(words), heading: HeadingLevel.HEADING_2 });
  if (kind === 'point') return new Paragraph({ children: runs(words), bullet: { level: 0 } });
  if (kind === 'box')
    return new Paragraph({
      children: [new TextRun('☐  '), ...runs(words)],
      indent: { left: 360, hanging: 360 },
    });
  if (kind === 'words') return new Paragraph({ children: runs(words) });
  const heads = block.rows[0].some(Boolean);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: (heads ? block.rows : block.rows.slice(1)).map(
      (cells, i) =>
        new TableRow({
          tableHeader: heads && i === 0,
          children: cells.map(
            (cell) =>
              new TableCell({
                margins: { top: 80, bottom: 80, left: 100, right: 100 },
                children: [new Paragraph({ children: runs(cell, heads && i === 0) })],
              }),
          ),
        }),
    ),
  });
}

function wordFile(blocks) {
  const run = { font: 'Arial', size: 23 };
  return Packer.toBuffer(
    new Document({
      title: blocks[0].words,
      creator: AUTHOR,
      lastModifiedBy: AUTHOR,
      styles: {
        default: {
          document: {
            run: { ...run, language: { value: 'en-GB' } },
            paragraph: { spacing: { after: 120, line: 300 } },
          },
          heading1: {
            run: { font: 'Arial', size: 36, bold: true, color: '1d1b16' },
            paragraph: { spacing: { after: 200 } },
          },
          heading2: {
            run: { font: 'Arial', size: 27, bold: true, color: '1f5b45' },
            paragraph: { spacing: { before: 280, after: 120 } },
          },
        },
      },
      sections: [{ children: blocks.map(toWord) }],
    }),
  );
}

const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const html = (words) =>
  pieces(words.replace(/[&<>]/g, (sign) => SIGNS[sign]))
    .map(({ text, bold }) => (bold ? `<strong>${text}</strong>` : text))
    .join('');
const LISTS = { point: 'ul', box: 'ul class="boxes"' };

function toHtml(blocks) {
  let text = '';
  for (const [i, block] of blocks.entries()) {
    const list = LISTS[block.kind];
    if (list && blocks[i - 1]?.kind !== block.kind) text += `<${list}>`;
    if (block.kind === 'title') text += `<h1>${html(block.words)}</h1>`;
    else if (block.kind === 'heading') text += `<h2>${html(block.words)}</h2>`;
    else if (block.kind === 'table')
      text += `<table>${block.rows.map((cells, row) => `<tr>${cells.map((cell) => (row ? `<td>${html(cell)}</td>` : `<th scope="col">${html(cell)}</th>`)).join('')}</tr>`).join('')}</table>`;
    else text += list ? `<li>${html(block.words)}</li>` : `<p>${html(block.words)}</p>`;
    if (list && blocks[i + 1]?.kind !== block.kind) text += '</ul>';
  }
  return `<!doctype html><html lang="en-GB"><title>${html(blocks[0].words)}</title><style>
    body { font: 11.5pt/1.45 Arial, sans-serif; color: #1d1b16 } h1 { font-size: 20pt } h2 { font-size: 14pt; color: #1f5b45; break-after: avoid }
    .boxes { list-style: none; padding: 0 } .boxes li::before { content: '☐  ' } table { width: 100%; border-collapse: collapse }
    td, th { border: 1px solid #857d6b; padding: 4pt; height: 14pt; text-align: left }</style><body>${text}</body></html>`;
}

/** The small picture of a first page, made as the server makes it. */
async function pictureOf(file) {
  const child = fork(inRoot('apps/api/src/files/peek/peek.child.ts'), [], { serialization: 'advanced' });
  const { promise, resolve, reject } = Promise.withResolvers();
  child.once('message', (/** @type {any} */ told) =>
    told.fault ? reject(new Error(told.fault)) : resolve(Buffer.from(told.thumbnail)),
  );
  child.once('error', reject);
  child.send({ make: 'pdf', path: file, textMax: 1 });
  return promise;
}

await mkdir(join(HOME, 'files'), { recursive: true });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
try {
  for (const source of (await readdir(join(HOME, 'sources'))).toSorted()) {
    const name = source.replace(/\.md$/, '');
    if (source.endsWith('.csv')) {
      await copyFile(join(HOME, 'sources', source), join(HOME, 'files', source));
      continue;
    }
    const blocks = blocksOf(await readFile(join(HOME, 'sources', source), 'utf8'));
    if (!AS_PDF.has(name)) {
      await writeFile(join(HOME, 'files', `${name}.docx`), await wordFile(blocks));
      continue;
    }
    const page = await browser.newPage();
    await page.setContent(toHtml(blocks));
    const margin = { top: '18mm', bottom: '18mm', left: '18mm', right: '18mm' };
    const file = join(HOME, 'files', `${name}.pdf`);
    await page.pdf({ path: file, format: 'A4', margin, tagged: true, outline: true });
    await page.close();
    await writeFile(join(HOME, 'files', `${name}.webp`), await pictureOf(file));
  }
} finally {
  await browser.close();
}
