import { expect, it } from 'vitest';
import { rangeWords } from './days.js';

it.each([
  ['2027-10-10', '2027-10-10', 'Sun 10 Oct 2027', null],
  ['2027-01-18', '2027-01-24', 'Mon 18', 'Sun 24 Jan 2027'],
  ['2027-09-27', '2027-10-03', 'Mon 27 Sept', 'Sun 3 Oct 2027'],
  ['2026-12-28', '2027-01-03', 'Mon 28 Dec 2026', 'Sun 3 Jan 2027'],
  ['2027-02-01', '2027-02-28', 'February 2027', null],
  ['2026-01-01', '2026-12-31', '2026', null],
])('says %s to %s without saying anything twice', (start, end, from, to) => {
  expect(rangeWords(start, end)).toEqual({ from, to });
});
