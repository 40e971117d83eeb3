import { pathToFileURL } from 'node:url';
import { inRoot } from '../../../../scripts/lib/paths.mjs';
import type * as Exports from './exports.ts';

/** The product's own parts; build.ts makes the file before anything of the bench is loaded that needs it. */
export const product = (await import(
  pathToFileURL(inRoot('apps/bench/dist/product.js')).href
)) as typeof Exports;
