import { describe, expect, it } from 'vitest';
import { disposition, safeName } from './file-name.js';
import { rangeOf } from './send-file.js';

describe('a name that others will see', () => {
  it('is no path and no trick, and keeps its ending', () => {
    expect(
      [
        'Leaflet.pdf',
        '../../etc/Leaflet.PDF',
        'C:\\Users\\me\\Leaflet.pdf',
        'cod\u202efdp.exe',
        'a\0b\nc.pdf',
        'CON.pdf',
        'what? "this": <that>|*.docx',
        '  ..hidden.pdf. ',
        'Łukasz and Zoë.docx',
      ].map(safeName),
    ).toEqual([
      'Leaflet.pdf',
      'Leaflet.pdf',
      'Leaflet.pdf',
      'codfdp.exe',
      'abc.pdf',
      'file.pdf',
      'what- -this-- -that---.docx',
      'hidden.pdf',
      'Łukasz and Zoë.docx',
    ]);
    expect(safeName(`${'long '.repeat(100)}.pdf`).length).toBeLessThanOrEqual(120);
  });

  it('ends no header, whatever is in it', () => {
    const said = disposition('a"; filename="b.exe\\%.pdf');
    expect(said).toMatch(/^attachment; filename="[^"\\%]*"; filename\*=UTF-8''[\w.!~*%-]+$/);
    expect(disposition('Zoë’s.pdf')).toBe(
      `attachment; filename="Zoes.pdf"; filename*=UTF-8''Zo%C3%AB%E2%80%99s.pdf`,
    );
  });
});

describe('a part of a file', () => {
  it('is what was asked for, cut at the end; the whole where it cannot be read', () => {
    expect(
      ['bytes=0-4', 'bytes=5-', 'bytes=-3', 'bytes=8-99', 'bytes=-99'].map((range) => rangeOf(range, 10)),
    ).toEqual([
      { start: 0, end: 4 },
      { start: 5, end: 9 },
      { start: 7, end: 9 },
      { start: 8, end: 9 },
      { start: 0, end: 9 },
    ]);
    for (const range of ['bytes=', 'bytes=-', 'lines=1-2', 'bytes=1-2,4-5', 'bytes=4-2', 'bytes=a-b'])
      expect(rangeOf(range, 10), range).toBe(null);
    expect(['bytes=10-', 'bytes=-0'].map((range) => rangeOf(range, 10))).toEqual(['outside', 'outside']);
  });
});
