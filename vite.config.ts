import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, path);

/** Loaded from disk by the packaged app: native code, Electron itself, and Bree, which starts worker files. */
const external = ['better-sqlite3', '@napi-rs/keyring', 'sharp', 'bree', 'electron'];

/** One build, three environments: the window, everything behind it, and Electron's sandboxed preload. */
export default defineConfig({
  root: at('src-renderer'),
  plugins: [react(), tailwindcss()],
  // The text rules use the npm package of this name; Node's own is deprecated and warns at every start.
  resolve: { alias: [{ find: /^punycode$/, replacement: at('node_modules/punycode/punycode.js') }] },
  builder: {},
  environments: {
    client: {
      // Nothing inline: the content policy allows fonts and scripts from the app's own address only.
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1500,
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: {
        ssr: true,
        target: 'node24',
        outDir: at('dist/main'),
        emptyOutDir: true,
        copyPublicDir: false,
        minify: false,
        rolldownOptions: {
          input: {
            node: at('src-main/node/main.ts'),
            main: at('src-main/electron/main.ts'),
            'jobs/publisher': at('src-main/scheduler/jobs/publisher.ts'),
            'jobs/housekeeping': at('src-main/scheduler/jobs/housekeeping.ts'),
          },
          external,
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external },
      build: {
        ssr: true,
        outDir: at('dist/preload'),
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: at('src-main/electron/preload.ts'),
          external,
          output: { format: 'cjs', entryFileNames: 'preload.cjs' },
        },
      },
    },
  },
});
