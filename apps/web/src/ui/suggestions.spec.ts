import { describe, expect, it } from 'vitest';
import { namedBy, step } from './suggestions';

describe('a list of suggestions', () => {
  it('is gone through by arrow keys, by way of the field', () => {
    expect(step(-1, 'ArrowDown', 2)).toBe(0);
    expect(step(1, 'ArrowDown', 2)).toBe(-1);
    expect(step(-1, 'ArrowUp', 2)).toBe(1);
    expect(step(0, 'ArrowUp', 2)).toBe(-1);
    expect(step(1, 'Home', 2)).toBe(1);
    expect(step(0, 'ArrowDown', 0)).toBe(-1);
  });

  it('knows a name however it is written', () => {
    const items = [{ name: 'Example NHS trust' }];
    expect(namedBy(' example nhs TRUST ', items)).toBe(items[0]);
    expect(namedBy('Example', items)).toBeUndefined();
  });
});
