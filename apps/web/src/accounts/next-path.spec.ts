import { describe, expect, it } from 'vitest';
import { nextPath, signInTo } from './next-path';

describe('nextPath', () => {
  it('goes back to a path of this site, with its query and fragment', () => {
    expect(nextPath('/discussions/12-slug?at=34#post-34')).toBe('/discussions/12-slug?at=34#post-34');
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/..//elsewhere.example',
    'javascript:alert(1)',
    'discussions',
    '',
    null,
    ['/a', '/b'],
  ])('leads nowhere else: %j', (next) => {
    expect(nextPath(next)).toBe('/');
  });

  it('does not go in circles', () => {
    expect(nextPath('/sign-in?next=/sign-in')).toBe('/');
    expect(signInTo('/sign-up')).toBe('/sign-in?next=%2F');
  });
});
