/**
 * Prints the test files that need no SQLite, one a line: no chain of their imports, and of programs that they
 * start, leads to `better-sqlite3`, and none of the files in it starts the built program, which opens a database. They run on a Node for which the native addon of
 * SQLite was not built. Fails if there is none. The tests in test/torture are left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const files = readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .sort();
const tests = files.filter((file) => file.endsWith('.test.ts') && !file.startsWith('test/torture/'));

/** Files that `file` names in order to start them as processes of their own. */
const startedBy = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/new URL\('([^']+\.ts)', import\.meta\.url\)/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );

// The bundle itself is thrown away; esbuild is the quickest way to every import of every test.
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [...new Set([...tests, ...files.flatMap(startedBy)])],
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

/** Whether `file`, or a file that it imports or starts, directly or indirectly, needs SQLite. */
function reachesSqlite(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  if (needsSqlite(file)) return true;
  const imported = (metafile.inputs[file]?.imports ?? []).flatMap(({ path, external }) => (external === true ? [] : [path]));
  return [...imported, ...startedBy(file)].some((path) => reachesSqlite(path, seen));
}

const found = tests.filter((file) => !reachesSqlite(file));
if (found.length === 0) throw new Error('every test needs SQLite: is the list of imports complete?');
process.stdout.write(`${found.join('\n')}\n`);
