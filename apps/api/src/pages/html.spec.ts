import { describe, expect, it } from 'vitest';
import { html, json, raw, type Html } from './html.js';

describe('html', () => {
  it('escapes what is put in, also in attributes', () => {
    const name = `<img src=x onerror="alert('1')">`;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;</p>',
    );
  });

  it('leaves HTML alone, joins lists, and writes nothing for what is not there', () => {
    const rows = ['a', '<b>'].map((row) => html`<li>${row}</li>`);
    expect(
      html`<ul>
        ${rows}
      </ul>`.text,
    ).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>');
    expect(html`${false}${null}${undefined}${0}${raw('<hr>')}`.text).toBe('0<hr>');
  });

  it('takes the line breaks of the source as Vue does: nothing between tags, else a space', () => {
    // Written as strings: a formatter would lay out a template anew.
    const said = (...[first = '', ...rest]: [string, ...(Html | string | false)[]]) => {
      const strings = [first, ...rest.filter((_, at) => at % 2 === 1)] as string[];
      return html(Object.assign(strings, { raw: strings }), ...rest.filter((_, at) => at % 2 === 0)).text;
    };
    const link = raw('<a>a</a>');
    expect(said('<p>\n  ', link, '\n  ', false, '\n  ', link, '\n</p>')).toBe('<p><a>a</a><a>a</a></p>');
    expect(
      said('<p\n  id="x"\n  ', raw('hidden'), '\n>\n  one\n  ', 'two', '\n  <b\n    >three</b\n  >\n</p>'),
    ).toBe('<p id="x" hidden>one two <b>three</b></p>');
    expect(said('<label>\n  <input />\n  ', 'Light', '\n</label>')).toBe('<label><input /> Light</label>');
  });

  it('keeps data inside its script element', () => {
    const text = `</script><!--\u2028`;
    expect(json({ text }).text).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(json({ text }).text)).toEqual({ text });
  });
});
