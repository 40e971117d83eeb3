import { describe, expect, it } from 'vitest';
import { startScene } from '../../test/scene.js';
import { RateLimits } from './rate-limits.js';

const scenes = {
  trusting: startScene({ TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' }),
  alone: startScene(),
};

/** The addresses that a request is counted under. */
async function countedAs(scene: keyof typeof scenes, forwarded: string): Promise<string> {
  const limits = scenes[scene].app.get(RateLimits, { strict: false });
  const keys: string[] = [];
  limits.count = (rate, key) => {
    if (rate.name === 'address') keys.push(key);
    return Promise.resolve();
  };
  await scenes[scene].guest.get('/api/spaces', {
    'x-forwarded-for': forwarded,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
  });
  return keys.join();
}

describe('forwarded headers', () => {
  it('are believed from a proxy that is named, back to the first who is not', async () => {
    expect(await countedAs('trusting', '192.0.2.7')).toBe('192.0.2.7');
    expect(await countedAs('trusting', '192.0.2.66, 192.0.2.7, 10.1.1.1')).toBe('192.0.2.7');
  });

  it('are worth nothing from anybody else', async () => {
    expect(await countedAs('alone', '192.0.2.7')).toBe('127.0.0.1');
  });

  it('never make a cookie: PUBLIC_URL alone says whether this is https', async () => {
    const answer = await scenes.trusting.guest.get('/', { 'x-forwarded-proto': 'https' });
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });
});
