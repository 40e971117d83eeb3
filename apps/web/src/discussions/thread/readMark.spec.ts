import { describe, expect, it } from 'vitest';
import { watermark } from './readMark';

const set = (...numbers: number[]) => new Set(numbers);

describe('the watermark', () => {
  it('follows what was seen and stops before the first unseen post', () => {
    expect(
      watermark({ read: 2, seen: set(3, 4, 6), paged: set(1, 2, 3, 4, 5, 6), view: 'flat', whole: true }),
    ).toBe(4);
  });

  it('stays when the reader jumped over posts', () => {
    expect(
      watermark({ read: 5, seen: set(60, 61), paged: set(57, 58, 59, 60, 61), view: 'flat', whole: false }),
    ).toBe(5);
  });

  it('passes a number that no page has, where the pages prove it empty', () => {
    expect(watermark({ read: 3, seen: set(5), paged: set(3, 5), view: 'flat', whole: false })).toBe(5);
    expect(watermark({ read: 0, seen: set(2), paged: set(2), view: 'threaded', whole: true })).toBe(2);
    expect(watermark({ read: 3, seen: set(5), paged: set(3, 5), view: 'threaded', whole: false })).toBe(3);
  });

  it('does not pass what may have come before an own reply', () => {
    expect(watermark({ read: 10, seen: set(13), paged: set(9, 10), view: 'flat', whole: true })).toBe(10);
    expect(watermark({ read: 10, seen: set(11), paged: set(9, 10), view: 'flat', whole: true })).toBe(11);
  });

  it('goes over threads as they are complete', () => {
    expect(
      watermark({ read: 0, seen: set(1, 2, 5), paged: set(1, 2, 5, 3), view: 'threaded', whole: false }),
    ).toBe(2);
    expect(
      watermark({ read: 0, seen: set(1, 2, 3, 5), paged: set(1, 2, 5, 3), view: 'threaded', whole: false }),
    ).toBe(3);
  });

  it('never goes back', () => {
    expect(watermark({ read: 9, seen: set(1, 2), paged: set(1, 2), view: 'flat', whole: true })).toBe(9);
  });
});
