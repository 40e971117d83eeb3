import { expect, it } from 'vitest';
import { readArguments } from './arguments.mjs';

/** @type {Parameters<typeof readArguments>[1]} */
const known = {
  usage: 'Usage: npm start',
  options: { empty: { type: 'boolean' }, role: { type: 'string' } },
  words: (word) => word === 'json',
};
const read = (...args) => readArguments(args, known);

it('takes what is known', () => {
  expect(read('--empty', 'json', '--role', 'api')).toEqual({
    values: { empty: true, role: 'api' },
    words: ['json'],
  });
});

it.each([
  [['--emtpy'], '--emtpy is not known here.\nUsage: npm start'],
  [['--empty=1'], '--empty is not known here.\nUsage: npm start'],
  [['nonsense'], 'nonsense is not known here.\nUsage: npm start'],
  [['--role'], '--role needs a value.\nUsage: npm start'],
])('refuses %j with the usage', (args, told) => expect(() => read(...args)).toThrow(told));
