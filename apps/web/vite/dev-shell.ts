import type { Plugin } from 'vite';

/** Under `vite` nobody fills the shell's places: they are emptied, and the page starts with its scripts. */
export function devShell(): Plugin {
  return {
    name: 'dev-shell',
    apply: 'serve',
    transformIndexHtml: (html) =>
      html.replace('<!--head-->', '<title>Fingerpost</title>').replace(/<!--(?:header|main|footer|data)-->/g, ''),
  };
}
