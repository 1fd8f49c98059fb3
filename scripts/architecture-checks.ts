import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FeatureSet } from '../src/feature-api/index.js';

const ROOT = resolve(import.meta.dirname, '..');

export interface Source {
  /** From the project's root: `src/core/ids.ts`. */
  readonly path: string;
  readonly text: string;
}

const isGenerated = (path: string) => /\.generated\.ts$|catalogues\/index\.ts$/.test(path);

/** The program's own source files: src, adapters, commands, jobs and migrations. */
export function readSources(): readonly Source[] {
  return ['src', 'adapters', 'commands', 'jobs', 'migrations'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      // Tests of the linter plant files in folders of this name.
      .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)planted/.test(name))
      .map((name) => `${folder}/${name}`)
      .sort()
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
  );
}

/** The relative imports of a file, as paths from the root, without an ending. */
function importsOf({ path, text }: Source): readonly string[] {
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm)].map(([, from, dynamic]) =>
    join(dirname(path), from ?? dynamic ?? '').replace(/\.(?:js|jsx)$/, ''),
  );
}

/** Which feature a file is a place of, by DESIGN's rule; undefined for all others. */
function placesOf(sources: readonly Source[], features: readonly string[]): (path: string) => string | undefined {
  const owners = new Map<string, string>();
  for (const source of sources) {
    const [, name] = /^src\/features\/([^/]+)\/index\.ts$/.exec(source.path) ?? [];
    if (name === undefined) continue;
    for (const target of importsOf(source)) if (/^(?:commands|jobs)\//.test(target)) owners.set(target, name);
  }
  return (path) => {
    const [, own] = /^src\/features\/([^/]+)\//.exec(path) ?? [];
    if (own !== undefined) return own;
    const [, demo] = /^src\/demo\/[^/]+\/([a-z]+)/.exec(path) ?? [];
    if (demo !== undefined) return features.find((name) => demo.startsWith(name.replace(/s$/, '')));
    return owners.get(path.replace(/\.ts$/, ''));
  };
}

const isEverybodys = (path: string) =>
  /^migrations\/|^src\/language\/catalogues\/|^src\/features\/index\.ts$/.test(path) || isGenerated(path);

const withoutComments = (text: string) => text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');

/**
 * Files that name a feature outside its own places, each with what it says: an import from its folder (a later feature, a
 * command or jobs may import its public.ts), an id or key that begins with its name, or one of its tables.
 */
export function filesThatNameFeatures(sources: readonly Source[], { all }: FeatureSet): readonly string[] {
  const names = all.map(({ name }) => name);
  const placeOf = placesOf(sources, names);
  return sources
    .filter(({ path }) => !isEverybodys(path))
    .flatMap((source) => {
      const own = placeOf(source.path);
      const text = withoutComments(source.text);
      return all
        .filter(({ name }) => name !== own)
        .flatMap(({ name, tables }) => {
          const mayUsePublic = own !== undefined && (names.indexOf(name) < names.indexOf(own) || /^(?:commands|jobs)\//.test(source.path));
          const imported = importsOf(source).filter(
            (target) => target.startsWith(`src/features/${name}/`) && !(mayUsePublic && target === `src/features/${name}/public`),
          );
          const literals = [...text.matchAll(new RegExp(`['"\`]${name}[:.][^'"\`\\s]*['"\`$]`, 'g'))].map(([found]) => found);
          const named = tables.map(({ name: table }) => table).filter((table) => isTableNamed(text, table));
          return [...imported, ...literals, ...named.map((table) => `the table ${table}`)].map(
            (what) => `${source.path}: ${name}: ${what}`,
          );
        });
    });
}

/** A table's name in a query of Kysely or in SQL; a word of the language alone does not count. */
function isTableNamed(text: string, table: string): boolean {
  return new RegExp(
    `(?:From|Into|Table|Join|\\.table)\\(\\s*['"\`]${table}\\b|\\b(?:from|join|into|update) ${table}\\b|['"\`]${table}\\.[a-z_]+['"\` ]`,
  ).test(text);
}

/** Groups of files that import one another in a circle, type imports included; the shortest way of each. */
export function importCycles(sources: readonly Source[]): readonly string[] {
  const known = new Map(sources.map((source) => [source.path.replace(/\.tsx?$/, ''), source] as const));
  const graph = new Map([...known].map(([name, source]) => [name, importsOf(source).filter((target) => known.has(target))]));
  return stronglyConnected(graph)
    .filter((group) => group.length > 1 || (graph.get(group[0] ?? '') ?? []).includes(group[0] ?? ''))
    .map((group) => group.toSorted().join(' → '));
}

/** Tarjan's algorithm: R. Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1 (1972). */
function stronglyConnected(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const result: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) === index.get(node)) result.push(stack.splice(stack.indexOf(node)));
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return result;
}

/** The lengths of the files in lines, catalogues and generated files left out. */
export function fileLengths(sources: readonly Source[]): {
  readonly median: number;
  readonly longest: Source & { readonly lines: number };
} {
  const lengths = sources
    .filter(({ path }) => !path.startsWith('migrations/') && !path.startsWith('src/language/catalogues/') && !isGenerated(path))
    .map((source) => ({ ...source, lines: source.text.trimEnd().split('\n').length }))
    .sort((a, b) => a.lines - b.lines);
  const [median, longest] = [lengths[Math.floor(lengths.length / 2)], lengths.at(-1)];
  if (!median || !longest) throw new Error('there are no source files');
  return { median: median.lines, longest };
}
