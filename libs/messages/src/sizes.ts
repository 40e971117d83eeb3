/** Sizes of files in words, for both writers of HTML. */

const UNITS = ['kB', 'MB', 'GB'];
const STEP = 1024;

/** "24 kB", "1.4 MB": as file managers say it, never "0 kB". */
export function sizeWords(bytes: number): string {
  let size = bytes / STEP;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return `${Math.max(size, 1).toFixed(digits)} ${UNITS[unit]}`;
}
