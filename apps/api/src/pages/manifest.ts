import { html, raw, type Html } from './html.js';

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}
/** Vite's manifest.json: what each source became. */
export type Manifest = Record<string, Chunk>;

const ENTRY = 'index.html';

/**
 * The styles and scripts that a page's own component needs beside the entry's. Its styles have to be in the document:
 * they would otherwise come with its script, and move what the server drew.
 */
export function linksOf(manifest: Manifest, component: string): Html {
  if (!manifest[component]) return raw('');
  const needed = new Set<string>();
  const there = new Set<string>();
  collect(manifest, ENTRY, there);
  collect(manifest, component, needed);
  const chunks = [...needed].filter((name) => !there.has(name)).map((name) => manifest[name] as Chunk);
  const styles = [...new Set(chunks.flatMap(({ css = [] }) => css))];
  return html`${styles.map((file) => html`<link rel="stylesheet" crossorigin href="/${file}" />`)}${chunks.map(({ file }) => html`<link rel="modulepreload" crossorigin href="/${file}" />`)}`;
}

function collect(manifest: Manifest, name: string, into: Set<string>): void {
  const chunk = manifest[name];
  if (!chunk || into.has(name)) return;
  into.add(name);
  for (const imported of chunk.imports ?? []) collect(manifest, imported, into);
}
