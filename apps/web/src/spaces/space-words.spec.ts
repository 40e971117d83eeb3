import { describe, expect, it } from 'vitest';
import { NO_WORDS, spaceFaults } from './space-words';

describe('the form of a space', () => {
  it('asks for a name and bounds the rest', () => {
    expect(spaceFaults({ ...NO_WORDS, name: ' x ' })).toEqual({ name: 'nameMissing' });
    expect(spaceFaults({ ...NO_WORDS, name: 'a'.repeat(81), summary: 'b'.repeat(241) })).toEqual({
      name: 'nameLong',
      summary: 'summaryLong',
    });
    expect(spaceFaults({ ...NO_WORDS, name: 'Evidence searching', description: 'c'.repeat(8000) })).toEqual(
      {},
    );
  });
});
