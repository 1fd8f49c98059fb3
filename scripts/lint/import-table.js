import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which part of the program may import which: our own by their paths, packages by their names. A part is a folder, except
 * that a feature has several (below). The reasons are in docs/decisions/0001-folder-layout-and-import-table.md.
 */
export const TABLE = {
  kit: { ours: [], packages: ['lru-cache'] },
  core: { ours: ['kit'], packages: ['zod'] },
  'core/transaction.ts': { ours: ['core', 'kit'], packages: ['kysely'] },
  sql: { ours: ['core', 'kit'], packages: ['kysely', 'zod'] },
  ports: { ours: ['core', 'kit'], packages: [] },
  calendar: { ours: ['core', 'kit'], packages: ['date-fns-tz'] },
  language: { ours: ['core', 'kit'], packages: ['intl-messageformat', '@formatjs/icu-messageformat-parser'] },
  'feature-api': { ours: ['core', 'kit', 'ports', 'language'], packages: ['zod'] },
  settings: { ours: ['core', 'kit', 'ports', 'language', 'calendar', 'feature-api'], packages: ['zod'] },
  features: {
    ours: ['own', 'earlier public', 'core', 'kit', 'ports', 'language', 'calendar', 'settings', 'feature-api', 'charts', 'print'],
    packages: ['zod'],
  },
  'features/*/store': {
    ours: ['own', 'earlier public', 'core', 'kit', 'ports', 'language', 'calendar', 'settings', 'feature-api', 'sql'],
    packages: ['zod', 'kysely'],
  },
  'features/*/rules': { ours: ['own rules', 'core', 'calendar', 'kit'], packages: [] },
  'features/*/index.ts': {
    ours: ['own', 'own commands and jobs', 'earlier public', 'core', 'kit', 'ports', 'language', 'calendar', 'settings', 'feature-api'],
    packages: [],
  },
  'features/index.ts': { ours: ['feature indexes', 'feature-api'], packages: [] },
  commands: { ours: ['own but index', 'any public', 'core', 'kit', 'ports', 'language', 'settings', 'feature-api'], packages: [] },
  jobs: { ours: ['own but index', 'any public', 'core', 'kit', 'ports', 'language', 'settings', 'feature-api'], packages: ['zod'] },
  dispatch: { ours: ['core', 'kit', 'ports', 'language', 'calendar', 'feature-api'], packages: [] },
  agenda: { ours: ['core', 'kit', 'ports', 'language', 'calendar', 'feature-api'], packages: ['zod', 'node:', 'bullmq', 'ioredis', 'pg'] },
  compute: { ours: ['core', 'kit', 'ports'], packages: ['node:worker_threads'] },
  blobs: { ours: ['core', 'kit', 'ports'], packages: ['node:', 's3mini'] },
  files: {
    ours: ['core', 'kit', 'ports', 'language'],
    packages: ['zod', 'node:', 'file-type', 'yauzl', 'csv-parse', 'fflate', 'read-excel-file', 'ical.js', '@hyzyla/pdfium'],
  },
  links: { ours: ['core', 'kit', 'ports'], packages: ['node:', 'undici'] },
  charts: { ours: ['core', 'kit', 'ports'], packages: ['zod', 'node:module', '@observablehq/plot', 'linkedom', '@resvg/resvg-js'] },
  print: { ours: ['core', 'kit', 'ports'], packages: ['zod', 'node:module', 'node:fs', '@myriaddreamin/typst-ts-node-compiler'] },
  gateway: { ours: ['core', 'kit', 'ports'], packages: [] },
  pace: { ours: ['core', 'kit', 'ports'], packages: ['ioredis'] },
  store: { ours: ['core', 'kit', 'ports', 'sql', 'migrations'], packages: ['kysely', 'better-sqlite3', 'pg', 'zod', 'node:'] },
  migrations: { ours: [], packages: ['kysely'] },
  config: { ours: ['core', 'kit', 'ports'], packages: ['zod'] },
  'adapters/discord': { ours: ['core', 'kit', 'ports', 'language'], packages: ['discord.js', '@discordjs/ws', 'undici', 'zod', 'node:'] },
  'adapters/slack': { ours: ['core', 'kit', 'ports', 'language'], packages: ['@slack/bolt', 'undici', 'zod', 'node:'] },
  'adapters/web': { ours: ['core', 'kit', 'ports', 'language'], packages: ['hono', '@hono/node-server', 'zod', 'preact', 'node:'] },
};

/** What one feature needs besides the packages of all. */
const PACKAGES_OF_FEATURES = {
  coffee: ['node:worker_threads'],
  events: ['docx', 'ical-generator', 'qrcode', 'rrule-temporal', 'temporal-polyfill', 'timezones-ical-library'],
  members: ['write-excel-file'],
  resources: ['fflate'],
};

/** They put the program together and may import everything. */
const UNRESTRICTED = ['app', 'main', 'logging', 'cli', 'http', 'demo', 'rehearse'];

/**
 * The features in the order of src/features/index.ts, and which of them each command and each file of jobs belongs to: the
 * one whose index.ts imports it.
 */
export function readFeatures(root) {
  const folder = join(root, 'src/features');
  const list = /createFeatureSet\(\s*\[([^\]]*)\]/.exec(readFileSync(join(folder, 'index.ts'), 'utf8'))?.[1] ?? '';
  const order = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const owners = {};
  for (const name of readdirSync(folder)) {
    const index = join(folder, name, 'index.ts');
    if (!existsSync(index)) continue;
    for (const [, file] of readFileSync(index, 'utf8').matchAll(/from '\.\.\/\.\.\/\.\.\/((?:commands|jobs)\/[^']+)\.js'/g))
      owners[file] = name;
  }
  return { order, owners };
}

/** The project's path of a file, from its root: `src/core/ids.ts`. */
function projectPath(filename, root) {
  return filename.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');
}

/** The folder of a path and, within a feature, the feature and the path in its folder. */
function placeOf(path, { owners }) {
  const bare = path.replace(/\.(?:ts|tsx|js)$/, '');
  const feature = /^src\/features\/(?<name>[^/]+)\/(?<inner>.+)$/.exec(bare)?.groups;
  if (feature) return { folder: 'features', feature: feature.name, inner: feature.inner };
  if (bare.startsWith('src/features/')) return { folder: 'features/index.ts' };
  const top = /^(commands|jobs)\//.exec(bare)?.[1];
  // A command's folder belongs to whom its file belongs: commands/X/Y.ts is X's.
  if (top) return { folder: top, feature: owners[bare] ?? owners[bare.split('/', 2).join('/')] };
  return { folder: /^src\/([^/]+)/.exec(bare)?.[1] ?? /^(adapters\/[^/]+|migrations)/.exec(bare)?.[1] };
}

/** The row of the table that holds for a file. */
function rowOf(path, { folder, inner }) {
  if (inner === 'index') return 'features/*/index.ts';
  if (inner === 'store' || inner?.startsWith('store/')) return 'features/*/store';
  if (inner?.startsWith('rules/')) return 'features/*/rules';
  const file = path.replace(/^src\//, '');
  return Object.hasOwn(TABLE, file) ? file : folder;
}

/** Resolves a relative specifier against the importing file, without touching the disk. */
function resolve(from, specifier) {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function isAllowed(name, own, target, order) {
  const isOwn = own.feature !== undefined && target.feature === own.feature;
  const isPublic = target.folder === 'features' && target.inner === 'public';
  switch (name) {
    case 'own':
      return isOwn && target.folder === 'features' && target.inner !== 'index';
    case 'own but index':
      return (isOwn && target.folder === 'features' && target.inner !== 'index') || target.folder === own.folder;
    case 'own rules':
      return isOwn && target.folder === 'features' && (/(?:^|\/)types$/.test(target.inner) || target.inner.startsWith('rules/'));
    case 'own commands and jobs':
      return isOwn && (target.folder === 'commands' || target.folder === 'jobs');
    case 'earlier public':
      return isPublic && order.includes(target.feature) && order.indexOf(target.feature) < order.indexOf(own.feature);
    case 'any public':
      return isPublic;
    case 'feature indexes':
      return (target.folder === 'features' && target.inner === 'index') || target.folder === 'features/index.ts';
    default:
      return name === target.folder;
  }
}

/** How a place is called in a message: a feature by its name, with the file where that matters. */
function nameOf({ folder, feature, inner }) {
  return folder === 'features' && feature !== undefined ? `features/${feature}/${inner}` : folder;
}

/**
 * Why the file `from` may not import `specifier`, or `undefined` if it may. `features` is what `readFeatures` returns.
 */
export function breach(from, specifier, features) {
  const own = placeOf(from, features);
  if (own.folder === undefined || UNRESTRICTED.includes(own.folder.replace(/\.ts$/, ''))) return undefined;
  const row = rowOf(from, own);
  const rules = TABLE[row];
  const name = row === 'features' || row.startsWith('features/*') ? nameOf(own) : row;
  if (!rules) return `${own.folder} is not in the import table`;
  if (!specifier.startsWith('.')) {
    const packages = [
      ...rules.packages,
      ...(own.folder === 'features' && row !== 'features/*/rules' ? (PACKAGES_OF_FEATURES[own.feature] ?? []) : []),
    ];
    const allowed = packages.some((each) => specifier === each || specifier.startsWith(each.endsWith(':') ? each : `${each}/`));
    return allowed ? undefined : `${name} may not import the package ${specifier}`;
  }
  const path = resolve(from, specifier);
  const target = placeOf(path, features);
  const isSame = own.folder !== 'features' && own.folder === target.folder && own.folder !== 'commands' && own.folder !== 'jobs';
  if (isSame || rules.ours.some((each) => isAllowed(each, own, target, features.order))) return undefined;
  return `${name} may not import ${nameOf(target) ?? path}`;
}

const importTable = {
  meta: { type: 'problem', docs: { description: 'enforce the import table' } },
  create(context) {
    const from = projectPath(context.filename, context.cwd);
    const features = readFeatures(context.cwd);
    const check = (node) => {
      // A module that is chosen at run time has no name to check.
      const reason = typeof node.source?.value === 'string' && breach(from, node.source.value, features);
      if (reason) context.report({ node, message: `${reason} (docs/decisions/0001-folder-layout-and-import-table.md)` });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

export default { meta: { name: 'mudhif' }, rules: { 'import-table': importTable } };
