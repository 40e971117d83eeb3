import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Fault, folderFault, fullDisk, isFullDisk } from '../fault.mjs';
import { ids } from './account.mjs';
import { program } from './binaries.mjs';
import { clusterIn } from './place.mjs';
import { newPassword, USER, writeSecret } from './secret.mjs';

// C.UTF-8 of the C library is everywhere on Linux; elsewhere, or where it is missing, PostgreSQL's own is the same.
const OF_THE_SYSTEM = ['--locale=C.UTF-8'];
const BUILT_IN = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Makes the cluster beside its place and moves it in whole, so that a killed attempt leaves nothing half done. */
export async function makeCluster({ home, place, account, port, lasting }) {
  const half = path.join(place, 'postgres.half');
  const secret = { password: newPassword(), port };
  const passwordFile = path.join(place, 'postgres.half.password');
  try {
    const locales = process.platform === 'linux' ? [OF_THE_SYSTEM, BUILT_IN] : [BUILT_IN];
    await firstThatWorks(locales, (locale) => {
      begin(half, passwordFile, secret.password, account);
      return initdb({ home, half, passwordFile, account, lasting, locale });
    });
    writeSecret(place, secret);
    renameSync(half, clusterIn(place));
  } catch (error) {
    throw folderFault(error, place);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

function begin(half, passwordFile, password, account) {
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (!account) return;
  for (const mine of [half, passwordFile]) chownSync(mine, account.uid, account.gid);
}

async function firstThatWorks(choices, attempt) {
  for (const [index, choice] of choices.entries()) {
    try {
      return await attempt(choice);
    } catch (error) {
      if (index === choices.length - 1 || !/locale/i.test(error.message)) throw error;
    }
  }
}

function initdb({ home, half, passwordFile, account, lasting, locale }) {
  const flags = [
    `--pgdata=${half}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--lc-messages=C',
    '--no-instructions',
    ...locale,
    ...(lasting ? [] : ['--no-sync']),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program(home, 'initdb'), flags, {
      ...ids(account),
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(initdbFault(output, half, code))));
  });
}

function initdbFault(output, folder, code) {
  if (isFullDisk(output)) return fullDisk(path.dirname(folder));
  const told =
    output.split('\n').find((line) => /error:|FATAL|PANIC/.test(line)) ?? output.trim().split('\n').at(-1);
  return new Fault(`The database could not be made in ${folder}: ${told || `initdb ended with ${code}`}`);
}

/** Whatever the person's own PostgreSQL settings are, they are not for this one. */
export function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
