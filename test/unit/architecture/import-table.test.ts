import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

/** A file with one import, and what the linter says about it. The path is where the file is planted. */
interface Planted {
  readonly path: string;
  readonly imports: string;
  readonly says?: string;
}

const PLANTED: readonly Planted[] = [
  // Allowed.
  { path: 'src/core/planted/zod.ts', imports: 'zod' },
  { path: 'src/core/planted/own.ts', imports: '../time.js' },
  { path: 'src/core/planted/kit.ts', imports: '../../kit/once.js' },
  { path: 'src/features/coffee/planted/own.ts', imports: '../types.js' },
  { path: 'src/features/coffee/planted/public.ts', imports: '../../relay/public.js' },
  { path: 'src/features/coffee/store/planted.ts', imports: 'kysely' },
  { path: 'src/features/coffee/store/planted-sql.ts', imports: '../../../sql/columns.js' },
  { path: 'src/features/coffee/rules/planted.ts', imports: '../types.js' },
  { path: 'src/features/coffee/planted/charts.ts', imports: '../../../charts/index.js' },
  { path: 'src/charts/planted/plot.ts', imports: '@observablehq/plot' },
  // Folders and packages.
  { path: 'src/core/planted/ports.ts', imports: '../../ports/store.js', says: 'core may not import ports' },
  { path: 'src/core/planted/kysely.ts', imports: 'kysely', says: 'core may not import the package kysely' },
  { path: 'src/kit/planted/core.ts', imports: '../../core/time.js', says: 'kit may not import core' },
  { path: 'src/sql/planted/ports.ts', imports: '../../ports/store.js', says: 'sql may not import ports' },
  { path: 'src/ports/planted/zod.ts', imports: 'zod', says: 'ports may not import the package zod' },
  { path: 'src/feature-api/planted/settings.ts', imports: '../../settings/index.js', says: 'feature-api may not import settings' },
  { path: 'src/settings/planted/sql.ts', imports: '../../sql/columns.js', says: 'settings may not import sql' },
  {
    path: 'src/compute/planted/feature.ts',
    imports: '../../features/relay/public.js',
    says: 'compute may not import features/relay/public',
  },
  { path: 'src/charts/planted/language.ts', imports: '../../language/index.js', says: 'charts may not import language' },
  {
    path: 'src/features/coffee/planted/plot.ts',
    imports: '@observablehq/plot',
    says: 'features/coffee/planted/plot may not import the package @observablehq/plot',
  },
  { path: 'src/dispatch/planted/features.ts', imports: '../../features/index.js', says: 'dispatch may not import features/index.ts' },
  { path: 'src/store/planted/feature.ts', imports: '../../features/relay/store.js', says: 'store may not import features/relay/store' },
  { path: 'adapters/web/planted/slack.ts', imports: '../../slack/index.js', says: 'adapters/web may not import adapters/slack' },
  { path: 'src/planted/new.ts', imports: '../core/time.js', says: 'planted is not in the import table' },
  // Inside features.
  {
    path: 'src/features/relay/planted/kysely.ts',
    imports: 'kysely',
    says: 'features/relay/planted/kysely may not import the package kysely',
  },
  { path: 'src/features/relay/planted/sql.ts', imports: '../../../sql/columns.js', says: 'features/relay/planted/sql may not import sql' },
  { path: 'src/features/relay/planted/later.ts', imports: '../../coffee/public.js', says: 'may not import features/coffee/public' },
  { path: 'src/features/coffee/planted/inner.ts', imports: '../../relay/store.js', says: 'may not import features/relay/store' },
  { path: 'src/features/relay/planted/index.ts', imports: '../index.js', says: 'may not import features/relay/index' },
  { path: 'src/features/relay/planted/command.ts', imports: '../../../../commands/coffee.js', says: 'may not import commands' },
  { path: 'src/features/relay/planted/csv.ts', imports: 'csv-parse', says: 'may not import the package csv-parse' },
  { path: 'src/features/coffee/rules/planted-language.ts', imports: '../../../language/index.js', says: 'may not import language' },
  { path: 'src/features/coffee/rules/planted-ports.ts', imports: '../../../ports/agenda.js', says: 'may not import ports' },
  { path: 'src/features/coffee/rules/planted-own.ts', imports: '../home.js', says: 'may not import features/coffee/home' },
  { path: 'commands/planted.ts', imports: '../src/features/coffee/home.js', says: 'commands may not import features/coffee/home' },
];

/** The linter's lines for each planted file. */
let output: string;

beforeAll(() => {
  for (const { path, imports } of PLANTED) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `export * from '${imports}';\n`);
  }
  try {
    output = execFileSync(join(root, 'node_modules/.bin/oxlint'), ['--format', 'unix', ...PLANTED.map(({ path }) => path)], {
      cwd: root,
      encoding: 'utf8',
    });
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error)) throw error;
    output = String(error.stdout);
  }
});

afterAll(() => {
  for (const { path } of PLANTED) {
    rmSync(join(root, path), { force: true });
    if (path.includes('/planted/')) rmSync(dirname(join(root, path)), { recursive: true, force: true });
  }
});

describe('the import table', () => {
  const linesAbout = (path: string) => output.split('\n').filter((line) => line.startsWith(`${path}:`) && line.includes('import-table'));

  it.each(PLANTED.filter(({ says }) => says === undefined))('lets $path import $imports', ({ path }) => {
    expect(linesAbout(path)).toEqual([]);
  });

  it.each(PLANTED.filter(({ says }) => says !== undefined))('catches $path importing $imports', ({ path, says = '' }) => {
    expect(linesAbout(path).join('\n')).toContain(says);
  });
});
