import { describe, expect, it } from 'vitest';
import { dateWords, exactWords, saying } from './times';

const at = (hour: number, minute = 0, day = 4) => new Date(2027, 1, day, hour, minute);
const now = at(14, 30);

describe('how people say when', () => {
  it('counts minutes and hours of the same day', () => {
    expect(saying(at(14, 30), now)).toEqual({ key: 'now', count: 0 });
    expect(saying(at(14, 22), now)).toEqual({ key: 'minutes', count: 8 });
    expect(saying(at(9, 0), now)).toEqual({ key: 'hours', count: 5 });
  });

  it('says hours over midnight, then yesterday, then the date', () => {
    expect(saying(at(23, 0, 3), at(1, 0))).toEqual({ key: 'hours', count: 2 });
    expect(saying(at(9, 0, 3), now).key).toBe('yesterday');
    expect(saying(at(9, 0, 1), now).key).toBe('date');
  });

  it('takes a clock that runs behind for now', () => {
    expect(saying(at(15, 0), now).key).toBe('now');
  });

  it('writes dates the British way, with the year when it is another', () => {
    expect(dateWords(at(9), now, 'en-GB')).toBe('Thu 4 Feb');
    expect(dateWords(new Date(2026, 10, 22), now, 'en-GB')).toBe('Sun 22 Nov 2026');
    expect(exactWords(at(9, 5), 'en-GB')).toBe('Thursday 4 February 2027, 09:05');
  });
});
