import { defineConfig, mergeConfig } from 'vite';
import api from '../api/vite.config.ts';

// What the references take from the product, such as the text of its statements, built as the product itself is.
export default mergeConfig(
  {
    ...api,
    build: { ...api.build, rolldownOptions: { output: { format: 'esm', entryFileNames: '[name].js' } } },
  },
  defineConfig({
    root: import.meta.dirname,
    build: { outDir: 'dist', rolldownOptions: { input: { product: 'src/product/exports.ts' } } },
  }),
);
