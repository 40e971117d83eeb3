import sharp from 'sharp';
import type { Verdict } from './verdict.js';

/** A page at 600 dots per inch, three times over; more than this only fills the memory of who opens it. */
export const PIXELS_MAX = 100_000_000;

/** Reads the header alone: a picture that would be unpacked to measure it has done its harm already. */
export async function inspectPicture(bytes: Buffer): Promise<Verdict> {
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return width * height * pages > PIXELS_MAX ? 'too_many_pixels' : null;
  } catch {
    return 'damaged';
  }
}
