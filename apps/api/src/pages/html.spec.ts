import { describe, expect, it } from 'vitest';
import { html, json, raw } from './html.js';

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
        </ul>
        ${false}${null}${undefined}${0}${raw('<hr>')}`.text,
    ).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>0<hr>');
  });

  it('keeps data inside its script element', () => {
    const text = `</script><!--\u2028`;
    expect(json({ text }).text).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(json({ text }).text)).toEqual({ text });
  });
});
