/**
 * Which folder may import which: our own by their paths, packages by their names. A folder that is not named here may
 * import everything. `self` is the folder itself; the folder of each feature stands for itself. The reasons are in
 * docs/decisions/0001-folder-layout-and-import-table.md.
 */
const OURS =
  /^(?:src\/)?(?<folder>kit|core|ports|language|calendar|features\/[^/]+|dispatch|store|agenda|gateway|pace|config|http|demo|rehearse|logging|app|main)\b|^(?<top>adapters\/[^/]+|commands|jobs|migrations)\b/;

export const TABLE = {
  kit: { ours: [], packages: ['node:async_hooks'] },
  core: { ours: ['kit'], packages: ['zod'] },
  ports: { ours: ['core', 'kit'], packages: [] },
  language: { ours: ['core', 'kit'], packages: ['intl-messageformat', '@formatjs/icu-messageformat-parser'] },
  calendar: { ours: ['core', 'kit'], packages: ['date-fns-tz'] },
  features: {
    ours: ['core', 'kit', 'ports', 'language', 'calendar', 'features/*/service'],
    packages: ['zod', 'csv-parse', 'node:worker_threads'],
  },
  dispatch: { ours: ['core', 'kit', 'ports', 'language'], packages: [] },
  commands: { ours: ['core', 'kit', 'ports', 'language', 'features'], packages: [] },
  jobs: { ours: ['core', 'kit', 'ports', 'language', 'features'], packages: ['zod'] },
  store: { ours: ['core', 'kit', 'ports', 'migrations'], packages: ['kysely', 'better-sqlite3', 'pg', 'zod', 'node:'] },
  migrations: { ours: [], packages: ['kysely'] },
  agenda: { ours: ['core', 'kit', 'ports', 'calendar'], packages: ['zod', 'node:', 'bullmq', 'ioredis', 'pg'] },
  pace: { ours: ['core', 'kit', 'ports'], packages: ['ioredis'] },
  gateway: { ours: ['core', 'kit', 'ports'], packages: [] },
  config: { ours: ['core', 'kit', 'ports'], packages: ['zod'] },
  'adapters/discord': { ours: ['core', 'kit', 'ports', 'language'], packages: ['discord.js', 'node:'] },
  'adapters/slack': { ours: ['core', 'kit', 'ports', 'language'], packages: ['@slack/bolt', 'zod', 'node:'] },
  'adapters/web': { ours: ['core', 'kit', 'ports', 'language'], packages: ['hono', '@hono/node-server', 'zod', 'preact', 'node:'] },
};

/** The project's path of a file, from its root: `src/core/ids.ts`. */
function projectPath(filename, root) {
  return filename.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, '');
}

function folderOf(path) {
  const { folder, top } = OURS.exec(path)?.groups ?? {};
  return folder ?? top;
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

/** Why `from` may not import `specifier`, or `undefined` if it may. */
export function breach(from, specifier) {
  const folder = folderOf(from);
  const rules = TABLE[folder] ?? (folder?.startsWith('features/') ? TABLE.features : undefined);
  if (!rules) return undefined;
  if (!specifier.startsWith('.')) {
    const allowed = rules.packages.some((name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`));
    return allowed ? undefined : `${folder} may not import the package ${specifier}`;
  }
  const target = resolve(from, specifier);
  const targetFolder = folderOf(target);
  if (targetFolder === folder) return undefined;
  const allowed = rules.ours.some((name) => {
    if (name === targetFolder) return true;
    if (name === 'features') return targetFolder?.startsWith('features/');
    return name === 'features/*/service' && /^src\/features\/[^/]+\/service\.js$/.test(target);
  });
  return allowed ? undefined : `${folder} may not import ${targetFolder ?? target}`;
}

const importTable = {
  meta: { type: 'problem', docs: { description: 'enforce the import table' } },
  create(context) {
    const from = projectPath(context.filename, context.cwd);
    const check = (node) => {
      const reason = node.source && breach(from, node.source.value);
      if (reason) context.report({ node, message: `${reason} (docs/decisions/0001-folder-layout-and-import-table.md)` });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

export default { meta: { name: 'mudhif' }, rules: { 'import-table': importTable } };
