import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { fileLengths, filesThatNameFeatures, importCycles, readSources } from '../../../scripts/architecture-checks.js';
import { applyExample, SHARED_EDITS } from '../../../scripts/example-feature.js';
import { features } from '../../../src/features/index.js';
import { type CommandCost, costOfCommands } from '../../support/statements.js';
import { openTestStore } from '../../support/store.js';

const STATEMENTS_MAX = 10;

describe('the structure', () => {
  const sources = readSources();

  it('names no feature outside its own places', () => {
    expect(filesThatNameFeatures(sources, features)).toEqual([]);
  });

  it('has no import cycles, type imports included', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  it('consists of small files', () => {
    expect(fileLengths(sources).median).toBeLessThan(100);
  });
});

describe('what the checks find', () => {
  const found = (path: string, text: string) => filesThatNameFeatures([{ path, text }], features);

  it('an import, an id, a key and a table of a feature', () => {
    expect(found('src/dispatch/x.ts', "import { a } from '../features/coffee/store/index.js';\n")).toHaveLength(1);
    expect(found('src/dispatch/x.ts', "const id = 'coffee:join';\n")).toHaveLength(1);
    expect(found('src/dispatch/x.ts', 'const id = `coffee:met:${id}`;\n')).toHaveLength(1);
    expect(found('adapters/web/x.ts', "say('members.welcome.title');\n")).toHaveLength(1);
    expect(found('src/store/x.ts', "db.selectFrom('coffee_rounds');\n")).toHaveLength(1);
    expect(found('src/features/relay/x.ts', "import { a } from '../coffee/public.js';\n")).toHaveLength(1);
  });

  it('nothing in a feature’s own places, in comments, or where a later feature uses the public part', () => {
    expect(found('src/features/coffee/x.ts', "const id = 'coffee:join';\n")).toEqual([]);
    expect(found('src/dispatch/x.ts', "// An id is 'coffee:join'.\n")).toEqual([]);
    expect(found('src/features/coffee/x.ts', "import { a } from '../relay/public.js';\n")).toEqual([]);
  });

  it('a circle of type imports', () => {
    const a = { path: 'src/core/a.ts', text: "import type { B } from './b.js';\n" };
    const b = { path: 'src/core/b.ts', text: "import type { A } from './a.js';\n" };
    expect(importCycles([a, b])).toEqual(['src/core/a → src/core/b']);
    expect(importCycles([a, { ...b, text: '' }])).toEqual([]);
  });
});

test('the example feature edits at most five shared files, and starts with them', () => {
  expect(SHARED_EDITS.length).toBeLessThanOrEqual(5);
  const folder = mkdtempSync(join(tmpdir(), 'mudhif-example-'));
  try {
    expect(applyExample(folder)).toContain('suggestions');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

describe('a command', () => {
  const tooMany = ({ own, statements }: CommandCost) => !own && statements.length > STATEMENTS_MAX;

  let costs: readonly CommandCost[];
  beforeAll(async () => {
    costs = await costOfCommands();
  }, 60_000);

  it('runs at most ten statements in one transaction, besides the writes that change rows', () => {
    expect(costs.length).toBeGreaterThan(20);
    expect(costs.filter(tooMany).map(({ command, statements }) => [command, ...statements])).toEqual([]);
    expect(costs.filter(({ own, transactions }) => !own && transactions !== 1).map(({ command }) => command)).toEqual([]);
  });

  it('finds what grows with people and clicks by an index, not among all rows of the community', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mudhif-plans-'));
    const file = join(folder, 'plans.db');
    await (await openTestStore({ file })).close();
    const database = new Sqlite(file);
    try {
      const planOf = (statement: string) => {
        const values = Array.from(statement.matchAll(/\?/g), () => '[1]');
        return database.prepare<string[], { readonly detail: string }>(`explain query plan ${statement}`).all(...values);
      };
      const statements = new Set(costs.flatMap((cost) => (cost.own ? [] : [...cost.statements, ...cost.writes])));
      const readsAll =
        /^(?:SCAN (?:identities|seen_events|inbound_events|coffee_match_members|coffee_participations)\b|SEARCH (?:identities|seen_events|inbound_events|coffee_match_members|coffee_participations) .*\(community_id=\?\)$)/;
      expect([...statements].filter((statement) => planOf(statement).some(({ detail }) => readsAll.test(detail)))).toEqual([]);
    } finally {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
