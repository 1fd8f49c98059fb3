import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import type { MemberId } from '../../src/core/ids.js';
import type { Schema } from '../../src/store/schema.js';
import { SCRUB_DUE } from '../../src/store/scrub.js';
import { fillWithPerson, SECRET } from '../contract/store/erase.js';
import { aMember } from '../contract/store/samples.js';
import { erase } from '../support/one-person.js';
import { hasService, startPostgres } from '../support/services/index.js';
import { openTestStore, type TestStore } from '../support/store.js';

describe.skipIf(!hasService('postgres'))('erasing on PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let admin: Kysely<Schema>;
  let url: string;
  let store: TestStore;
  beforeAll(async () => {
    server = await startPostgres();
    const superuser = openDatabase(server.url);
    admin = superuser.db;
    // As operators are told to make it: with an owner of its own, who is nobody else on the server.
    await sql`create role owner login`.execute(admin);
    await sql`create database community owner owner`.execute(admin);
    const address = new URL(server.url);
    address.username = 'owner';
    address.pathname = '/community';
    url = address.href;
    store = await openTestStore({ url });
    // Long texts are compressed otherwise, and could not be looked for in the files.
    const { rows } = await sql<{ statement: string }>`
      select format('alter table %I alter column %I set storage external', table_name, column_name) as statement
      from information_schema.columns where table_schema = 'public' and data_type in ('text', 'bytea')`.execute(store.database.db);
    for (const { statement } of rows) await sql.raw(statement).execute(store.database.db);
  });
  afterAll(async () => {
    await store.close();
    await admin.destroy();
    await server.end();
  });

  /** The files of tables, indexes and catalogues in which the secret stands, once all is written to them. */
  const inFiles = async (): Promise<readonly string[]> => {
    await sql`checkpoint`.execute(admin);
    return ['base', 'global'].flatMap((part) => {
      const folder = join(server.folder, 'data', part);
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .filter((file) => readFileSync(file).includes(SECRET));
    });
  };
  /** Rows that are moved, long texts in files beside the table, and what the planner remembers of them. */
  const rewriteAround = async (zahra: MemberId) => {
    await store.transaction(async ({ members }) => {
      for (let index = 0; index < 300; index += 1) {
        const id = await members.insert(aMember({ name: `Filler ${index} ${'x'.repeat(index % 90)}` }));
        if (index % 3 === 0) await members.update(id, { offers: ['y'.repeat(index)] });
        if (index % 10 === 0) await members.update(zahra, { offers: [SECRET.repeat(index)], wants: [SECRET] });
      }
    });
    await sql`analyze`.execute(store.database.db);
  };

  test('leaves no byte of a person in the files of tables and indexes', async () => {
    const { zahra } = await fillWithPerson(store);
    await rewriteAround(zahra);
    expect((await inFiles()).length).toBeGreaterThan(5);
    await erase(store, zahra);
    expect(await inFiles()).toEqual([]);
    expect(await store.autocommit.community.fact(SCRUB_DUE)).toBeUndefined();
  });

  test('while somebody still looks at an older state, is known to be unfinished, and is finished the next day', async () => {
    const id = await store.autocommit.members.insert(aMember({ name: SECRET }));
    // As a backup does: it may not have come to the members yet.
    const other = openDatabase(url);
    const backup = await other.snapshot();
    await sql`select 1`.execute(backup.db);
    await erase(store, id);
    expect(await store.autocommit.members.find(id)).toBeUndefined();
    expect(await store.autocommit.community.fact(SCRUB_DUE)).toBe('yes');
    await backup.end();
    await other.close();
    expect((await inFiles()).length).toBeGreaterThan(0);
    await store.transaction(({ personalData }) => personalData.finishErasures());
    expect(await store.autocommit.community.fact(SCRUB_DUE)).toBeUndefined();
    expect(await inFiles()).toEqual([]);
  });

  test('keeps nobody else’s transaction waiting in this process', async () => {
    const id = await store.autocommit.members.insert(aMember({ name: SECRET }));
    // Holds the cleaning up, not the members.
    const other = openDatabase(url);
    const holding = await other.db.startTransaction().execute();
    await sql`lock table import_drafts in access share mode`.execute(holding);
    const order: string[] = [];
    const erasing = erase(store, id).then(() => order.push('erased'));
    await expect.poll(() => store.autocommit.members.find(id)).toBeUndefined();
    await store.transaction(async ({ community }) => community.saveFact('meanwhile', 'yes'));
    order.push('written');
    await holding.commit().execute();
    await erasing;
    await other.close();
    expect(order).toEqual(['written', 'erased']);
    expect(await inFiles()).toEqual([]);
  });
});
