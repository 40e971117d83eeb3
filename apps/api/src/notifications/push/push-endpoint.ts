import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { invalid } from '../../http/problem.js';

/** Addresses that are nobody's push service: this machine, its network, and what is set apart for other uses. */
const INSIDE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv6');

/** A member gives the address to which this server will send: by name, on the usual port, never into its own network. */
export function checkEndpoint(endpoint: string): void {
  const { protocol, hostname, port, username } = new URL(endpoint);
  const named = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && hostname.includes('.');
  if (
    protocol !== 'https:' ||
    !named ||
    port !== '' ||
    username !== '' ||
    /\.(local|internal|localhost)$/.test(hostname)
  )
    throw invalid('endpoint', 'is not the address of a push service');
}

/** Asked once more when something is sent, since names can be pointed anywhere. */
export async function leadsOutside(endpoint: string): Promise<boolean> {
  const found = await lookup(new URL(endpoint).hostname, { all: true });
  return (
    found.length > 0 &&
    found.every(({ address, family }) => !isInside(address, family === 6 ? 'ipv6' : 'ipv4'))
  );
}

export function isInside(address: string, family: 'ipv4' | 'ipv6'): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped ? INSIDE.check(mapped[1]!, 'ipv4') : INSIDE.check(address, family);
}
