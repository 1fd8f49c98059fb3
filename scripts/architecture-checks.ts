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
    // A command's folder belongs to whom its file belongs: commands/X/Y.ts is X's.
    return owners.get(path.replace(/\.ts$/, '')) ?? owners.get(path.split('/', 2).join('/'));
  };
}

const isEverybodys = (path: string) =>
  /^migrations\/|^src\/language\/catalogues\/|^src\/features\/index\.ts$/.test(path) || isGenerated(path);

const withoutComments = (text: string) => text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');

/** Lists of what features have, which import each feature's part as the list of features does. */
const LISTS: readonly string[] = ['src/features/index.ts', 'src/demo/sample/parts.ts'];

/**
 * Files that name a feature outside its own places, each with what it says: an import from its folder, its command, its jobs
 * or its part of the sample (a later feature, a command or jobs may import its public.ts), an id or key that begins with its
 * name or has it in the middle, one of its ids' types, one of its tables, or its command as people type it. Shared catalogues may hold
 * no key for it. Members and the community use no feature but one another. `looked`: the files to look through, all unless told.
 */
export function filesThatNameFeatures(
  sources: readonly Source[],
  { all }: FeatureSet,
  looked: readonly Source[] = sources,
): readonly string[] {
  const names = all.map(({ name }) => name);
  const placeOf = placesOf(sources, names);
  const ids = idsOf(sources);
  const keys = looked.flatMap((source) => foreignKeys(source, names));
  const uses = looked
    .filter(({ path }) => !isEverybodys(path))
    .flatMap((source) => {
      const own = placeOf(source.path);
      const text = withoutComments(source.text);
      return all
        .filter(({ name }) => name !== own)
        .flatMap(({ name, tables, commands }) => {
          const isShared = SHARED.some((shared) => source.path.startsWith(`src/features/${shared}/`)) && !SHARED.includes(name);
          const isOfLater = own === undefined || names.indexOf(name) > names.indexOf(own);
          const mayUsePublic = own !== undefined && !isShared && (!isOfLater || /^(?:commands|jobs)\//.test(source.path));
          const imported = importsOf(source).filter(
            (target) =>
              isPartOf(target, name, placeOf) &&
              !(mayUsePublic && target === `src/features/${name}/public`) &&
              !LISTS.includes(source.path),
          );
          const types = mayUsePublic
            ? []
            : ids.filter(({ feature, pattern }) => feature === name && pattern.test(text)).map(({ type }) => type);
          const named = tables.map(({ name: table }) => table).filter((table) => isTableNamed(text, table));
          return [
            ...imported,
            ...literalsOf(text, name),
            ...types.map((type) => `the type ${type}`),
            ...named.map((table) => `the table ${table}`),
            ...(own === undefined || isShared ? commands.flatMap((command) => typedIn(text, command.name)) : []),
          ].map((what) => `${source.path}: ${name}: ${what}`);
        });
    });
  return [...uses, ...keys];
}

/** Features that all others build on, and that reach those only through the context. */
const SHARED: readonly string[] = ['members', 'community'];

/** A command as people type it, `/coffee round`. Alone its name may be the path of a request. */
function typedIn(text: string, command: string): readonly string[] {
  return [...text.matchAll(new RegExp(`['"\`](/${command} [a-z][^'"\`]*)`, 'g'))].map(([, found = '']) => found);
}

/** Files of features and engines that name a platform, whose behaviour is to come from capabilities. */
export function filesThatNamePlatforms(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => path.startsWith('src/') && !MAY_NAME_PLATFORMS.test(path) && !isGenerated(path))
    .flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(/['"`](?:slack|discord)(?:[:'"`]|\$\{)/g)].map(([found]) => `${path}: ${found.slice(1, -1)}`),
    );
}

/** The list of platforms and what connects them, the sample, and the words of the adapters. */
const MAY_NAME_PLATFORMS = /^src\/(?:ports\/identity\.ts$|cli\/|config\/|demo\/|language\/catalogues\/)/;

/** Whether an imported file is the feature's: of its folder, its command or jobs, or its folder of the sample. */
function isPartOf(target: string, feature: string, placeOf: (path: string) => string | undefined): boolean {
  if (target.startsWith(`src/features/${feature}/`)) return true;
  return /^(?:commands|jobs)\/|^src\/demo\/[^/]+\/[^/]+\//.test(target) && placeOf(`${target}.ts`) === feature;
}

/** Features that are called like things of the whole program: the word alone names nobody. */
const ORDINARY: readonly string[] = ['members', 'community', 'problems', 'resources'];

/** Strings that name the feature: `coffee:join`, `coffee-openers.any.1`, `agenda.job.coffee.match`, `../features/coffee/x.js`. */
function literalsOf(text: string, feature: string): readonly string[] {
  const quoted = [`${feature}(?:-[a-z]+)*[:.][^'"\`\\s]*`, `[^'"\`\\s]*features/${feature}/[^'"\`\\s]*`];
  if (!ORDINARY.includes(feature)) quoted.push(feature, `[\\w-]+(?:[.:][\\w-]+)*[.:]${feature}(?:[.:][^'"\`\\s]*)?`);
  const pattern = new RegExp(`['"\`](?:${quoted.join('|')})['"\`$]`, 'g');
  return [...text.replaceAll(/^(?:import|export)\b[^;]*?from '[^']+'/gm, '').matchAll(pattern)].map(([found]) => found);
}

/** The types of ids that features declare, `export type RoundId = Id<'round'>`, by feature. */
function idsOf(sources: readonly Source[]): readonly { readonly feature: string; readonly type: string; readonly pattern: RegExp }[] {
  return sources.flatMap(({ path, text }) => {
    const [, feature] = /^src\/features\/([^/]+)\//.exec(path) ?? [];
    if (feature === undefined) return [];
    return [...text.matchAll(/^export type (\w+) = Id<'([^']+)'>;/gm)].map(([, type = '', brand = '']) => ({
      feature,
      type,
      pattern: new RegExp(`\\b${type}\\b|\\bId<'${brand}'>`),
    }));
  });
}

/** Keys of shared catalogues that name a feature, whose texts belong in its own: `job.coffee.match` in agenda.ts. */
function foreignKeys({ path, text }: Source, features: readonly string[]): readonly string[] {
  const [, catalogue] = /^src\/language\/catalogues\/[a-z]+\/([^/]+)\.ts$/.exec(path) ?? [];
  if (catalogue === undefined) return [];
  const keys = [...text.matchAll(/^ {2}'?([\w.-]+)'?:/gm)].map(([, key = '']) => key);
  return features
    .filter((name) => catalogue !== name && !catalogue.startsWith(`${name}-`) && !ORDINARY.includes(name))
    .flatMap((name) => keys.filter((key) => key.split('.').includes(name)).map((key) => `${path}: ${name}: the key ${key}`));
}

/**
 * A table's name in a query of Kysely or in SQL, or as a string of its own. A name of one word, which may be a word of the
 * language, counts only in a query.
 */
function isTableNamed(text: string, table: string): boolean {
  const inQuery = `(?:From|Into|Table|Join|\\.table)\\(\\s*['"\`]${table}\\b|\\b(?:from|join|into|update) ${table}\\b|['"\`]${table}\\.[a-z_]+['"\` ]`;
  return new RegExp(table.includes('_') ? `${inQuery}|\\b${table}\\b` : inQuery).test(text);
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

const CALCULATES = /\b(?:(?:\w+\.)*[a-z]\w*At|(?:context|clock)\.now(?:\(\))?) [-+*/%] [\w(]|[\w)] [-*/%] (?:\w+\.)+[a-z]\w*At\b/;

/** Lines of features and engines that calculate with a moment by an operator, as far as its name tells. `core/time.ts` has functions for that. */
export function linesThatCalculateWithMoments(sources: readonly Source[]): readonly string[] {
  const places = /^(?:src\/(?:features|feature-api|agenda|dispatch)|jobs)\//;
  return sources
    .filter(({ path }) => places.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (CALCULATES.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
}

/** JSON that is given a type without being checked: by a cast, or by the type of a variable. */
const UNCHECKED_JSON =
  /(?:\bparse|\bparseWithBytes|\.json)\(.*\)+ as (?!unknown\b|const\b)|: (?!unknown\b)[^=;]+ = (?:await )?(?:JSON\.parse|parse|parseWithBytes)\(/;

/**
 * Lines that take JSON for a type without parsing it by a schema. Left out is the page of the browser chat, which comes from the same
 * build as the server that it reads from and holds no library for schemas.
 */
export function linesWithUncheckedJson(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => !path.startsWith('adapters/web/page/'))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (UNCHECKED_JSON.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
}

/** What a comment calls an error that is thrown, or a promise that is rejected with one. */
const SAYS_THROWS = /\bthrow|\brejects?\b/i;
/** Their errors are faults of the program itself, of which no caller has to think. */
const FAULTS = /^(?:to[A-Z]\w*|weekdayOf|useApp)$/;

interface ExportedFunction {
  readonly path: string;
  readonly name: string;
  readonly comment: string;
  /** From the word `export` to its end. */
  readonly code: string;
  /** The name of the type that it returns, if that is a name. */
  readonly returns: string | undefined;
}

function exportedFunctions({ path, text }: Source): readonly ExportedFunction[] {
  return [...text.matchAll(/^export (?:async )?function\*? (\w+)[^]*?\n}\n/gm)].map(({ 0: code, 1: name = '', index }) => {
    const before = text.slice(0, index).trimEnd();
    const comment = before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : '';
    return { path, name, comment, code, returns: /^(?:\S.*)?\): (\w+) \{$/m.exec(code)?.[1] };
  });
}

/** The comments of interfaces and types by their names, with those of what they extend. */
function commentsOfTypes(sources: readonly Source[]): (name: string) => string {
  const pattern = /(?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?^(?:export )?(?:interface (\w+)([^{]*)\{[^]*?\n}\n|type (\w+)[^]*?;\n(?! ))/gm;
  const known = new Map<string, { comments: string; extended: readonly string[] }>();
  for (const { text } of sources) {
    for (const [whole, ofInterface, heritage = '', ofType] of text.matchAll(pattern)) {
      const before = known.get(ofInterface ?? ofType ?? '') ?? { comments: '', extended: [] };
      const comments = [...whole.matchAll(/\/\*\*[^]*?\*\//g)].join('\n');
      const extended = heritage.match(/\b[A-Z]\w*/g) ?? [];
      known.set(ofInterface ?? ofType ?? '', { comments: before.comments + comments, extended: [...before.extended, ...extended] });
    }
  }
  const commentsOf = (name: string, depth = 0): string => {
    const { comments = '', extended = [] } = known.get(name) ?? {};
    return depth > 3 ? '' : [comments, ...extended.map((other) => commentsOf(other, depth + 1))].join('\n');
  };
  return commentsOf;
}

/**
 * Exported functions that throw, and say so neither in their comment nor in the comments of the interface that they return.
 * @param sources All of them, because an interface may be declared elsewhere.
 */
export function undocumentedErrors(sources: readonly Source[]): readonly string[] {
  const commentsOf = commentsOfTypes(sources);
  return sources.flatMap(exportedFunctions).flatMap(({ path, name, comment, code, returns }) => {
    if (!/^(?!\s*(?:\*|\/\/)).*\bthrow /m.test(code) || SAYS_THROWS.test(comment)) return [];
    return returns !== undefined && SAYS_THROWS.test(commentsOf(returns)) ? [] : [`${path}: ${name}`];
  });
}

/** What features offer to later ones: names that their public.ts passes on, each after the path of its file. */
function publicNames(sources: readonly Source[]): ReadonlySet<string> {
  const files = sources.filter(({ path }) => /^src\/features\/[^/]+\/public\.ts$/.test(path));
  const names = files.flatMap(({ path, text }) =>
    [...text.matchAll(/^export \{([^}]*)\} from '(\.[^']+)'/gm)].flatMap(([, passed = '', from = '']) =>
      passed.split(',').map((name) => `${join(dirname(path), from).replace(/\.js$/, '.ts')}:${name.trim()}`),
    ),
  );
  return new Set(names);
}

/** Whether a function is of an adapter, an engine or the public part of a feature. */
function isPublic({ path, name }: Pick<ExportedFunction, 'path' | 'name'>, offered: ReadonlySet<string>): boolean {
  return /^(?:adapters|src\/(?!features\/))|\/public\.ts$/.test(path) || offered.has(`${path}:${name}`);
}

/**
 * Exported functions of adapters and engines, and those that features offer to later ones, that call an exported function whose comment
 * names its errors, let them pass and say nothing of errors. What is called as a method, or within a `try`, counts as caught.
 */
export function undocumentedPassing(sources: readonly Source[]): readonly string[] {
  const commentsOf = commentsOfTypes(sources);
  const offered = publicNames(sources);
  const functions = sources.flatMap((source) => exportedFunctions(source).map((one) => ({ ...one, names: importedNames(source) })));
  const throwing = new Set(
    functions
      .filter(({ name, comment }) => /@throws|\bThrows\b/.test(comment) && !/never throws/i.test(comment) && !FAULTS.test(name))
      .map(({ path, name }) => `${path}:${name}`),
  );
  return functions
    .filter((one) => isPublic(one, offered))
    .flatMap(({ path, name, comment, code, returns, names }) => {
      if (SAYS_THROWS.test(comment) || (returns !== undefined && SAYS_THROWS.test(commentsOf(returns)))) return [];
      const outside = code.replaceAll(/try \{[^]*?\n\s*\} catch[^]*?\n\s*\}/g, '');
      const called = [...outside.matchAll(/(?<![.\w])(\w+)\(/g)].flatMap(({ 1: found = '', index }) => {
        const isCaught = /catch\(/.test(outside.slice(index, index + 160));
        return found !== name && !isCaught && throwing.has(names.get(found) ?? `${path}:${found}`) ? [found] : [];
      });
      return called.length === 0 ? [] : [`${path}: ${name} lets the errors of ${[...new Set(called)].join(', ')} pass`];
    });
}

/** What a file imports from others of ours, by the name that it uses: `src/core/ids.ts:toId`. */
function importedNames({ path, text }: Source): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^import \{([^}]*)\} from '(\.[^']+)'/gm)].flatMap(([, names = '', from = '']) =>
      names.split(',').map((each): [string, string] => {
        const [original = '', alias = original] = each
          .trim()
          .replace(/^type /, '')
          .split(' as ');
        return [alias, `${join(dirname(path), from).replace(/\.js$/, '.ts')}:${original}`];
      }),
    ),
  );
}

/**
 * Exported functions of adapters and engines, and those that features offer to later ones, without a comment. The interface that a
 * function `create…` returns describes it, and a component of the page has its name.
 */
export function undocumentedFunctions(sources: readonly Source[]): readonly string[] {
  const commentsOf = commentsOfTypes(sources);
  const offered = publicNames(sources);
  return sources
    .flatMap(exportedFunctions)
    .filter(({ path, name, comment, returns }) => {
      if (!isPublic({ path, name }, offered)) return false;
      const isDescribed = name.startsWith('create') && returns !== undefined && commentsOf(returns) !== '';
      return comment === '' && !isDescribed && !(path.endsWith('.tsx') && /^[A-Z]/.test(name));
    })
    .map(({ path, name }) => `${path}: ${name}`);
}

/** The last word of names that tell how long, how large or which part, but not in what. */
const MEASURES =
  /(?:^|_)(?:timeout|delay|wait|patience|pause|ttl|interval|duration|backoff|lease|grace|age|elapsed|silence|retry|size|length|width|height|memory|share|ratio|ahead|took|lasted)$/;
/** What a comment calls a unit, or a number of things. */
const UNITS =
  /\b(?:milliseconds?|ms|seconds?|minutes?|hours?|days?|weeks?|months?|years?|bytes?|[KM]B|megabytes?|percent|pixels?|dots|points?|columns?|UTF-16 units|characters|letters|digits|number of|how many|(?:from|between) 0 (?:to|and) 1)\b|\b1 is\b/i;

/**
 * Numbers in the types and in the parameters of exported functions that are a duration, a size or a share, as far as their names tell, and
 * whose unit neither the name nor a comment says: `timeout`, but not `timeoutMs`. A comment is that of the line, or that of the whole
 * declaration if it names the number.
 */
export function numbersWithoutUnit(sources: readonly Source[]): readonly string[] {
  const declaration =
    /((?:\/\*\*(?:(?!\*\/)[^])*\*\/\n)?)^(?:export )?(?:interface \w+[^]*?\n}\n|type \w+[^]*?;\n(?! )|(?<=export )(?:async )?function\*? \w+[^]*?\)(?::[^\n]*)? \{\n)/gm;
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(declaration)].flatMap(({ 0: whole, 1: comment = '', index }) =>
      [...whole.matchAll(/(?<=[\s({])(\w+)\??: number\b/g)].flatMap(({ 1: name = '', index: at }) => {
        // `maxLength` ends in a word of its own, and `message` does not end in `age`.
        if (!MEASURES.test(name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))) return [];
        const line = whole.slice(whole.lastIndexOf('\n', at) + 1, whole.indexOf('\n', at) + 1 || undefined);
        const before = whole.slice(0, whole.lastIndexOf('\n', at) + 1).trimEnd();
        const above = before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : '';
        const ofAll = new RegExp(`(?:@param|\`)(?: options\\.| )?${name}\\b`).test(comment) ? comment : '';
        if (UNITS.test(`${line.includes('/*') ? line : ''}${above}${ofAll}`)) return [];
        return [`${path}:${text.slice(0, index + at).split('\n').length}: ${name}`];
      }),
    ),
  );
}

const INVERTED = /^\s*(?:\/\*\*|\*|\/\/)(?: So (?:many|much|often|long|far|near)\b|.*\b(?:who|whom)ever\b)/i;

/** Comments of adapters and engines in the inverted form that readers have to decode: `Whoever asks gets …`, `So often it is tried`. */
export function invertedComments(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => /^(?:adapters|src\/(?!features\/))/.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (INVERTED.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
}

/** Doc comments that another one follows, so that they stand on nothing. */
export function misplacedComments(sources: readonly Source[]): readonly string[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(/\*\/\n[ \t]*\/\*\*/g)].map(({ index }) => `${path}:${text.slice(0, index).split('\n').length}`),
  );
}
