import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The program's name and the moment it began, so that a number used again is not taken for the old process. */
export function identity(pid) {
  try {
    if (process.platform === 'linux') return linuxIdentity(pid);
    if (process.platform === 'win32') return { name: '', started: '' };
    const line = execFileSync('ps', ['-o', 'lstart=,ucomm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return { started: line.slice(0, 24), name: line.slice(24).trim() };
  } catch {
    return null;
  }
}

function linuxIdentity(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const end = stat.lastIndexOf(')');
  const rest = stat.slice(end + 2).split(' ');
  if (rest[0] === 'Z') return null;
  return { name: stat.slice(stat.indexOf('(') + 1, end), started: rest[19], parent: Number(rest[1]) };
}

/** What is written down about a process, to know it again later. */
export const remember = (pid) => ({ pid, started: identity(pid)?.started ?? '' });

export function stillThere(remembered) {
  if (!remembered?.pid || !alive(remembered.pid)) return false;
  return identity(remembered.pid)?.started === remembered.started;
}

const STOPS = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs something short to see what comes of it. Ctrl+C reaches it as well and says nothing about what was asked, so it
 * is asked again; whoever started it stops a moment later.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 */
export function probe(program, args, options) {
  for (let tries = 1; ; tries++) {
    const tried = spawnSync(program, args, { ...options, encoding: 'utf8' });
    if (!STOPS.has(tried.signal) || tries === 3) return tried;
  }
}

export async function until(condition, timeoutMs, everyMs = 50) {
  const end = performance.now() + timeoutMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() > end) return false;
    await sleep(everyMs);
  }
}

/** Signals in turn, each with its patience, until the process is gone. */
export async function end(isThere, steps) {
  for (const { signal, patienceMs } of steps) {
    if (!isThere()) return true;
    signal();
    if (await until(() => !isThere(), patienceMs)) return true;
  }
  return !isThere();
}
