import { beforeEach, expect, it } from 'vitest';
import { putAway, toast, toasts } from './toasts';

beforeEach(() => toasts.value.forEach(({ id }) => putAway(id)));
const shown = () => toasts.value.map(({ text, earlier }) => [text, earlier]);

it('keeps the last three', () => {
  for (const text of ['one', 'two', 'three', 'four']) toast(text);
  expect(shown()).toEqual([
    ['two', 0],
    ['three', 0],
    ['four', 0],
  ]);
});

it('shows the last of what stands together elsewhere, and counts those before it', () => {
  toast('a reply', { all: '/inbox' });
  toast('saved');
  toast('another reply', { all: '/inbox' });
  toast('a third', { all: '/inbox' });
  expect(shown()).toEqual([
    ['saved', 0],
    ['a third', 2],
  ]);
  putAway(toasts.value[1]!.id);
  toast('later', { all: '/inbox' });
  expect(shown().at(-1)).toEqual(['later', 0]);
});
