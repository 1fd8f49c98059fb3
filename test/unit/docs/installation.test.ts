import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allowedPaths, readDockerfile, variablesOf, wordsOf } from '../../../scripts/dockerfile.js';
import { createOutput } from '../../../src/cli/output.js';
import { createProgram } from '../../../src/cli/program.js';
import { environmentSchema } from '../../../src/config/environment.js';

const root = resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    engines: z.object({ node: z.string() }),
    files: z.array(z.string()),
    version: z.string(),
  })
  .parse(JSON.parse(read('package.json')));
const known = new Set(Object.keys(environmentSchema.shape));

/** Names of modules and files that a built file needs, as they stand in it. */
function needs(text: string): readonly string[] {
  const found = [
    ...text.matchAll(/^(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/^import\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\brequire(?:\.resolve)?\(\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bnew URL\(\s*['"](\.[^'"]+\.js)['"]/g),
  ];
  return found.map(([, name = '']) => name);
}

describe('the package', () => {
  /** What `files` of package.json names: files, folders with all below, one ending in a folder; npm itself packs the same (`npm run try:package`). */
  const packed = (): readonly string[] => {
    const within = (folder: string) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => posix.join(relative(root, entry.parentPath), entry.name));
    const named = manifest.files.filter((name) => !name.startsWith('!'));
    const all = named.flatMap((name) => {
      const [folder = '', ending] = name.split('/*');
      if (ending !== undefined) return within(folder).filter((file) => posix.dirname(file) === folder && file.endsWith(ending));
      return statSync(join(root, name)).isDirectory() ? within(name) : [name];
    });
    const left = manifest.files.filter((name) => name.startsWith('!**/*')).map((name) => name.slice('!**/*'.length));
    return [...all.filter((file) => !left.some((ending) => file.endsWith(ending))), 'LICENSE', 'README.md', 'package.json'];
  };

  it('holds the built program with all that it needs, and nothing else', () => {
    const files = packed();
    const has = new Set(files);
    for (const file of ['bin/mudhif.js', 'dist/src/main.js', 'dist/src/compute/worker.js', 'dist/adapters/web/page/index.html.br'])
      expect(has).toContain(file);
    for (const file of ['deploy/mudhif.service', 'docs/install.md', 'LICENSE', '.env.example']) expect(has).toContain(file);
    expect(files.filter((file) => /^(?:src|test|scripts|bench|dist\/scripts)\/|\.map$|\.tsx?$|(?:^|\/)\.env$/.test(file))).toEqual([]);

    const missing: string[] = [];
    for (const file of files.filter((name) => name.endsWith('.js') && !name.startsWith('dist/adapters/web/page/'))) {
      for (const name of needs(read(file))) {
        const isThere = name.startsWith('.') ? has.has(posix.normalize(posix.join(posix.dirname(file), name))) : isModule(name);
        if (!isThere) missing.push(`${file}: ${name}`);
      }
    }
    expect(missing).toEqual([]);
  });

  /** A module of Node, or of a package that is installed with Mudhif. */
  function isModule(name: string): boolean {
    const [scope = '', part = ''] = name.split('/');
    return (
      name.startsWith('node:') ||
      builtinModules.includes(name) ||
      (name.startsWith('@') ? `${scope}/${part}` : scope) in manifest.dependencies
    );
  }
});

describe('Dockerfile, compose.yaml, the service and docs/install.md', () => {
  const dockerfile = read('Dockerfile');
  const stages = readDockerfile(dockerfile);
  const last = stages.at(-1);
  const line = (name: string) => last?.instructions.findLast((each) => each.name === name)?.rest ?? '';
  const compose = read('compose.yaml');
  const unit = read('deploy/mudhif.service');
  const guide = read('docs/install.md');
  const port = String(environmentSchema.shape.HTTP_PORT.parse(undefined));

  it('speak of one Node, one port and one account', () => {
    const node = /^ARG NODE=(\d+)$/m.exec(dockerfile)?.[1];
    expect(stages.map(({ image }) => image)).toEqual([`node:${node}-bookworm`, `node:${node}-bookworm-slim`]);
    expect(guide).toContain(`Node ${node} (or ${manifest.engines.node.replace('>=', '')} and newer)`);
    expect(line('USER')).toBe('node');
    expect(line('HEALTHCHECK')).toContain('/healthz');
    expect([line('EXPOSE'), last && variablesOf(last)['HTTP_PORT']]).toEqual([port, port]);
    // Published on the machine itself, and nowhere else.
    const published = [...compose.matchAll(/ports: \["(.*)"\]/g)].map(([, value]) => value);
    expect(published).toEqual(Array(2).fill(`127.0.0.1:\${HTTP_PORT:-${port}}:${port}`));
    expect(compose.match(/^\s+ports:/gm)).toHaveLength(published.length);
    expect(guide).toContain(`http://127.0.0.1:${port}`);
    expect(guide).toContain(`mudhif-${manifest.version}.tgz`);
  });

  it('set variables that the program reads', () => {
    const ofUnit = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name);
    const ofGuide = [...guide.matchAll(/^(?:Environment=)?([A-Z_]+)=/gm)].map(([, name]) => name);
    const ofCompose = [...compose.matchAll(/^ {2,6}([A-Z_]+):/gm)].map(([, name]) => name);
    const all = [...Object.keys(last ? variablesOf(last) : {}), ...ofUnit, ...ofGuide, ...ofCompose];
    expect(all.length).toBeGreaterThan(12);
    // Those of Node and of the database's own image.
    const others = new Set(['NODE_ENV', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD']);
    expect(all.filter((name = '') => !known.has(name) && !others.has(name))).toEqual([]);
  });

  it('start and call the program by commands that it has', () => {
    const program = createProgram({}, createOutput('en'));
    const commands = new Map(program.commands.map((command) => [command.name(), command.options.map(({ long }) => long ?? '')]));
    const calls = [
      ...[...unit.matchAll(/^ExecStart=mudhif (.*)$/gm)].map(([, args = '']) => args.split(' ')),
      ...[...compose.matchAll(/command: \[(start[^\]]*)\]/g)].map(([, args = '']) => args.split(', ')),
      ...[...guide.matchAll(/\bmudhif ((?:start|demo|sign-in|doctor|backup|restore|resume)\b[^`'&|\n]*)/g)].map(([, args = '']) =>
        args.trim().split(' '),
      ),
      [...wordsOf(line('CMD'))],
    ];
    expect(calls.length).toBeGreaterThan(15);
    for (const [name = '', ...args] of calls) {
      expect(commands.has(name), name).toBe(true);
      for (const flag of args.filter((arg) => arg.startsWith('--'))) expect(commands.get(name), `${name} ${flag}`).toContain(flag);
    }
  });

  it('copy what is there', () => {
    const allowed = allowedPaths(read('.dockerignore'));
    expect(allowed.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const copied = stages.flatMap(({ instructions }) => instructions.filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--')));
    const sources = copied.flatMap(({ rest }) => rest.split(' ').slice(0, -1));
    expect(sources.filter((source) => source !== '.' && !allowed.includes(source))).toEqual([]);
    expect(dirname(line('WORKDIR'))).toBe('/');
  });
});
