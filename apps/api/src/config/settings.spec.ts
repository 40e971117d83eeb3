import { describe, expect, it } from 'vitest';
import { parseSettings } from './settings.js';

const DATABASE_URL = 'postgres://fp@127.0.0.1/fp';
const parse = (env: Record<string, string>) => parseSettings({ DATABASE_URL, ...env });

describe('the settings', () => {
  it('know three roles', () => {
    expect(parse({})).toMatchObject({ role: 'all', servesPeople: true, worksJobs: true });
    expect(parse({ ROLE: 'api' })).toMatchObject({ servesPeople: true, worksJobs: false });
    expect(parse({ ROLE: 'worker' })).toMatchObject({ servesPeople: false, worksJobs: true });
    expect(() => parse({ ROLE: 'both' })).toThrow(/ROLE/);
  });

  it('take addresses, ranges and their names as proxies, and nothing else', () => {
    const given = '127.0.0.1, ::1,10.0.0.0/8 , fd00::/8,uniquelocal';
    expect(parse({ TRUSTED_PROXIES: given }).trustedProxies).toHaveLength(5);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '1.2.3', '*', '10.0.0.1/8/8', 'true'])
      expect(() => parse({ TRUSTED_PROXIES: wrong }), wrong).toThrow(/TRUSTED_PROXIES/);
  });

  it('want Redis by its own kind of address', () => {
    expect(parse({ REDIS_URL: '' }).redisUrl).toBeNull();
    expect(parse({ REDIS_URL: 'rediss://:secret@redis:6379' }).redisUrl).toMatch(/^rediss:/);
    expect(() => parse({ REDIS_URL: 'http://redis:6379' })).toThrow(/REDIS_URL/);
  });
});
