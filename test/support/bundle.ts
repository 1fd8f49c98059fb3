import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Puts a TypeScript program into files that Node starts at once, in a folder from which packages are found. Returns the file; remove its folder. */
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
    packages: 'external',
    logLevel: 'error',
  });
  return { file, folder };
}
