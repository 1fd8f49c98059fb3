import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/cli/backup.js';
import { offlineContexts, openStore } from '../../src/cli/open-store.js';
import { restore } from '../../src/cli/restore.js';
import { readEnvironment } from '../../src/config/environment.js';
import { after, DAY, systemClock } from '../../src/core/time.js';
import { speaker, withoutDirectionControls } from '../../src/language/index.js';
import { aMember } from '../contract/store/samples.js';
import { testStoreOf } from '../support/store.js';

describe('a restored backup', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-restore-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const environmentOf = (database: string, data = 'data') =>
    readEnvironment({ DATABASE_URL: `sqlite:${join(folder, database)}`, DATA_DIR: join(folder, data) });
  const terminal = () => {
    const lines: string[] = [];
    const line = (text: string) => void lines.push(withoutDirectionControls(text));
    return { lines, output: { language: 'en', say: speaker('en'), line, error: line } as const };
  };
  const open = async (database: string) => {
    const environment = environmentOf(database);
    const opened = await openStore(environment);
    return {
      ...opened,
      environment,
      contexts: offlineContexts(opened.store, environment),
      test: testStoreOf(opened.database, opened.communityId),
    };
  };
  const account = (user: string) => ({ platform: 'slack', space: 'T1', user }) as const;

  it('brings back neither sessions, nor people who were erased since, and tells the operator', async () => {
    const first = await open('first.db');
    const { members, accounts, webSessions } = first.test.autocommit;
    for (const user of ['early', 'late', 'stays']) {
      await accounts.link(await members.insert(aMember({ name: `Name of ${user}` })), account(user));
    }
    await webSessions.insert({ hash: 'h', kind: 'session', member: null, user: 'amal', expiresAt: after(systemClock.now(), DAY) });
    const erase = (user: string) => first.contexts.autocommit.people.eraseAll((one) => one.user === user);
    // Who returned after their erasure, before the backup, is there of their own free will.
    expect(await erase('early')).toEqual({ erased: 1, kept: 0 });
    await accounts.link(await members.insert(aMember({ name: 'Back again' })), account('early'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const file = join(folder, 'a.backup');
    await backUp(first.environment, terminal().output, file);
    expect(await erase('late')).toEqual({ erased: 1, kept: 0 });
    await first.store.close();

    // The list names nobody, and only its owner reads it.
    const erasures = join(folder, 'data', 'erasures');
    expect(readFileSync(join(erasures, 'list'), 'utf8')).toMatch(/^(?:\d{13} [0-9a-f]{64}\n){2}$/);
    for (const name of ['', ...readdirSync(erasures)]) expect(statSync(join(erasures, name)).mode & 0o077).toBe(0);

    const { lines, output } = terminal();
    expect(await restore(environmentOf('second.db'), output, file)).toBe(0);
    expect(lines.join('\n')).toContain('1 person who was erased after this backup was made is erased again.');
    const second = await open('second.db');
    const found = await second.test.autocommit.members.list({}, { offset: 0, limit: 10 });
    expect(found.map(({ name }) => name).sort()).toEqual(['Back again', 'Name of stays']);
    expect(await second.test.autocommit.webSessions.find('h', systemClock.now())).toBeUndefined();
    await second.store.close();
  });

  it('says so where several servers may each have had a list of their own', async () => {
    const first = await open('first.db');
    await first.test.autocommit.accounts.link(await first.test.autocommit.members.insert(aMember({ name: 'Late' })), account('late'));
    expect(await first.contexts.autocommit.people.eraseAll(() => true)).toMatchObject({ erased: 1 });
    const file = join(folder, 'a.backup');
    await backUp(first.environment, terminal().output, file);
    await first.store.close();
    const said = async (database: string, variables: Record<string, string>) => {
      const { lines, output } = terminal();
      await restore({ ...environmentOf(database), ...variables }, output, file);
      return lines.join('\n').includes('let them share the folder DATA_DIR/erasures');
    };
    expect(await said('alone.db', {})).toBe(false);
    expect(await said('several.db', { REDIS_URL: 'redis://127.0.0.1:1' })).toBe(true);
  });

  it('says so where no list of erasures is', async () => {
    const first = await open('first.db');
    await first.store.close();
    const file = join(folder, 'a.backup');
    await backUp(first.environment, terminal().output, file);
    const { lines, output } = terminal();
    await restore(environmentOf('second.db', 'elsewhere'), output, file);
    expect(lines.join('\n')).toContain('There is no list of erasures at');
  });
});
