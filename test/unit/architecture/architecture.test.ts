import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it, test } from 'vitest';
import {
  fileLengths,
  filesThatNameFeatures,
  filesThatNamePlatforms,
  importCycles,
  invertedComments,
  linesThatCalculateWithMoments,
  linesWithUncheckedJson,
  misplacedComments,
  numbersWithoutUnit,
  readSources,
  undocumentedErrors,
  undocumentedFunctions,
  undocumentedPassing,
} from '../../../scripts/architecture-checks.js';
import { applyExample, SHARED_EDITS } from '../../../scripts/example-feature.js';
import { features } from '../../../src/features/index.js';
import { type CommandCost, costOfCommands } from '../../support/statements.js';
import { openTestStore } from '../../support/store.js';

const STATEMENTS_MAX = 10;
/** What all features offer is looked for in one statement, outside the transaction. */
const OFFERS_MAX = 1;

describe('the structure', () => {
  const sources = readSources();

  it('names no feature outside its own places', () => {
    expect(filesThatNameFeatures(sources, features)).toEqual([]);
  });

  it('names no platform in features and engines', () => {
    expect(filesThatNamePlatforms(sources)).toEqual([]);
  });

  it('has no import cycles, type imports included', () => {
    expect(importCycles(sources)).toEqual([]);
  });

  it('consists of small files', () => {
    const { median, longest } = fileLengths(sources);
    expect(median).toBeLessThan(100);
    expect([longest.path, longest.lines <= 400]).toEqual([longest.path, true]);
  });

  it('has no doc comment that stands on another one', () => {
    expect(misplacedComments(sources)).toEqual([]);
    expect(misplacedComments([{ path: 'src/x.ts', text: '/** One. */\n  /** Two. */\nconst a = 1;\n' }])).toEqual(['src/x.ts:1']);
  });

  it('has no inverted comments in adapters and engines', () => {
    expect(invertedComments(sources)).toEqual([]);
    const found = (text: string) => invertedComments([{ path: 'src/kit/x.ts', text }]);
    for (const text of ['/** Whoever asks gets an answer. */', '/** So often it is tried. */', '  // For whoever asks.'])
      expect(found(text)).toHaveLength(1);
    for (const text of ['/** How often it is tried. */', "const text = 'Whoever asks';", '/** So that nobody waits. */'])
      expect(found(text)).toEqual([]);
  });

  it('documents the errors that functions throw', () => {
    expect(undocumentedErrors(sources)).toEqual([]);
    const body =
      "export function take(id: number): Taking {\n  const run = () => {\n    if (id < 1) throw new RangeError('no id');\n  };\n  return { run };\n}\n";
    const found = (comment: string, declared = '') => undocumentedErrors([{ path: 'adapters/x.ts', text: `${declared}${comment}${body}` }]);
    expect(found('')).toEqual(['adapters/x.ts: take']);
    expect(found('/** Takes it. */\n')).toHaveLength(1);
    expect(found('/** Takes it. Throws a `RangeError` for no number. */\n')).toEqual([]);
    expect(
      found('', 'interface Base {\n  /** Throws a `RangeError`. */\n  run(): void;\n}\ninterface Taking extends Base {\n  a: 1;\n}\n'),
    ).toEqual([]);
    expect(found('', 'interface Taking {\n  /** Runs. */\n  run(): void;\n}\n')).toHaveLength(1);
  });

  it('documents the errors that functions of adapters, engines and the public parts of features let pass', () => {
    expect(undocumentedPassing(sources)).toEqual([]);
    const thrower = { path: 'src/core/x.ts', text: '/** Throws a `RangeError`. */\nexport function x(): void {\n  y();\n}\n' };
    const found = (text: string) =>
      undocumentedPassing([thrower, { path: 'adapters/web/z.ts', text: `import { x as take } from '../../src/core/x.js';\n${text}` }]);
    expect(found('export function z(): void {\n  take();\n}\n')).toEqual(['adapters/web/z.ts: z lets the errors of take pass']);
    expect(found('/** Throws what `take` throws. */\nexport function z(): void {\n  take();\n}\n')).toEqual([]);
    expect(found('export function z(): void {\n  try {\n    take();\n  } catch {\n    return;\n  }\n}\n')).toEqual([]);
  });

  it('describes the functions that adapters and engines export, and those that features offer', () => {
    expect(undocumentedFunctions(sources)).toEqual([]);
    const found = (text: string) => undocumentedFunctions([{ path: 'src/kit/x.ts', text }]);
    expect(found('export function take(): void {\n  return;\n}\n')).toEqual(['src/kit/x.ts: take']);
    expect(found('/** Takes it. */\nexport function take(): void {\n  return;\n}\n')).toEqual([]);
    expect(found('export function createX(): X {\n  return x;\n}\n/** It is X. */\ninterface X {\n  a: 1;\n}\n')).toEqual([]);
  });

  it('says the unit of each number that is a duration, a size or a share', () => {
    expect(numbersWithoutUnit(sources)).toEqual([]);
    const found = (text: string) => numbersWithoutUnit([{ path: 'src/kit/x.ts', text }]);
    for (const text of [
      'export interface Wait {\n  readonly timeout: number;\n}\n',
      'interface Row {\n  maxSize: number;\n}\n',
      '/** Waits. */\nexport function wait(delay: number): void {\n}\n',
      'export type Wait = { readonly grace?: number };\n',
    ])
      expect(found(text)).toHaveLength(1);
    for (const text of [
      'export interface Wait {\n  readonly timeoutMs: number;\n  readonly message: number;\n}\n',
      'export interface Row {\n  /** In bytes. */\n  size: number;\n}\n',
      '/**\n * Waits.\n * @param delay In milliseconds.\n */\nexport function wait(delay: number): void {\n}\n',
      'export function wait(ms: number): void {\n  const inner = (delay: number) => delay;\n}\n',
    ])
      expect(found(text)).toEqual([]);
  });

  it('calculates with moments through named functions only', () => {
    expect(linesThatCalculateWithMoments(sources)).toEqual([]);
    const line = (text: string) => linesThatCalculateWithMoments([{ path: 'src/features/x.ts', text }]);
    for (const text of ['a.endsAt - a.startsAt', 'one.openedAt / 2', 'context.now + 1', 'Math.floor(clock.now() / DAY)'])
      expect(line(text)).toHaveLength(1);
    for (const text of ['between(a.startsAt, a.endsAt)', 'after(context.now, 1)', 'a.endsAt < b.endsAt']) expect(line(text)).toEqual([]);
  });
});

/** Names that were replaced, and the standard terms for them. */
const REPLACED: Readonly<Record<string, string>> = {
  createTogether: 'createGroupCommit',
  breathing: 'yieldToEventLoop',
  breathe: 'yieldToEventLoop',
  precedence: 'a priority semaphore',
  takeTurn: 'acquireAdvisoryLock',
  UNWATCHED: 'noopMetrics',
  lonely: 'orphaned',
  goneHooks: 'onMemberRemoved',
  onGone: 'onMemberRemoved',
  onForget: 'onMemberRemoved',
  DEFAULT_WEIGHTS: 'the defaults of the settings',
};

test('standard terms are not replaced by the names that they had before', () => {
  const found = (text: string) => Object.keys(REPLACED).filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  expect(readSources().flatMap(({ path, text }) => found(text).map((name) => `${path}: ${name}, say ${REPLACED[name]}`))).toEqual([]);
  expect(found('const { onGone } = hooks;')).toEqual(['onGone']);
});

describe('JSON', () => {
  it('gets a type from a schema, never from a cast', () => {
    expect(linesWithUncheckedJson(readSources())).toEqual([]);
    const found = (text: string) => linesWithUncheckedJson([{ path: 'src/features/x.ts', text }]);
    for (const text of [
      'return JSON.parse(text) as Reply;',
      'return parseWithBytes(text) as Reply;',
      'const rows = (await response.json()) as readonly Row[];',
      'const reply: Reply = JSON.parse(text);',
    ])
      expect(found(text)).toHaveLength(1);
    for (const text of [
      'const value: unknown = JSON.parse(text);',
      'return schema.parse(JSON.parse(text));',
      'json: JSON.parse(text) as unknown,',
    ])
      expect(found(text)).toEqual([]);
  });
});

describe('what the checks find', () => {
  const sources = readSources();
  const found = (path: string, text: string) => {
    const file = { path, text };
    return filesThatNameFeatures([...sources, file], features, [file]);
  };

  it.each([
    ['an import from its folder', 'src/dispatch/x.ts', "import { a } from '../features/coffee/store/index.js';"],
    ['an export from its folder', 'src/dispatch/x.ts', "export * from '../features/coffee/store/index.js';"],
    ['an import for its effect', 'src/dispatch/x.ts', "import '../features/coffee/store/index.js';"],
    ['the address of a file in its folder', 'src/compute/x.ts', "new URL('../features/coffee/pairing/worker.js', import.meta.url);"],
    ['an import of its command', 'src/dispatch/x.ts', "import { coffeeCommand } from '../../commands/coffee.js';"],
    ['an import of its jobs', 'src/agenda/x.ts', "import { housekeepingJob } from '../../jobs/housekeeping.js';"],
    ['an import of its part of the sample', 'src/demo/x.ts', "import { nextRoundAfter } from './sample/coffee/timelines.js';"],
    ['an import from a later feature', 'src/features/relay/x.ts', "import { a } from '../coffee/public.js';"],
    ['its command in an engine', 'src/dispatch/x.ts', "const command = '/coffee round';"],
    ['its command in a feature that all build on', 'src/features/community/x.ts', "const round = code('/coffee round');"],
    ['an import from another feature in one that all build on', 'src/features/community/x.ts', "import { a } from '../coffee/public.js';"],
    ['an id', 'src/dispatch/x.ts', "const id = 'coffee:join';"],
    ['an id that is put together', 'src/dispatch/x.ts', 'const id = `coffee:met:${id}`;'],
    ['a key of its catalogue', 'adapters/web/x.ts', "say('members.welcome.title');"],
    ['a key of another catalogue of its own', 'adapters/web/x.ts', "say('coffee-organisers.settings.title');"],
    ['a key for it in a shared catalogue', 'src/rehearse/x.ts', "say('agenda.job.coffee.match');"],
    ['a key that ends with its name', 'adapters/web/x.ts', "say('web.channel.coffee');"],
    ['its name alone', 'src/demo/sample/x.ts', "const talk = { channel: 'coffee' };"],
    ['a table in a query', 'src/store/x.ts', "db.selectFrom('coffee_rounds');"],
    ['a table of a common word in a query', 'src/store/x.ts', "db.selectFrom('members');"],
    ['a table in a list', 'src/store/x.ts', "const KEPT = ['communities', 'coffee_rounds'];"],
    ['a table in SQL', 'src/store/x.ts', 'sql`delete from coffee_rounds`;'],
    ['a table in the type of a database', 'src/store/x.ts', 'interface Tables { coffee_rounds: { id: number } }'],
    ['the type of its ids', 'src/core/x.ts', 'export type RoundIds = readonly RoundId[];'],
    ['the brand of its ids', 'src/core/x.ts', "export type TurnId = Id<'round'>;"],
    ['a key in a shared catalogue', 'src/language/catalogues/en/x.ts', "  'job.coffee.match': 'Coffee: find the matches',"],
  ])('%s', (_what, path, text) => {
    expect(found(path, `${text}\n`)).toHaveLength(1);
  });

  it('nothing in a feature’s own places, in comments, or where a later feature uses the public part', () => {
    expect(found('src/features/coffee/x.ts', "const id = 'coffee:join';\n")).toEqual([]);
    expect(found('src/dispatch/x.ts', "// An id is 'coffee:join'.\n")).toEqual([]);
    expect(found('src/features/coffee/x.ts', "import { a } from '../relay/public.js';\n")).toEqual([]);
    expect(found('src/features/index.ts', "import { coffee } from './coffee/index.js';\n")).toEqual([]);
    expect(found('src/demo/sample/parts.ts', "import { coffeeSample } from './coffee/index.js';\n")).toEqual([]);
    expect(found('src/language/catalogues/en/coffee-x.ts', "  'round.coffee': 'Coffee',\n")).toEqual([]);
  });

  it('a platform that decides what a feature or an engine does', () => {
    const named = (path: string, text: string) => filesThatNamePlatforms([{ path, text }]);
    expect(named('src/features/members/x.ts', "if (platform === 'discord') return;\n")).toEqual(['src/features/members/x.ts: discord']);
    expect(named('src/dispatch/x.ts', 'const ids = [`slack:${user}`];\n')).toHaveLength(1);
    expect(named('src/features/members/x.ts', "// In 'slack' too.\nconst HEADERS = ['Slack user'];\n")).toEqual([]);
    expect(named('adapters/slack/x.ts', "const PLATFORM = 'slack';\n")).toEqual([]);
    expect(named('src/cli/x.ts', "const PLATFORM = 'slack';\n")).toEqual([]);
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
});

describe('a command', () => {
  const tooMany = ({ statements }: CommandCost) => statements.length > STATEMENTS_MAX;
  // A long operation is outside any transaction: one before it finds who asks, and one after it writes what came of it.
  const transactionsOf = ({ own }: CommandCost) => (own ? 2 : 1);

  let costs: readonly CommandCost[];
  beforeAll(async () => {
    costs = await costOfCommands();
  });

  it('runs at most ten statements in one transaction, besides the writes that change rows', () => {
    expect(costs.length).toBeGreaterThan(20);
    expect(costs.filter(tooMany).map(({ command, statements }) => [command, ...statements])).toEqual([]);
    expect(costs.filter(({ offers }) => offers.length > OFFERS_MAX).map(({ command, offers }) => [command, ...offers])).toEqual([]);
    expect(costs.filter((cost) => cost.transactions !== transactionsOf(cost)).map(({ command }) => command)).toEqual([]);
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
      const statements = new Set(costs.flatMap((cost) => (cost.own ? [] : [...cost.statements, ...cost.writes, ...cost.offers])));
      const readsAll =
        /^(?:SCAN (?:identities|seen_events|inbound_events|coffee_match_members|coffee_participations)\b|SEARCH (?:identities|seen_events|inbound_events|coffee_match_members|coffee_participations) .*\(community_id=\?\)$)/;
      expect([...statements].filter((statement) => planOf(statement).some(({ detail }) => readsAll.test(detail)))).toEqual([]);
      // Nearly every command asks who organises.
      const byRole = [...statements].filter((statement) => statement.includes('and "role" = ?'));
      const usesAnIndex = /^SEARCH members USING (?:COVERING )?INDEX members_role /;
      expect(byRole).not.toEqual([]);
      expect(byRole.filter((statement) => !planOf(statement).some(({ detail }) => usesAnIndex.test(detail)))).toEqual([]);
    } finally {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
