import { describe, expect, it } from 'vitest';
import { catalogue, t } from './index.js';
import { pseudo, type Messages } from './pseudo.js';

const leaves = (messages: Messages, path = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );

describe('messages', () => {
  it('fills placeholders and chooses plurals', () => {
    expect(t('common.row.replies', { count: 0 })).toBe('no replies');
    expect(t('common.row.replies', { count: 1 })).toBe('1 reply');
    expect(t('common.row.replies', { count: 12 })).toBe('12 replies');
    expect(t('common.titleOf', { title: 'Rules', site: 'Fingerpost' })).toBe('Rules – Fingerpost');
  });

  it('shows a key that has no words as itself', () => {
    expect(t('common.thisIsMissing')).toBe('common.thisIsMissing');
  });

  it('can be read whole: no message is broken', () => {
    for (const [key, words] of leaves(catalogue.en)) {
      const values = Object.fromEntries([...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'x']));
      expect(t(key, { ...values, count: 2 }), key).not.toBe(words === '' ? null : '');
    }
  });

  it('makes words strange and leaves placeholders and plurals alone', () => {
    expect(pseudo({ row: { replies: 'one reply by {name} | {count} replies' } })).toEqual({
      row: { replies: '⟦óñé réplý bý {name}⟧ | ⟦{count} réplíés⟧' },
    });
  });
});
