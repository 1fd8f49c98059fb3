/**
 * Prints the test files that need no SQLite, one a line: no chain of their imports leads to `better-sqlite3`, and none of
 * the files in it starts the built program, which opens a database. They run on a Node for which the native addon of
 * SQLite was not built. Fails if there is none. The tests in test/torture are left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const tests = readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((file) => !file.startsWith('test/torture/'))
  .sort();

// The bundle itself is thrown away; esbuild is the quickest way to every import of every test.
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: tests,
  bundle: true,
  write: false,
  outdir: 'unused',
  packages: 'external',
  format: 'esm',
  platform: 'node',
  metafile: true,
  logLevel: 'error',
});

function needsSqlite(file: string): boolean {
  return (
    /bin\/mudhif\.js|services\.program\(\)/.test(readFileSync(join(root, file), 'utf8')) ||
    (metafile.inputs[file]?.imports ?? []).some(({ path, external }) => external === true && path === 'better-sqlite3')
  );
}

/** Whether `file`, or a file that it imports directly or indirectly, needs SQLite. */
function reachesSqlite(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  if (needsSqlite(file)) return true;
  return (metafile.inputs[file]?.imports ?? []).some(({ path, external }) => external !== true && reachesSqlite(path, seen));
}

const found = tests.filter((file) => !reachesSqlite(file));
if (found.length === 0) throw new Error('every test needs SQLite: is the list of imports complete?');
process.stdout.write(`${found.join('\n')}\n`);
