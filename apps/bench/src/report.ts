import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/paths.mjs';
import { asPage } from './page.ts';
import { withTable } from './readme.ts';
import { completed, type Row } from './rows.ts';

const JSON_FILE = inRoot('docs/bench.json');
const PAGE_FILE = inRoot('docs/bench.md');
const README_FILE = inRoot('README.md');

/** Puts new rows beside those kept from earlier runs. Written after each part, so that a later fault loses none. */
export function keepRows(rows: Row[]): void {
  const known: Row[] = existsSync(JSON_FILE) ? (JSON.parse(readFileSync(JSON_FILE, 'utf8')) as Row[]) : [];
  const byName = new Map([...known, ...rows].map((row) => [row.name, row]));
  const kept = completed([...byName.values()]);
  writeFileSync(JSON_FILE, `[\n${kept.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`);
  writeFileSync(PAGE_FILE, asPage(kept));
  writeFileSync(README_FILE, withTable(readFileSync(README_FILE, 'utf8'), kept));
}
