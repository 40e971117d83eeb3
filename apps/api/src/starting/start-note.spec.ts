import { expect, it } from 'vitest';
import { startNote } from './start-note.js';

const note = (startEmpty: boolean, demonstration: boolean, { demo = true, begun = true } = {}) =>
  startNote({ startEmpty, demo }, { demonstration, begun });

it('says that a demonstration does not become empty, and that a site does not become a demonstration', () => {
  expect(note(true, true)).toMatch(/^This database holds a demonstration already/);
  expect(note(false, false)).toMatch(/^This site was begun empty/);
});

it('says nothing where a site is what was asked for', () => {
  expect(note(false, true)).toBeNull();
  expect(note(true, false)).toBeNull();
  expect(note(false, false, { demo: false })).toBeNull();
  expect(note(false, false, { begun: false })).toBeNull();
});
