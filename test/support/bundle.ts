import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Machine code, and what packages take only if it is there. */
const OUTSIDE = ['better-sqlite3', 'pg-native', 'bufferutil', 'utf-8-validate', 'zlib-sync'];

/**
 * Puts a TypeScript program and its packages into files that Node starts at once, in a folder from which the rest of the
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
    // Packages of the older kind ask for Node's own modules so.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'error',
  });
  return { file, folder };
}
