import { defineConfig } from 'vite';

// The api is bundled as one server build: libs of this project go in, node_modules stay outside.
// Decorators and their metadata are lowered from tsconfig.json, without a plugin.
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  // Files of the starting library, which the build carries inside.
  assetsInclude: ['**/*.docx', '**/*.csv'],
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        cli: 'src/cli.ts',
        // The launcher asks it before it starts PostgreSQL.
        settings: 'src/config/environment.ts',
        peek: 'src/files/peek/peek.child.ts',
      },
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        keepNames: true,
      },
    },
  },
  ssr: { noExternal: [/^@fingerpost\//] },
});
