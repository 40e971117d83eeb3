import { describe, expect, it } from 'vitest';
import { textLine } from './common.js';

describe('a line of text', () => {
  const line = textLine(1, 60);

  it.each(['\u200b', '\u202e\u2066', '\u3164', '\uffa0 \u115f', '\u2800', '\ufeff'])(
    'refuses what shows nothing (%j)',
    (text) => expect(line.safeParse(text).success).toBe(false),
  );

  it('says so', () =>
    expect(line.safeParse('\u200b\u200d').error?.issues[0]?.message).toBe(
      'has no character that can be seen',
    ));

  it('keeps joiners between letters, and emptiness where it may be empty', () => {
    expect(line.parse('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(textLine(0, 60).parse(' ')).toBe('');
  });
});
