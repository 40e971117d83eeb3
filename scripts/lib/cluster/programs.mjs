import { existsSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../fault.mjs';
import { run } from '../run.mjs';
import { during } from '../say.mjs';

// Debian keeps haproxy where only root's PATH leads.
const FOLDERS = [
  ...(process.env.PATH ?? '').split(path.delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
];

export const findProgram = (name) =>
  FOLDERS.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;

const isDebianRoot = () => process.getuid?.() === 0 && findProgram('apt-get') !== null;

/**
 * Where the programs of these Debian packages are; what is missing is installed as root on Debian.
 * @param {Record<string, string>} packages the package of each program
 * @returns {Promise<Record<string, string>>}
 */
export async function needPrograms(packages) {
  const missing = () => Object.keys(packages).filter((name) => !findProgram(name));
  if (missing().length && isDebianRoot()) await install(missing().map((name) => packages[name]));
  if (missing().length) throw new Fault(toInstall(missing().map((name) => packages[name])));
  return Object.fromEntries(Object.keys(packages).map((name) => [name, findProgram(name)]));
}

async function install(names) {
  // The package would start a service of its own, which nobody asked for.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) => run('apt-get', args, { env });
  await during(`Installing ${names.join(' and ')} by apt-get`, async () => {
    await apt('update', '-qq');
    for (const name of names) await apt('install', '-y', '-qq', '--no-install-recommends', name);
  });
}

function toInstall(names) {
  const all = names.join(' ');
  const how =
    {
      linux: `as root: apt install ${all} (or your system's own way)`,
      darwin: `brew install ${all.replace('redis-server', 'redis')}`,
    }[process.platform] ??
    'docker compose -f docker-compose.cluster.yml up --build starts the same without them';
  return `npm run cluster needs ${names.join(' and ')}, not found here. Install: ${how}.`;
}
