import { expect, it } from 'vitest';
import { themesOf, themesToText } from './themes';

it('reads a line a day and gives it back', () => {
  const text = '2027-01-18 Finding what you can trust\n\n 2027-01-19   Words that everybody knows ';
  const { themes, fault } = themesOf(text);
  expect(fault).toBeNull();
  expect(themesToText(themes)).toBe(
    '2027-01-18 Finding what you can trust\n2027-01-19 Words that everybody knows',
  );
});

it('says which line is none', () => {
  expect(themesOf('2027-01-18 One\nTuesday: two').fault).toBe(2);
  expect(themesOf('2027-01-18').fault).toBe(1);
  expect(themesOf('2027-01-18 One\n\n2027-01-19 Two').lines).toEqual([1, 3]);
});
