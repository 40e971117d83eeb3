import { describe, expect, it } from 'vitest';
import { changeWords } from './history-words';

const t = (key: string, values?: Record<string, unknown>) =>
  values ? `${key}(${Object.values(values).join(' ')})` : key;

describe('what a change of a record says', () => {
  it('is the words of the page, never a code', () => {
    expect(changeWords({ field: 'lifecycle', before: 'unknown', after: 'active' }, t)).toEqual({
      out: ['partnerships.lifecycle.unknown'],
      in: ['partnerships.lifecycle.active'],
      list: false,
    });
    expect(changeWords({ field: 'name', before: 'A', after: 'B' }, t)).toMatchObject({
      out: ['A'],
      in: ['B'],
    });
    expect(changeWords({ field: 'pin', before: null, after: null }, t)).toMatchObject({ out: [], in: [] });
  });

  it('is of a list what came and what went', () => {
    const libraries = { name: 'Libraries', sector: 'public-library', evidence: 'page' };
    const hospice = { name: 'Hospice', sector: 'hospice', evidence: 'member' };
    expect(changeWords({ field: 'members', before: [libraries], after: [libraries, hospice] }, t)).toEqual({
      out: [],
      in: ['Hospice, partnerships.memberSector.hospice'],
      list: true,
    });
    expect(changeWords({ field: 'aliases', before: ['B', 'A'], after: ['A', 'B'] }, t)).toEqual({
      out: ['B', 'A'],
      in: ['A', 'B'],
      list: false,
    });
  });
});
