import { isIP } from 'node:net';

/** Names that the proxy list knows for whole ranges. */
const RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address, a range in CIDR form, or the name of one. */
export function isProxy(text: string): boolean {
  if (RANGES.has(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
