import { afterEach, expect, it, vi } from 'vitest';
import { claimPort, freePort, portOf } from './ports.mjs';

afterEach(() => vi.unstubAllEnvs());

it('says which setting names no port, and takes one that does', () => {
  for (const wrong of ['many', '0', '70000', '3000.5']) {
    vi.stubEnv('API_PORT', wrong);
    expect(() => portOf('API_PORT', 3001)).toThrow(
      `API_PORT must be a whole number from 1 to 65535, and is ${wrong}.`,
    );
  }
  vi.stubEnv('API_PORT', '4000');
  expect(portOf('API_PORT', 3001)).toBe(4000);
  vi.stubEnv('API_PORT', '');
  expect(portOf('API_PORT', 3001)).toBe(3001);
});

it('says that a HOST is not of this machine, whether it is an address or no name at all', async () => {
  const port = await freePort();
  for (const host of ['nonsense.invalid', '192.0.2.1'])
    await expect(claimPort(port, host)).rejects.toThrow(`HOST ${host} is not an address of this machine.`);
});
