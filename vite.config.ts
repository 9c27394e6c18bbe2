import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, path);

/** Loaded from disk by the packaged app: native code, Electron itself, and Bree, which starts worker files. */
const external = ['better-sqlite3', '@napi-rs/keyring', 'sharp', 'bree', 'electron'];

/**
 * Writes letters beyond Latin-1 as escapes. With a single one of them in a file V8 keeps its whole text in two bytes a letter,
 * in every thread that loads it.
 */
function oneByteSources(): Plugin {
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    name: 'one-byte-sources',
    applyToEnvironment: ({ name }) => name === 'main',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          // A backslash that already stands before the letter escapes it needlessly; before an escape it would end it.
          chunk.code = chunk.code.replace(
            /(\\*)([\u0100-\uffff])/g,
            (_all, before: string, letter: string) => before.slice(before.length % 2) + escaped(letter),
          );
        }
      },
    },
  };
}

/** One build, three environments: the window, everything behind it, and Electron's sandboxed preload. */
export default defineConfig({
  root: at('src-renderer'),
  plugins: [react(), tailwindcss(), oneByteSources()],
  resolve: {
    alias: [
      // The text rules use the npm package of this name; Node's own is deprecated and warns at every start.
      { find: /^punycode$/, replacement: at('node_modules/punycode/punycode.js') },
      // Saves megabytes in every thread: our forms are not axios' (src-main/http/body.ts).
      { find: /^form-data$/, replacement: at('src-main/http/form-data.ts') },
    ],
  },
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
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            chunkFileNames: 'chunks/[name]-[hash].js',
            // In a file of its own, so that it runs before the others.
            codeSplitting: { groups: [{ name: 'young-generation', test: /young-generation/ }] },
          },
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
