import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');
const FIXTURE = join(ROOT, 'test/fixtures/feature');

export interface ExampleFile {
  /** Where it would be in the project: `src/features/suggestions/index.ts`. */
  readonly path: string;
  readonly text: string;
}

const FOLDERS = ['src', 'commands', 'migrations'];

/** Rewrites the relative imports of a fixture's file that lead out of the fixture by `to`, which gets the project's path. */
function withImports(path: string, text: string, to: (target: string) => string): string {
  return text.replaceAll(/from '(\.[^']+)'/g, (whole, specifier: string) => {
    const target = resolve(FIXTURE, dirname(path), specifier);
    return relative(FIXTURE, target).startsWith('..') ? `from '${to(relative(ROOT, target))}'` : whole;
  });
}

function filesWith(rewrite: (path: string, text: string) => string): readonly ExampleFile[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(FIXTURE, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  )
    .sort()
    .map((path) => ({ path, text: rewrite(path, readFileSync(join(FIXTURE, path), 'utf8')) }));
}

/** The example's files as they would be in the project, with the imports that they would have there. */
export function exampleFiles(): readonly ExampleFile[] {
  return filesWith((path, text) =>
    withImports(path, text, (target) => {
      const specifier = relative(dirname(path), target);
      return specifier.startsWith('.') ? specifier : `./${specifier}`;
    }),
  );
}

/** The same files for a folder anywhere: what they import of the project is named by its whole path. */
export function exampleFilesAnywhere(): readonly ExampleFile[] {
  return filesWith((path, text) => withImports(path, text, (target) => join(ROOT, target)));
}

/** The types of the example's texts, without the key `left`, for a folder anywhere. */
export function exampleMessages(left: string): string {
  return readFileSync(join(FIXTURE, 'messages.ts'), 'utf8')
    .replaceAll(/'(\.\.\/[^']+)'/g, (_whole, specifier: string) => `'${resolve(FIXTURE, specifier)}'`)
    .split('\n')
    .filter((line) => !line.includes(`'${left}'`))
    .join('\n');
}

/** A change of a shared file that the example needs. `add` is put before `before`, or at the end. */
interface Edit {
  readonly path: string;
  readonly changes: readonly { readonly before?: string; readonly add: string }[];
}

/** All files outside the example's own that have to be edited for it. */
export const SHARED_EDITS: readonly Edit[] = [
  {
    path: 'src/features/index.ts',
    changes: [
      { before: '\n/**\n * The features', add: "import { suggestions } from './suggestions/index.js';\n" },
      { before: ', housekeeping]', add: ', suggestions' },
    ],
  },
  {
    path: 'migrations/index.ts',
    changes: [
      { before: "import type { ColumnTraits } from './traits.js';", add: "import { suggestions } from './9000_suggestions.js';\n" },
      { before: '  };\n}', add: "    '9000_suggestions': suggestions(traits),\n" },
    ],
  },
  {
    path: 'test/fixtures/action-ids.txt',
    changes: [
      {
        add: `${['action suggestions:write', 'form suggestions:write', 'action suggestions:support', 'action suggestions:settings', 'form suggestions:settings'].join('\n')}\n`,
      },
    ],
  },
];

/** A shared file as the example needs it. Throws an `Error` where the place of a change is not there. */
export function withEdits({ changes }: Edit, text: string): string {
  return changes.reduce((before, { before: mark, add }) => {
    const at = mark === undefined ? before.length : before.indexOf(mark);
    if (at < 0) throw new Error(`the example's edit finds no place: ${mark}`);
    return before.slice(0, at) + add + before.slice(at);
  }, text);
}

/** What `npm run generate` and the start-up need of the project. */
const COPIED = [
  'src',
  'adapters',
  'commands',
  'jobs',
  'migrations',
  'scripts',
  'docs',
  'test/fixtures/action-ids.txt',
  'test/fixtures/feature',
  'package.json',
  'tsconfig.json',
  '.env.example',
];

/**
 * Makes a copy of the project in `folder` with the example in it: its own files, the edits of shared files, and the generated
 * ones. Returns the names of the features that the copy starts with. Throws if it does not start.
 */
export function applyExample(folder: string): readonly string[] {
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { path, text } of exampleFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const edit of SHARED_EDITS) writeFileSync(join(folder, edit.path), withEdits(edit, readFileSync(join(folder, edit.path), 'utf8')));
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, ['--import', 'tsx', ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  run('scripts/generate.ts');
  writeFileSync(
    join(folder, 'start.ts'),
    "import { features } from './src/features/index.js';\nconsole.log(features.all.map(({ name }) => name).join());\n",
  );
  return run('start.ts').trim().split(',');
}
