import { Fault, isDenied, isFullDisk } from './fault.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { during } from './say.mjs';
import { BUILDS, fingerprint, isFresh, markBuilt } from './sources.mjs';

export const VITE = inRoot('node_modules/vite/bin/vite.js');
const NAMES = { api: 'the server', web: 'the pages' };

/** Builds what is missing or older than its sources, both at once. */
export async function ensureBuilt({ all = false, only = Object.keys(BUILDS) } = {}) {
  const wanted = only.filter((name) => all || !isFresh(name));
  if (!wanted.length) return;
  await during(
    `Building ${wanted.map((name) => NAMES[name]).join(' and ')}`,
    () => Promise.all(wanted.map(build)),
    () => 'Built',
  );
}

async function build(name) {
  const { sources } = BUILDS[name];
  // Taken before, so that what is edited meanwhile is built again next time.
  const { code, output } = await buildOne(name, fingerprint(sources));
  if (code !== 0) throw buildFault(name, output);
}

/** Why a build failed: in one line where the place is to blame, else with all that was told. */
export function buildFault(name, output) {
  const { folder } = BUILDS[name];
  if (isFullDisk(output))
    return new Fault(
      `The disk that holds ${folder} is full, so ${NAMES[name]} cannot be built. Free some space there.`,
    );
  if (isDenied(output))
    return new Fault(
      `This user may not write to ${folder}, so ${NAMES[name]} cannot be built. Run npm run build as the owner of that folder.`,
    );
  return new Fault(`${output.trimEnd()}\n\nBuilding ${NAMES[name]} failed; the reason is above.`);
}

/** @param {string} print what the sources were when it began */
export async function buildOne(name, print) {
  const env = { ...process.env, NODE_ENV: 'production' };
  const built = await run(process.execPath, [VITE, 'build', '--logLevel', 'warn'], {
    cwd: BUILDS[name].folder,
    env,
  });
  if (built.code !== 0) return built;
  try {
    markBuilt(name, print);
    return built;
  } catch (error) {
    return { code: 1, output: String(error) };
  }
}
