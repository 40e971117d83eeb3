import { Random } from './random.js';

export interface Scale {
  members: number;
  discussions: number;
  posts: number;
}

/** Threads that benches look for, by the number of their replies. */
export const SPECIAL = { long: 1_000, longest: 10_000, chain: 10_000 } as const;
export type SpecialName = keyof typeof SPECIAL;

/** How many replies each discussion gets; the special ones come first. */
export interface Plan {
  replies: number[];
  special: Partial<Record<SpecialName, number>>;
}

/** @throws Error for a scale that cannot be. */
export function parseScale(text: string): Scale {
  const found = /^(\d{1,6})x(\d{1,6})x(\d{1,7})$/.exec(text);
  const [members = 0, discussions = 0, posts = 0] = (found ?? []).slice(1).map(Number);
  if (members < 1 || discussions < 1 || posts < discussions)
    throw new Error(
      `--scale is members x discussions x posts, opening posts counted, such as 200x5000x50000; it is not ${text}`,
    );
  return { members, discussions, posts };
}

/** A special thread is there when it leaves half of the replies to the others. */
export function plan({ discussions, posts }: Scale, random: Random): Plan {
  const special: Plan['special'] = {};
  const replies: number[] = [];
  let left = posts - discussions;
  for (const [name, size] of Object.entries(SPECIAL) as [SpecialName, number][]) {
    if (replies.length + 1 >= discussions || left - size < (posts - discussions) * 0.45) continue;
    special[name] = replies.length;
    replies.push(size);
    left -= size;
  }
  const others = discussions - replies.length;
  return { special, replies: [...replies, ...spread(left, others, random)] };
}

/** Some threads are long and many short, together exactly `total`. */
function spread(total: number, count: number, random: Random): number[] {
  const weights = Array.from({ length: count }, () => random.next() ** 3);
  const sum = weights.reduce((all, weight) => all + weight, 0) || 1;
  const sizes = weights.map((weight) => Math.floor((weight / sum) * total));
  for (
    let rest = total - sizes.reduce((all, size) => all + size, 0), i = 0;
    rest > 0;
    rest -= 1, i = (i + 1) % count
  )
    sizes[i]! += 1;
  return sizes;
}
