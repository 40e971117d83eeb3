/** Where the arrow keys lead in a list of `count` suggestions; -1 is the text field itself. */
export function step(active: number, key: string, count: number): number {
  if (count === 0) return -1;
  if (key === 'ArrowDown') return active + 1 >= count ? -1 : active + 1;
  if (key === 'ArrowUp') return active === -1 ? count - 1 : active - 1;
  return active;
}

const same = (a: string, b: string) =>
  a.trim().normalize('NFC').toLowerCase() === b.trim().normalize('NFC').toLowerCase();

/** What was typed, where a suggestion has that very name. */
export const namedBy = <T extends { name: string }>(typed: string, items: readonly T[]): T | undefined =>
  items.find(({ name }) => same(name, typed));
