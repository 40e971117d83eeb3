import { expect, it } from 'vitest';
import { sizeWords } from './sizes.js';

it('sizes are said as file managers say them', () => {
  expect([1, 700, 24_000, 1_020_000, 1_500_000, 314_572_800, 1_300_000_000].map(sizeWords)).toEqual([
    '1 kB',
    '1 kB',
    '23 kB',
    '996 kB',
    '1.4 MB',
    '300 MB',
    '1.2 GB',
  ]);
});
