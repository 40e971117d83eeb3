/** Attempts to run a script from a post: a grammar of tags, handlers, encodings and Markdown around them. */

/** Always the same numbers, so that a failure can be run again (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const RUN = '__pwned=1';
const HANDLERS = [
  'onerror',
  'onload',
  'onfocus autofocus tabindex=1 x',
  'ontoggle open x',
  'onmouseover',
  'onpointerenter',
  'onclick',
  'onanimationstart style=animation:x',
  'onbegin',
  'onscrollend',
  'onbeforeinput',
  'OnErRoR',
];
const TAGS = [
  'img src=x',
  'svg',
  'details',
  'body',
  'input',
  'video src=x',
  'audio src=x',
  'math',
  'select',
  'p',
  'marquee',
  'a href=#',
  'svg><animate',
  'object data=x',
  'embed src=x',
  'isindex',
];
const WHOLE = [
  `<script>${RUN}</script>`,
  `<script src=data:text/javascript,${RUN}></script>`,
  `<ScRiPt x>${RUN}</sCrIpT>`,
  `<<script>${RUN}//<</script>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<form action="javascript:${RUN}"><button>x</button></form>`,
  `<button formaction="javascript:${RUN}">x</button>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}></style></mglyph></table></mtext></math>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<style>@import 'javascript:${RUN}';</style>`,
  `<link rel=stylesheet href="javascript:${RUN}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<base href="javascript:${RUN}//">`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<textarea></textarea><img src=x onerror=${RUN}>`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<![CDATA[><img src=x onerror=${RUN}>]]>`,
  `<img src="x" onerror="&#95;&#95;pwned=1">`,
  `<x contenteditable onblur=${RUN}>y</x>`,
  `<img src=https://elsewhere.example/x.png>`,
  `<p style="background:url(https://elsewhere.example/x.png)">x</p>`,
];
const LINKS = [
  'javascript',
  'JaVaScRiPt',
  'java\tscript',
  '&#106;avascript',
  'vbscript',
  'data',
  '\u0001javascript',
];

const ENCODINGS: ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.toUpperCase().replaceAll('__PWNED', '__pwned'),
  (text) => text.replace(/ /g, '/'),
  (text) => text.replace(/ /g, '\n'),
  (text) => text.replace(/</g, '&lt;').replace(/>/g, '&gt;'),
  (text) => text.replace(/[<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  (text) => text.replace(/[<>"']/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`),
  (text) => encodeURIComponent(text),
  (text) => text.replace(/[<>]/g, (sign) => `\\${sign}`),
  (text) => text.replace(/=/g, ' = '),
  (text) => text.replace(/>$/, ''),
  (text) => `"'>${text}`,
  (text) => `\u200b${text}\ufeff`,
];

const WRAPPERS: ((text: string) => string)[] = [
  (text) => text,
  (text) => `words before ${text} and after`,
  (text) => `> ${text}`,
  (text) => `- ${text}\n- two`,
  (text) => `# ${text}`,
  (text) => `| ${text.replaceAll('\n', ' ')} | b |\n| - | - |\n| ${text.replaceAll('\n', ' ')} | d |`,
  (text) => `[${text}](https://example.org)`,
  (text) => `[x](<${text.replaceAll('\n', '')}>)`,
  (text) => `[x](https://example.org "${text}")`,
  (text) => `![${text}](x)`,
  (text) => `![x](${text.replaceAll(/\s/g, '')})`,
  (text) => `[x][1]\n\n[1]: ${text.replaceAll(/\s/g, '')}`,
  (text) => `<${text.replaceAll(/\s/g, '')}>`,
  (text) => `\`${text}\``,
  (text) => `\`\`\`${text.replaceAll('\n', ' ')}\nx\n\`\`\``,
  (text) => `\`\`\`html\n${text}\n\`\`\``,
  (text) => `    ${text}`,
  (text) => `**${text}**`,
  (text) => `https://example.org/${text}`,
  (text) => `1. a\n\n   ${text}\n2. ~~${text}~~`,
  (text) => `\\${text}`,
];

export function payloads(count: number, seed = 20270204): string[] {
  const next = numbers(seed);
  const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const core = () => {
    const kind = next();
    if (kind < 0.4) return `<${one(TAGS)} ${one(HANDLERS)}=${one(['', '"', "'", '`'])}${RUN}>`;
    if (kind < 0.8) return one(WHOLE);
    return `${one(LINKS)}:${one([RUN, `text/html,<script>opener.${RUN}</script>`, `//%0a${RUN}`, `${RUN}//https://example.org`])}`;
  };
  return Array.from({ length: count }, () => one(WRAPPERS)(one(ENCODINGS)(core())));
}
