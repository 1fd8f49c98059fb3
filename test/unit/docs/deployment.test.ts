import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** YAML as JSON, by a parser of this machine: the project has none of its own. */
const PARSE = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)';
const hasParser = spawnSync('python3', ['-c', 'import yaml']).status === 0;

function parsed(text: string): unknown {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', PARSE], { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      networks: z.array(z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
      profiles: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
  networks: z.record(z.string(), z.unknown()),
});

// Without Python and its YAML parser this machine can't say.
describe.skipIf(!hasParser)('compose.yaml', () => {
  it('is a Compose file', () => {
    const { $schema: _schema, ...schema } = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(read('test/fixtures/compose/compose-spec.json')));
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    expect([ajv.validate(schema, parsed(read('compose.yaml'))), ajv.errors]).toEqual([true, null]);
    expect(ajv.validate(schema, parsed('services: { mudhif: { imagee: mudhif } }'))).toBe(false);
  });

  it('names services, networks and volumes that it has', () => {
    const { services, volumes, networks } = composeSchema.parse(parsed(read('compose.yaml')));
    expect(Object.keys(services)).toEqual(['mudhif', 'gateway', 'worker', 'postgres', 'redis']);
    for (const [name, service] of Object.entries(services)) {
      for (const network of service.networks ?? []) expect([name, ...Object.keys(networks), 'default']).toContain(network);
      for (const volume of service.volumes ?? []) expect(Object.keys(volumes), name).toContain(volume.split(':')[0]);
      for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(services), name).toContain(other);
    }
    // One small service alone, or all the others together.
    const several = Object.entries(services).flatMap(([name, { profiles }]) => (profiles?.includes('several') ? [name] : []));
    expect(several).toEqual(['gateway', 'worker', 'postgres', 'redis']);
    expect(services['mudhif']?.environment?.['DATABASE_URL']).toBe('sqlite:/data/mudhif.db');
    for (const name of ['gateway', 'worker']) {
      expect(services[name]?.environment).toMatchObject({ REDIS_URL: 'redis://redis:6379', DATA_DIR: '/data' });
    }
  });
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

describe.skipIf(!hasSystemd)('the service of systemd', () => {
  it('is what systemd takes, where the program is installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mudhif-unit-'));
    try {
      const file = join(folder, 'mudhif.service');
      // systemd looks for the program, which is not installed here.
      writeFileSync(file, read('deploy/mudhif.service').replace(/^ExecStart=mudhif/m, `ExecStart=${process.execPath}`));
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the build of the image', () => {
  it('compiles no script that needs the tests, which are not copied into it', () => {
    const { exclude } = z.object({ exclude: z.array(z.string()) }).parse(JSON.parse(read('tsconfig.build.json')));
    const scripts = readdirSync(join(root, 'scripts')).map((name) => `scripts/${name}`);
    const needsTests = scripts.filter((file) => file.endsWith('.ts') && /from '\.\.\/test\//.test(read(file)));
    expect(needsTests).not.toEqual([]);
    expect(needsTests.filter((file) => !exclude.includes(file))).toEqual([]);
  });
});
