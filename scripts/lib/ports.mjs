import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Fault } from './fault.mjs';
import { until } from './processes.mjs';

/** The code of what forbids listening there, or null when the port is free. */
export function blocked(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

// Below 32768, where the ports that outgoing connections borrow begin on Linux.
export async function freePort(from = 15_000, to = 29_000, host = '127.0.0.1') {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(from, to);
    if (!(await blocked(port, host))) return port;
  }
  throw new Fault(`No free port was found between ${from} and ${to}.`);
}

const ABSENT = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']);

/** The port that a setting names. @param {string} name @param {number} otherwise */
export function portOf(name, otherwise) {
  const told = Number(process.env[name] || otherwise);
  if (Number.isInteger(told) && told > 0 && told < 65_536) return told;
  throw new Fault(`${name} must be a whole number from 1 to 65535, and is ${process.env[name] || told}.`);
}

async function blockedFor(port, host) {
  if (host) return blocked(port, host);
  const v6 = await blocked(port, '::1');
  return (await blocked(port, '127.0.0.1')) ?? (ABSENT.has(v6) ? null : v6);
}

/** Says before anything is started why PORT cannot be had; a server that is just ending gets two seconds. */
export async function claimPort(port, host) {
  let why = null;
  await until(async () => (why = await blockedFor(port, host)) !== 'EADDRINUSE', 2_000, 200);
  if (why === 'EADDRINUSE')
    throw new Fault(`Port ${port} is in use. Set PORT to another, for example PORT=${port + 1}.`);
  if (why === 'EACCES')
    throw new Fault(`Port ${port} needs rights that this user lacks. Set PORT to 1024 or above.`);
  if (ABSENT.has(why)) throw new Fault(`HOST ${host} is not an address of this machine.`);
  if (why) throw new Fault(`Port ${port} cannot be opened (${why}). Set PORT to another.`);
}
