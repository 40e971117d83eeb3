import { describe, expect, it } from 'vitest';
import { Passwords } from './passwords.js';

describe('passwords', () => {
  it('are kept as Argon2id with 19 MiB and two passes', async () => {
    const passwords = new Passwords();
    const kept = await passwords.hash('a few plain words');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.matches(kept, 'a few plain words')).toBe(true);
    expect(await passwords.matches(kept, 'other words')).toBe(false);
    expect(await passwords.matches(null, 'a few plain words')).toBe(false);
    // The same letters, written in two ways by two keyboards.
    expect(await passwords.matches(await passwords.hash('Caf\u00e9 am See'), 'Cafe\u0301 am See')).toBe(true);
  });

  it('are hashed two at a time, with a waiting line that has an end', async () => {
    class Impatient extends Passwords {
      protected override readonly waitingMax = 3;
    }
    const passwords = new Impatient();
    const asked = Array.from({ length: 6 }, () =>
      passwords.matches(null, 'x').then(
        () => 'done',
        (fault: { status: number; more: object }) => fault,
      ),
    );
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(5);
    expect(outcomes.at(-1)).toMatchObject({ status: 503, more: { retryAfter: 2 } });
    expect(await passwords.matches(null, 'x')).toBe(false);
  });
});
