import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import { MudhifError } from '../../src/core/errors.js';
import { after } from '../../src/core/time.js';
import { createProblemRecorder } from '../../src/dispatch/problems.js';
import { openProblems } from '../../src/features/problems/record.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import { StoreError } from '../../src/store/errors.js';
import { migrate, migrationStatus } from '../../src/store/migrate.js';
import { createStore, ensureCommunity } from '../../src/store/store.js';
import { aMember, T0 } from '../contract/store/samples.js';
import { createTestClock } from '../support/clock.js';
import type { TestContext } from '../support/feature-stores.js';
import { createTestLogger } from '../support/logger.js';
import { anOrganisation } from '../support/records.js';
import { hasService, services, startPostgres } from '../support/services/index.js';
import { settingsCodec } from '../support/settings.js';
import { openTestStore, type TestStore, testStoreOf } from '../support/store.js';

const keyOf = async (work: () => Promise<unknown>): Promise<string> => {
  const error: unknown = await work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof MudhifError) return error.humanError.key;
  throw error instanceof Error ? error : new Error('it did not fail');
};

const addressOf = (url: string, change: (address: URL) => void): string => {
  const address = new URL(url);
  change(address);
  return address.href;
};

describe.skipIf(!hasService('postgres'))('on PostgreSQL', () => {
  test('two processes that tell of problems at once lose none, and number none twice', async () => {
    const url = await services.postgresWithTables();
    const databases = [openDatabase(url), openDatabase(url)];
    const processes = await Promise.all(
      databases.map(async (database) => {
        const contexts = testStoreOf(database, await ensureCommunity(database)).contexts({ clock: createTestClock() });
        return { contexts, problems: createProblemRecorder({ contexts, logger: createTestLogger(), metrics: noopMetrics }) };
      }),
    );
    for (let n = 0; n < 15; n++) {
      for (const [index, { problems }] of processes.entries()) {
        const explanation = { key: 'discord.problem.not-reached', values: {} } as const;
        problems.listener.occurred({ platform: 'discord', code: `c${index}.${n}`, where: '', explanation, lasting: true, details: {} });
      }
    }
    await Promise.all(processes.map(({ problems }) => problems.settled()));
    const context = processes[0]?.contexts.autocommit;
    const open = context ? await openProblems(context) : [];
    expect(open).toHaveLength(30);
    expect(new Set(open.map(({ id }) => id)).size).toBe(30);
    expect(await context?.agenda.list({ kindPrefix: 'platform.tell', limit: 99 })).toHaveLength(30);
    await Promise.all(databases.map((database) => database.close()));
  });

  describe('migrations', () => {
    test('two processes at once: one does it, the other waits', async () => {
      const url = await services.postgres();
      const [one, other] = [openDatabase(url), openDatabase(url)];
      const done = await Promise.all([migrate(one), migrate(other)]);
      const { applied, pending } = await migrationStatus(one);
      expect(pending).toEqual([]);
      expect(done.flat().sort()).toEqual([...applied]);
      await Promise.all([one.close(), other.close()]);
    });

    test('go as far as they are told, never back, and know their names', async () => {
      const database = openDatabase(await services.postgres());
      const names = (await migrationStatus(database)).pending;
      const [first = '', second = ''] = names;
      expect(await migrate(database, { to: first })).toEqual([first]);
      expect(await migrate(database, { to: first })).toEqual([]);
      expect((await migrationStatus(database)).pending).toEqual(names.slice(1));
      expect(await migrate(database)).toEqual(names.slice(1));
      expect(second).not.toBe('');
      expect(await keyOf(() => migrate(database, { to: first }))).toBe('store.noWayBack');
      expect(await keyOf(() => migrate(database, { to: '0000_nothing' }))).toBe('store.noSuchMigration');
      await database.close();
    });

    test('a newer database, or another program’s, is refused and stays as it is', async () => {
      const newer = await services.postgresWithTables();
      const database = openDatabase(newer);
      await sql`insert into kysely_migration (name, timestamp) values ('9999_from_the_future', '2030-01-01')`.execute(database.db);
      expect(await keyOf(() => migrate(database))).toBe('store.newerDatabase');
      await database.close();
      const other = openDatabase(await services.postgres());
      await sql`create table recipes (name text)`.execute(other.db);
      expect(await keyOf(() => migrate(other))).toBe('store.notOurs');
      await other.close();
    });

    test('every text is sorted and compared by code points, whatever the server’s locale', async () => {
      const database = openDatabase(await services.postgresWithTables());
      const { rows } = await sql<{ name: string }>`
        select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'public' and table_name not like 'kysely%' and data_type = 'text' and collation_name is distinct from 'C'`.execute(
        database.db,
      );
      expect(rows).toEqual([]);
      const sorted = await sql<{ sorted: boolean }>`select 'b' < 'C' as sorted`.execute(database.db);
      // The server that we test with would sort otherwise.
      expect(sorted.rows).toEqual([{ sorted: true }]);
      await database.close();
    });

    test('every table of the database is among those that are copied', async () => {
      const database = openDatabase(await services.postgresWithTables());
      const tables = await database.db.introspection.getTables();
      expect(tables.map(({ name }) => name).sort()).toEqual(database.tables.map(({ name }) => name).sort());
      await database.close();
    });
  });

  describe('several processes on one database', () => {
    let stores: readonly [TestStore, TestStore];
    beforeAll(async () => {
      const url = await services.postgresWithTables();
      stores = [await openTestStore({ url }), await openTestStore({ url })];
    });
    afterAll(async () => {
      for (const store of stores) await store.close();
    });

    test('take turns: what a transaction has read stays true until it ends', async () => {
      await stores[0].autocommit.community.saveFact('count', '0');
      const add = (index: number) =>
        stores[index % 2 === 0 ? 0 : 1].transaction(async ({ community }) => {
          await community.saveFact('count', String(Number(await community.fact('count')) + 1));
        });
      await Promise.all(Array.from({ length: 40 }, (_, index) => add(index)));
      expect(await stores[0].autocommit.community.fact('count')).toBe('40');
    });

    test('an organisation of one name is made once', async () => {
      const made = await Promise.allSettled(
        stores.map(({ autocommit: read }) => read.organisations.insert(anOrganisation({ name: 'Marsh Women' }))),
      );
      expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = made.find(({ status }) => status === 'rejected');
      expect(refused).toMatchObject({ reason: { humanError: { key: 'store.organisationExists' } } });
    });

    test('a row is claimed by one', async () => {
      const [one, other] = stores;
      for (let index = 0; index < 60; index += 1) await one.autocommit.agenda.plan({ key: `k${index}`, kind: 'k', payload: {}, dueAt: T0 });
      const claim = (store: TestStore, owner: string) =>
        store.autocommit.agenda.claim({ now: T0, owner, leaseUntil: after(T0, 1000), limit: 7 });
      const claimed = await Promise.all(Array.from({ length: 12 }, (_, index) => claim(index % 2 === 0 ? one : other, `owner ${index}`)));
      const ids = claimed.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      // Rows that another holds just now are passed over; the next look takes them.
      const rest = await claim(one, 'last');
      expect(ids.length + rest.length).toBeGreaterThan(50);
    });

    test('a claim waits for no transaction, not even one that holds rows', async () => {
      const [one, other] = stores;
      await one.autocommit.agenda.plan({ key: 'free', kind: 'lone', payload: {}, dueAt: T0 });
      await one.transaction(async ({ agenda }) => {
        await agenda.plan({ key: 'held', kind: 'lone', payload: {}, dueAt: T0 });
        const claimed = await other.autocommit.agenda.claim({
          now: T0,
          owner: 'x',
          leaseUntil: after(T0, 1000),
          limit: 9,
          kinds: ['lone'],
        });
        expect(claimed.map(({ key }) => key)).toEqual(['free']);
      });
    });

    test('the first two to start make one community', async () => {
      const url = await services.postgresWithTables();
      const made = await Promise.all([openTestStore({ url }), openTestStore({ url })]);
      expect(made[0].communityId).toBe(made[1].communityId);
      for (const store of made) await store.close();
    });
  });

  test('one process at a time runs alone, or several together', async () => {
    const url = await services.postgresWithTables();
    const [one, other] = [openDatabase(url), openDatabase(url)];
    const lock = await one.lockRun('exclusive');
    expect(await keyOf(() => other.lockRun('exclusive'))).toBe('store.alreadyRunning');
    expect(await keyOf(() => other.lockRun('shared'))).toBe('store.alreadyRunning');
    await lock.release();
    const shared = [await one.lockRun('shared'), await other.lockRun('shared')];
    expect(await keyOf(() => other.lockRun('exclusive'))).toBe('store.alreadyRunning');
    for (const each of shared) await each.release();
    await (await other.lockRun('exclusive')).release();
    await Promise.all([one.close(), other.close()]);
  });

  describe('what goes wrong is said in words', () => {
    test('a wrong name, user, or place', async () => {
      const url = await services.postgres();
      const failing = async (wrong: string, kind: typeof MudhifError = StoreError) => {
        const database = openDatabase(wrong);
        const error: unknown = await migrate(database).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(kind);
        await database.close();
        return error instanceof MudhifError ? error.humanError.key : '';
      };
      expect(await failing(addressOf(url, (address) => (address.pathname = '/nothing')))).toBe('store.noSuchDatabase');
      expect(await failing(addressOf(url, (address) => (address.username = 'stranger')))).toBe('store.accessDenied');
      expect(await failing(addressOf(url, (address) => (address.port = '1')))).toBe('store.unreachable');
      const database = openDatabase(addressOf(url, (address) => (address.password = 'secret')));
      expect(database.location).not.toContain('secret');
      await database.close();
    });

    test('a database that only reads, and one that does not answer in time', async () => {
      const store = await openTestStore({ url: await services.postgresWithTables() });
      const { db } = store.database;
      const refused = (setting: string, statement: string) =>
        keyOf(() =>
          db.transaction().execute(async (trx) => {
            await sql.raw(setting).execute(trx);
            await sql.raw(statement).execute(trx);
          }),
        );
      expect(await refused('set local transaction_read_only = on', "update communities set settings = ''")).toBe('store.readOnly');
      expect(await refused('set local statement_timeout = 20', 'select pg_sleep(5)')).toBe('store.busy');
      await store.close();
    });
  });

  describe('a server that can’t do what it is asked', () => {
    test('says so in words, and the next call works: it only reads, or has no connection left', async () => {
      const server = await startPostgres({ maxConnections: 5 });
      const store = await openTestStore({ url: server.url });
      const admin = new pg.Client({ connectionString: server.url });
      await admin.connect();
      await admin.query('alter database postgres set default_transaction_read_only = on');
      await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mudhif'");
      const half = () =>
        store.transaction(async ({ members, community }) => {
          await community.saveFact('half', 'written');
          await members.insert(aMember());
        });
      // What was cut off comes back by itself.
      await expect.poll(() => keyOf(half)).toBe('store.readOnly');
      expect(await store.autocommit.community.fact('half')).toBeUndefined();
      expect(await keyOf(() => store.autocommit.members.insert(aMember()))).toBe('store.readOnly');
      await admin.query('alter database postgres reset default_transaction_read_only');
      await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mudhif'");
      await expect
        .poll(() =>
          half().then(
            () => 'done',
            () => 'failed',
          ),
        )
        .toBe('done');
      await store.close();

      // Three of five connections are kept for superusers: they are one and the same here, so all five are taken.
      const others = Array.from({ length: 4 }, () => new pg.Client({ connectionString: server.url }));
      for (const other of others) await other.connect();
      const late = openDatabase(server.url);
      const lateStore = testStoreOf(late, store.communityId);
      expect(await keyOf(() => lateStore.autocommit.community.fact('half'))).toBe('store.tooManyConnections');
      expect(await keyOf(() => lateStore.transaction(({ members }) => members.insert(aMember())))).toBe('store.tooManyConnections');
      await Promise.all(others.map((other) => other.end()));
      await expect.poll(() => lateStore.autocommit.community.fact('half').catch(() => 'failed')).toBe('written');
      await late.close();
      await admin.end();
      await server.end();
    });

    test('ends a connection in the middle of a transaction: nothing stands by half, and the next one works', async () => {
      const url = await services.postgresWithTables();
      const [store, other] = [await openTestStore({ url }), openDatabase(url)];
      const cut = (work: (context: TestContext) => Promise<unknown>) =>
        store.transaction(async (repositories) => {
          await repositories.members.insert(aMember({ name: 'Half' }));
          await sql`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and state = 'idle in transaction'`.execute(other.db);
          await work(repositories);
        });
      expect(await keyOf(() => cut(({ members }) => members.insert(aMember({ name: 'Other half' }))))).toBe('store.unreachable');
      // Also where nothing is asked any more but to commit.
      expect(await keyOf(() => cut(async () => {}))).toBe('store.unreachable');
      await store.transaction(({ members }) => members.insert(aMember({ name: 'Whole' })));
      const members = await store.autocommit.members.list({}, { offset: 0, limit: 9 });
      expect(members.map(({ name }) => name)).toEqual(['Whole']);
      await other.close();
      await store.close();
    });

    test('names each kind of failure, and nothing stands by half', async () => {
      const store = await openTestStore({ url: await services.postgresWithTables() });
      // The server itself answers with the code that it is told.
      await sql`create function fail() returns trigger language plpgsql as 'begin raise exception using errcode = new.value; end'`.execute(
        store.database.db,
      );
      await sql`create trigger fail before insert on community_facts for each row when (new.name = 'fail') execute function fail()`.execute(
        store.database.db,
      );
      for (const [code, key] of [
        ['53100', 'store.diskFull'],
        ['53200', 'store.busy'],
        ['53300', 'store.tooManyConnections'],
        ['25006', 'store.readOnly'],
        ['58030', 'store.ioError'],
        ['XX001', 'store.corrupt'],
        ['57P01', 'store.unreachable'],
        ['08006', 'store.unreachable'],
        ['55P03', 'store.busy'],
        ['40P01', 'store.busy'],
      ] as const) {
        let runs = 0;
        const failing = store.transaction(async ({ community }) => {
          runs += 1;
          await community.saveFact('half', code);
          await community.saveFact('fail', code);
        });
        expect(`${code} ${await keyOf(() => failing)}`).toBe(`${code} ${key}`);
        // A deadlock is run again by itself, and then told.
        expect(runs).toBe(code === '40P01' ? 4 : 1);
        expect(await store.autocommit.community.fact('half')).toBeUndefined();
        await store.autocommit.community.saveFact('next', code);
      }
      await store.close();
    });
  });

  test('a server that is killed and comes back: nothing confirmed is lost, nothing is written by half, and all goes on', async () => {
    const server = await startPostgres();
    const store = await openTestStore({ url: server.url });
    const lock = await store.database.lockRun('exclusive');
    await store.autocommit.members.insert(aMember({ name: 'Before' }));
    const half = store.transaction(async ({ members }) => {
      await members.insert(aMember({ name: 'Half' }));
      await server.kill();
      await members.insert(aMember({ name: 'Other half' }));
    });
    expect(await keyOf(() => half)).toBe('store.unreachable');
    expect(await keyOf(() => store.autocommit.community.settings())).toBe('store.unreachable');
    await server.restart();
    await store.autocommit.members.insert(aMember({ name: 'After' }));
    const members = await store.autocommit.members.list({}, { offset: 0, limit: 9 });
    expect(members.map(({ name }) => name)).toEqual(['After', 'Before']);
    const other = createStore({ database: store.database, communityId: store.communityId, settings: settingsCodec });
    expect((await other.autocommit.community.settings()).timezone).toBe('Asia/Baghdad');
    // The lock of the process that runs is taken again.
    const stranger = openDatabase(server.url);
    const isFree = async () => (await stranger.lockRun('exclusive')).release().then(() => 'free');
    await expect.poll(() => isFree().catch(() => 'taken'), { timeout: 10_000, interval: 100 }).toBe('taken');
    await lock.release();
    await stranger.close();
    await store.close();
    await server.end();
  });
});
