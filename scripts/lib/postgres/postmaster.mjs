import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Fault } from '../fault.mjs';
import { alive, end, identity } from '../processes.mjs';
import { program } from './binaries.mjs';

const pidFile = (cluster) => path.join(cluster, 'postmaster.pid');

/** What PostgreSQL wrote about itself: lines 1, 4 and 8 are its process, its port and its state. */
export function readPidFile(cluster) {
  let lines;
  try {
    lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
  } catch {
    return null;
  }
  return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The postmaster of that cluster if one runs; a number that now belongs to another program does not count. */
export function running(cluster) {
  const told = readPidFile(cluster);
  if (!told?.pid || !alive(told.pid)) return null;
  const name = identity(told.pid)?.name;
  return name === '' || (name?.startsWith('postgres') && worksIn(told.pid, cluster)) ? told : null;
}

function worksIn(pid, cluster) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    // no /proc, or not ours to look at: its name must do
    return true;
  }
}

/** Fast first (sessions are cut, the data is whole), then immediate (recovered at the next start), then by force. */
export async function stopPostmaster(cluster, home) {
  const found = running(cluster);
  if (!found) return;
  const send = (signal) => () => {
    try {
      process.kill(found.pid, signal);
    } catch (error) {
      if (error.code === 'EPERM')
        throw new Fault(`The database in ${cluster} is run by another user. Stop it there.`);
    }
  };
  const ask = (mode, signal) => (process.platform === 'win32' ? pgCtl(home, cluster, mode) : send(signal));
  await end(
    () => running(cluster)?.pid === found.pid,
    [
      { signal: ask('fast', 'SIGINT'), patienceMs: 10_000 },
      { signal: ask('immediate', 'SIGQUIT'), patienceMs: 5_000 },
      { signal: send('SIGKILL'), patienceMs: 5_000 },
    ],
  );
}

const pgCtl = (home, cluster, mode) => () =>
  spawnSync(program(home, 'pg_ctl'), ['stop', '-D', cluster, '-m', mode, '-W'], {
    stdio: 'ignore',
    windowsHide: true,
  });

/** PostgreSQL removes a stale file itself, except when the number in it belongs to some other program by now. */
export function clearStalePidFile(cluster) {
  if (readPidFile(cluster) && !running(cluster)) rmSync(pidFile(cluster), { force: true });
}
