const SLUG_MAX = 60;

/** The words of a title as they stand in an address. Falls back where a title has no Latin letter or digit. */
export function toSlug(title: string, fallback: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words.length <= SLUG_MAX) return words || fallback;
  const cut = words.slice(0, SLUG_MAX + 1);
  return cut.slice(0, cut.lastIndexOf('-') > 20 ? cut.lastIndexOf('-') : SLUG_MAX).replace(/-+$/, '');
}
