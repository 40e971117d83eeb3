import { expect, it } from 'vitest';
import { Versions } from './versions';

it('knows a gap until what is missing arrives', () => {
  const versions = new Versions(10);
  versions.heard(11);
  expect([versions.known, versions.gap]).toEqual([11, false]);
  versions.heard(14);
  versions.heard(13);
  expect([versions.known, versions.gap]).toEqual([11, true]);
  versions.heard(12);
  expect([versions.known, versions.gap]).toEqual([14, false]);
});

it('takes what was asked for as known, and forgets nothing newer', () => {
  const versions = new Versions(10);
  versions.heard(13);
  versions.heard(16);
  versions.caughtUp(15);
  expect([versions.known, versions.gap]).toEqual([16, false]);
  versions.caughtUp(3);
  versions.heard(2);
  expect(versions.known).toBe(16);
});
