import { spawn } from 'node:child_process';
import { Fault, fullDisk, isFullDisk } from './fault.mjs';
import { inRoot } from './paths.mjs';
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
  const { folder, sources } = BUILDS[name];
  // Taken before, so that what is edited meanwhile is built again next time.
  const print = fingerprint(sources);
  const { code, output } = await vite(folder);
  if (isFullDisk(output)) throw fullDisk(folder);
  if (code !== 0)
    throw new Fault(`${output.trimEnd()}\n\nBuilding ${NAMES[name]} failed; the reason is above.`);
  markBuilt(name, print);
}

function vite(folder) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, [VITE, 'build', '--logLevel', 'warn'], {
      cwd: folder,
      env,
      windowsHide: true,
    });
    const withUs = () => child.kill();
    process.once('exit', withUs);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', withUs);
      resolve({ code, output });
    });
  });
}
