import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';

/**
 * The four bundles of the application. Electron 45 and the Electron 33 of the tests load the same files: the shell as
 * CommonJS for the older Node inside them, the core process as a module for Node 24.
 */
const root = import.meta.dirname;
const outside = [
  'electron',
  'better-sqlite3',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

function nodeBundle(entry: string, file: string, format: 'cjs' | 'es', target: string): InlineConfig {
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
      outDir: join(root, '.vite/build'),
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

/** The window's own process: main. */
export const main = nodeBundle('electron/main.ts', 'main.cjs', 'cjs', 'node20');
/** What the page sees of the shell. */
export const preload = nodeBundle('electron/preload.ts', 'preload.cjs', 'cjs', 'node20');
/** The core process. */
export const core = nodeBundle('core/host/process.ts', 'core.mjs', 'es', 'node22');

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

/** The interface; also the default for `vite` on the command line. */
export const renderer: InlineConfig = {
  configFile: false,
  root: join(root, 'renderer'),
  base: './',
  logLevel: 'warn',
  plugins: [react(), pdfDecoders()],
  html: { cspNonce: 'KEZEK-NONCE' },
  build: {
    outDir: join(root, '.vite/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    assetsInlineLimit: 0,
  },
};

export default renderer;
