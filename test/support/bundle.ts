import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Machine code, and what packages take only if it is there. */
const OUTSIDE = ['better-sqlite3', '@resvg/resvg-js', 'canvas', 'pg-native', 'bufferutil', 'utf-8-validate', 'zlib-sync'];

/** The built program finds its workers, pages and pictures beside the file that names them, wherever that file's code runs. */
const ownPlaces: Plugin = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\/dist\/(src|adapters)\/.*\.js$/ }, async ({ path }) => {
      if (path.includes('/node_modules/')) return undefined;
      const code = await readFile(path, 'utf8');
      return { contents: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'js' };
    });
  },
};

/**
 * Puts a program and its packages into files that Node starts at once, in a folder from which the rest of the
 * packages is found. Returns the file; remove its folder.
 */
export async function bundle(entry: string): Promise<{ readonly file: string; readonly folder: string }> {
  const folder = mkdtempSync(join(import.meta.dirname, '../../node_modules/.mudhif-'));
  const file = join(folder, 'program.mjs');
  await build({
    entryPoints: [entry],
    outdir: folder,
    entryNames: 'program',
    outExtension: { '.js': '.mjs' },
    // What is imported when it is needed is not loaded before.
    splitting: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: OUTSIDE,
    plugins: [ownPlaces],
    // Packages of the older kind ask for Node's own modules so.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'error',
  });
  return { file, folder };
}
