import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');
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
