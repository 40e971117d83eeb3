/**
 * A process of its own that opens files of strangers: it has no database, no settings and little memory, and is killed
 * when it takes too long. It imports nothing of ours, so that it can also be started as it stands here.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';

interface Wish {
  make: 'pdf' | 'picture' | 'shown';
  path: string;
  textMax: number;
}
interface Found {
  text: string;
  pages: number | null;
  thumbnail: Buffer | null;
  picture: { bytes: Buffer; width: number; height: number } | null;
}

/** Twice what a page shows, for fine screens. */
const WIDTH = 480;
const HEIGHT = 640;
const PIXELS_MAX = 100_000_000;
const WEBP = { quality: 78 };

/** Turned as its camera says, without what else the camera wrote. */
const small = (input: Buffer | string) =>
  sharp(input, { limitInputPixels: PIXELS_MAX, failOn: 'none' })
    .rotate()
    .resize(WIDTH, HEIGHT, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .webp(WEBP)
    .toBuffer();

/** As wide as a post on a fine screen. */
const SHOWN = 1600;

async function ofShown(path: string): Promise<Found> {
  const options = { limitInputPixels: PIXELS_MAX, failOn: 'none' } as const;
  const { pages = 1 } = await sharp(path, options).metadata();
  // What moves has no side to be turned to.
  const turned = pages > 1 ? sharp(path, { ...options, animated: true }) : sharp(path, options).rotate();
  const { data, info } = await turned
    .resize(SHOWN, pages > 1 ? undefined : 2 * SHOWN, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82 })
    .toBuffer({ resolveWithObject: true });
  const height = info.pageHeight ?? info.height;
  return { text: '', pages: null, thumbnail: null, picture: { bytes: data, width: info.width, height } };
}

async function ofPdf(file: string, textMax: number): Promise<Found> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    data: new Uint8Array(await readFile(file)),
    useSystemFonts: false,
    disableFontFace: true,
    standardFontDataUrl: `${home}/standard_fonts/`,
    cMapUrl: `${home}/cmaps/`,
    verbosity: 0,
  });
  const document = await task.promise;
  let text = '';
  for (let number = 1; number <= document.numPages && text.length < textMax; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    text += `${items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')}\n`;
    page.cleanup();
  }
  return {
    text: text.slice(0, textMax),
    pages: document.numPages,
    thumbnail: await firstPage(document).catch(() => null),
    picture: null,
  };
}

interface Pdf {
  getPage(number: number): Promise<{
    getViewport(at: { scale: number }): { width: number; height: number };
    render(into: object): { promise: Promise<void> };
  }>;
  canvasFactory: unknown;
}

async function firstPage(document: unknown): Promise<Buffer> {
  const pdf = document as Pdf;
  const page = await pdf.getPage(1);
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(WIDTH / whole.width, HEIGHT / whole.height) });
  const factory = pdf.canvasFactory as {
    create(
      width: number,
      height: number,
    ): { canvas: { toBuffer(type: 'image/png'): Buffer }; context: unknown };
  };
  const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: null, canvasContext: context, viewport, background: '#ffffff' }).promise;
  return sharp(canvas.toBuffer('image/png')).webp(WEBP).toBuffer();
}

process.on('message', (wish: Wish) => {
  const found: Record<Wish['make'], () => Promise<Found>> = {
    pdf: () => ofPdf(wish.path, wish.textMax),
    picture: async () => ({ text: '', pages: null, thumbnail: await small(wish.path), picture: null }),
    shown: () => ofShown(wish.path),
  };
  found[wish.make]().then(
    (told) => process.send?.(told, () => process.exit(0)),
    (fault: unknown) => process.send?.({ fault: String(fault) }, () => process.exit(0)),
  );
});
