import { build } from 'vite';
import { inRoot } from '../../../../scripts/lib/paths.mjs';

/** Builds what the references take from the product's present source, in the way the product itself is built. */
export const buildProductParts = () =>
  build({ configFile: inRoot('apps/bench/vite.config.ts'), logLevel: 'warn' });
