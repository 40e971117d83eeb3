import type { Member } from '../factories.js';
import type { Scene } from '../scene.js';
import {
  FOR_MODERATORS,
  NAMES_SPACE,
  NOT_OF_A_SPACE,
  ONE,
  listRoutes,
  many,
  missing,
  readRoutes,
  said,
} from './reads.js';
import type { Hidden, World } from './world.js';

interface Seen {
  status: number;
  text: string;
  etag: string | undefined;
}
export type Ask = (member: Member | null, address: string, headers?: Record<string, string>) => Promise<Seen>;

export const asker =
  ({ guest, as }: Scene): Ask =>
  async (member, address, headers = {}) => {
    const { status, text, headers: seen } = await (member ? as(member) : guest).get(address, headers);
    if (status === 429) throw new Error('a limit answers in place of access');
    return { status, text, etag: seen.etag === undefined ? undefined : String(seen.etag) };
  };

/** Routes with a parameter for which nobody has said what it names. */
export const withoutFixture = (scene: Scene): string[] =>
  readRoutes(scene.app).filter(
    (pattern) => /[:*]/.test(pattern) && !ONE[pattern] && !NOT_OF_A_SPACE.has(pattern),
  );

/** Every read of one hidden thing, by every role: what an outsider gets must be what a missing thing gives. */
export async function leaksOfOne(
  scene: Scene,
  ask: Ask,
  world: World,
): Promise<{ leaks: string[]; unopened: string[] }> {
  const leaks: string[] = [];
  const unopened: string[] = [];
  for (const pattern of readRoutes(scene.app).filter((route) => ONE[route])) {
    for (const hidden of world.hidden) {
      for (const address of ONE[pattern]!(hidden)) {
        const inside = await ask(hidden.insider, address);
        if (inside.status >= 400) unopened.push(`${address} answers ${inside.status} to its insider`);
        unopened.push(...(await unopenedByControls(ask, address, hidden)));
        for (const [role, member] of Object.entries(world.outsiders)) {
          if (knowsName(role, member, hidden) && NAMES_SPACE.has(pattern)) {
            leaks.push(...secretsIn((await ask(member, address)).text, hidden, role, address));
            continue;
          }
          const expected = await ask(member, missing(address, hidden));
          const plain = await ask(member, address);
          const tagged = await ask(member, address, { 'if-none-match': inside.etag ?? '"none"' });
          for (const [how, seen] of [
            ['', plain],
            [' by ETag', tagged],
          ] as const) {
            if (seen.status !== expected.status)
              leaks.push(
                `${role}${how}: ${address} answers ${seen.status}, a missing one ${expected.status}`,
              );
            leaks.push(...secretsIn(seen.text, hidden, role, `${how} ${address}`));
          }
        }
      }
    }
  }
  return { leaks, unopened };
}

/** What outsiders get from every read of many things. Taken before and after something hidden came into being, it must be the same. */
export async function snapshot(
  scene: Scene,
  ask: Ask,
  world: Pick<World, 'outsiders'>,
  hidden: Hidden[],
): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  for (const pattern of listRoutes(scene.app))
    for (const address of many(pattern, hidden))
      for (const [role, member] of Object.entries(world.outsiders))
        seen.set(`${role}: ${address}`, await ask(member, address));
  return seen;
}

export function leaksOfMany(before: Map<string, Seen>, after: Map<string, Seen>, hidden: Hidden[]): string[] {
  return [...after].flatMap(([where, seen]) => {
    const [role = '', address = ''] = where.split(': ');
    const words = hidden.flatMap((thing) => secretsIn(said(address, seen.text), thing, role, address));
    // The invited hear that there is a private space, which is new to them.
    const earlier = role === 'invited' ? undefined : before.get(where);
    const changed =
      earlier && (earlier.status !== seen.status || still(earlier.text) !== still(seen.text))
        ? [`${where} is no longer as it was before anything hidden existed`]
        : [];
    return [...words, ...changed];
  });
}

/** "Just now" grows older by itself. */
const still = (text: string): string => text.replace(/(<time [^>]*>)[^<]*/g, '$1');

/** The signed-in know the name and description of a `members` space, the invited those of a private one as well. */
const knowsName = (role: string, member: Member | null, { known }: Hidden): boolean =>
  (known && member !== null) || role === 'invited';

const secretsIn = (text: string, { secrets, name }: Hidden, role: string, address: string): string[] =>
  secrets
    .filter((secret) => text.includes(secret) && !(role === 'invited' && secret === name))
    .map((secret) => `${role}: ${address.trim()} says ${secret}`);

/** What a plain member or a moderator gets otherwise than they should. */
async function unopenedByControls(ask: Ask, address: string, { controls }: Hidden): Promise<string[]> {
  const forModerators = FOR_MODERATORS.some((pattern) => pattern.test(address));
  const moderator = await ask(controls.moderator, address);
  const member = await ask(controls.member, address);
  return [
    ...(moderator.status >= 400 ? [`${address} answers ${moderator.status} to a moderator`] : []),
    ...(member.status >= 400 !== forModerators ? [`${address} answers ${member.status} to a member`] : []),
  ];
}
