import { describe, expect, it } from 'vitest';
import { Trouble } from './trouble.js';

/** After some mail went through at 0. */
const calm = () => {
  const trouble = new Trouble();
  trouble.arrived(0);
  return trouble;
};

describe('the trouble that mail meets', () => {
  it('is looked into at the start, when nothing is known', () => {
    const trouble = new Trouble();
    expect([trouble.asks(0), trouble.asks(500), trouble.asks(1_000)]).toEqual([true, false, true]);
    expect([trouble.arrived(2_000), trouble.interval]).toEqual([true, null]);
  });

  it('is over with the first mail that goes through, and then all is tried', () => {
    const trouble = calm();
    expect([trouble.failed(), trouble.failed(), trouble.isAway]).toEqual([true, false, true]);
    for (let n = 0; n < 100; n++) trouble.failed();
    expect(trouble.interval).toBe(20_000);
    expect([trouble.arrived(60_000), trouble.isAway, trouble.interval]).toEqual([true, false, null]);
  });

  it('is everybody’s when two mails are refused and none goes through', () => {
    const trouble = calm();
    trouble.refused(1, false);
    trouble.refused(2, false);
    expect([trouble.interval, trouble.isAway, trouble.arrived(60_000)]).toEqual([2_000, false, true]);
  });

  it('is remembered when the server is back and refuses the first mail that asks', () => {
    const trouble = calm();
    trouble.failed();
    trouble.refused(1, false);
    expect([trouble.isAway, trouble.interval, trouble.arrived(60_000)]).toEqual([false, 1_000, true]);
  });

  it('is one mail’s own when others go through, and is not made everybody’s', () => {
    const trouble = calm();
    for (let n = 0; n < 9; n++) trouble.refused(1, false);
    expect(trouble.interval).toBeNull();
    trouble.refused(1, true);
    expect([trouble.interval, trouble.arrived(90_000)]).toEqual([45_000, false]);
    // Refused, refused, sent, refused, refused, sent: what waits is not tried at that pace.
    trouble.refused(1, true);
    trouble.refused(2, true);
    expect(trouble.arrived(91_000)).toBe(false);
  });
});
