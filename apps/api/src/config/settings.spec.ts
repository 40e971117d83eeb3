import { describe, expect, it } from 'vitest';
import { parseSettings } from './settings.js';
import { StartFault } from './start-fault.js';

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

  it('leave the demonstration off where others reach the server, unless that is meant', () => {
    const embedded = { FINGERPOST_EMBEDDED_URL: DATABASE_URL };
    expect(parseSettings(embedded).demo).toBe(true);
    expect(parseSettings({ ...embedded, HOST: '127.0.0.2' }).demo).toBe(true);
    expect(parseSettings({ ...embedded, HOST: '0.0.0.0' }).demo).toBe(false);
    expect(parseSettings({ ...embedded, HOST: '0.0.0.0', DEMO_PUBLIC: 'yes' }).demo).toBe(true);
    expect(() => parseSettings({ ...embedded, HOST: '0.0.0.0', DEMO: 'on' })).toThrow(
      'DEMO is on while HOST is not this machine',
    );
  });

  it('are told as faulty all at once and in plain words, single ones and those that do not go together', () => {
    const wrong = {
      PORT: 'many',
      LOG_LEVEL: 'loud',
      DEMO_PUBLIC: 'no',
      S3_BUCKET: 'b',
      PUBLIC_URL: 'here',
      DEMO: 'on',
    };
    const together =
      'is missing: S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY are set together or not at all';
    expect(() => parse(wrong)).toThrow(
      new StartFault(
        [
          'The settings cannot be used:',
          '  PORT must be a whole number from 1 to 65535',
          '  PUBLIC_URL must be an address like https://fingerpost.example',
          '  DEMO_PUBLIC must be yes or not set',
          '  LOG_LEVEL must be one of silent, error, warn, info, debug',
          `  S3_ENDPOINT ${together}`,
          `  S3_ACCESS_KEY_ID ${together}`,
          `  S3_SECRET_ACCESS_KEY ${together}`,
        ].join('\n'),
      ),
    );
  });
});
