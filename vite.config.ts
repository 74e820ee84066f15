import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

/**
 * The five bundles of the application. Electron 45 and the Electron 33 of the tests load the same files: the shell as
 * CommonJS for the older Node inside them, the core process as a module for Node 24.
 */
const root = import.meta.dirname;
const outside = [
  'electron',
  'better-sqlite3',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

type NodeBundle = { entry: string; file: string; format: 'cjs' | 'es'; target: string };

function nodeBundle({ entry, file, format, target }: NodeBundle, folder: string): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    resolve: { conditions: ['node', 'import', 'module', 'default'], mainFields: ['module', 'main'] },
    ssr: { noExternal: true, external: outside },
    // The PDF library is CommonJS and asks for its own folder.
    ...(format === 'es' ? { define: { __dirname: 'import.meta.dirname' } } : {}),
    build: {
      ssr: join(root, entry),
      outDir: join(folder, 'build'),
      emptyOutDir: false,
      target,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        external: outside,
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
}

const NODE_BUNDLES: readonly NodeBundle[] = [
  // The window's own process.
  { entry: 'electron/main.ts', file: 'main.cjs', format: 'cjs', target: 'node20' },
  // What the page sees of the shell.
  { entry: 'electron/preload.ts', file: 'preload.cjs', format: 'cjs', target: 'node20' },
  // The core process.
  { entry: 'core/host/process.ts', file: 'core.mjs', format: 'es', target: 'node22' },
  // The thread of the core process that keeps revocation lists (core/eds/revocation/thread.ts).
  { entry: 'core/eds/revocation/worker.ts', file: 'revocation-worker.mjs', format: 'es', target: 'node22' },
];

/** The decoders of scanned pages (JBIG2, CCITT fax, JPEG 2000) that the PDF view asks for by name, beside the page. */
function pdfDecoders(): Plugin {
  const names = ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'];
  return {
    name: 'kezek-pdf-decoders',
    generateBundle() {
      for (const name of names)
        this.emitFile({
          type: 'asset',
          fileName: `pdf/${name}`,
          source: readFileSync(join(root, 'node_modules/pdfjs-dist/wasm', name)),
        });
    },
  };
}

/** The interface. */
function renderer(folder: string): InlineConfig {
  return {
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react(), pdfDecoders()],
    html: { cspNonce: 'KEZEK-NONCE' },
    build: {
      outDir: join(folder, 'renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      sourcemap: false,
      chunkSizeWarningLimit: 4000,
      assetsInlineLimit: 0,
    },
  };
}

/** The bundles, to be written below `folder`. */
export function bundles(folder: string): readonly InlineConfig[] {
  return [...NODE_BUNDLES.map((bundle) => nodeBundle(bundle, folder)), renderer(folder)];
}

/** For `vite` on the command line. */
export default renderer(join(root, '.vite'));
