import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import { nameKey } from '../../src/core/fold.js';
import type { MemberId, OrganisationId } from '../../src/core/ids.js';
import { equalOrganisations } from '../../src/features/members/equal-organisations.js';
import { dump } from '../../src/store/transfer/dump.js';
import { load } from '../../src/store/transfer/load.js';
import { T0 } from '../contract/store/samples.js';
import { hasService, services } from '../support/services/index.js';
import { openTestStore, type TestStore } from '../support/store.js';

const DATABASES = join(import.meta.dirname, '../fixtures/databases');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-unified-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The database of a version in a file of its own. */
function written(version: string): { readonly file: string; readonly raw: Sqlite.Database } {
  const file = join(folder, 'old.db');
  const raw = new Sqlite(file);
  raw.exec(gunzipSync(readFileSync(join(DATABASES, `${version}.sql.gz`))).toString('utf8'));
  return { file, raw };
}

/** A copy of a row with other values, as an older version wrote it. */
function copyRow<I extends number>(raw: Sqlite.Database, table: 'members' | 'organisations', values: Readonly<Record<string, unknown>>): I {
  const row = { ...(raw.prepare(`select * from ${table} order by id limit 1`).get() as object), ...values, id: null };
  const columns = Object.keys(row);
  const { lastInsertRowid } = raw
    .prepare(`insert into ${table} (${columns.join(', ')}) values (${columns.map((name) => `@${name}`).join(', ')})`)
    .run(row);
  return Number(lastInsertRowid) as I;
}

/** Names and languages as 0015 kept them: apostrophes, hyphens and spaces tell names apart, and a language has several codes. */
function beforeUnifying() {
  const { file, raw } = written('0015_summary_translations');
  const organisation = (name: string, folded: string, status: string) =>
    copyRow<OrganisationId>(raw, 'organisations', { name, folded_name: folded, status });
  const ids = {
    proposed: organisation('Women’s Voice', 'women’s voice', 'proposed'),
    straight: organisation("Women's Voice", "women's voice", 'approved'),
    bare: organisation('Womens Voice', 'womens voice', 'approved'),
    hyphen: organisation('Al-Rafidain', 'al-rafidain', 'approved'),
    nonBreaking: organisation('Al‑Rafidain', 'al‑rafidain', 'approved'),
    other: organisation('Reed House', 'reed house', 'approved'),
  };
  const member = (name: string, languages: string, of: number) =>
    copyRow<MemberId>(raw, 'members', {
      name,
      folded_name: name.toLowerCase(),
      languages,
      organisation_id: of,
      email: null,
      folded_email: null,
    });
  const people = {
    rana: member("Rana Al-Sa'di", '["ara","ar","eng"]', ids.straight),
    huda: member('هدى عبد الله', '["pes","fa","ckb"]', ids.proposed),
    ali: member('Ali Hasan', '["ku-own","arb"]', ids.nonBreaking),
  };
  raw.close();
  return { file, ids, people };
}

describe.each(['SQLite', 'PostgreSQL'] as const)('a database of 0015 with names and languages to unify, on %s', (engine) => {
  async function migrated(file: string): Promise<TestStore> {
    if (engine === 'SQLite') return openTestStore({ file });
    const old = openDatabase(`sqlite:${file}`);
    const url = await services.postgres();
    const target = openDatabase(url, { patient: true });
    await load(target, { pieces: dump(old, T0) });
    await target.close();
    await old.close();
    return openTestStore({ url });
  }

  it.skipIf(engine === 'PostgreSQL' && !hasService('postgres'))('is unified, and says what became equal', async () => {
    const { file, ids, people } = beforeUnifying();
    const store = await migrated(file);
    const { members, organisations } = store.autocommit;

    const languages = async (id: MemberId) => (await members.find(id))?.languages;
    expect([await languages(people.rana), await languages(people.huda), await languages(people.ali)]).toEqual([
      ['ar', 'en'],
      ['fa', 'ckb'],
      ['ku-own', 'ar'],
    ]);

    // Every spelling finds the one that keeps the name: the first that organisers approved.
    for (const typed of ["Women's Voice", 'Women’s Voice', 'womens  voice', '“Womens-Voice”'])
      expect([typed, (await organisations.findByName(typed))?.id]).toEqual([typed, ids.straight]);
    expect((await organisations.findByName('al rafidain'))?.id).toBe(ids.hyphen);
    for (const text of ['rana alsadi', "RANA AL-SA'DI", 'هدى عبدالله']) {
      expect([text, (await members.list({ text }, { offset: 0, limit: 9 })).length]).toEqual([text, 1]);
    }

    const equal = async () => (await equalOrganisations(store.contexts().autocommit)).map(({ from, into }) => [from.id, into.id]);
    expect(await equal()).toEqual([
      [ids.bare, ids.straight],
      [ids.nonBreaking, ids.hyphen],
    ]);
    // A proposal has its own question still; approved as it is, it is one of those that are equal.
    await organisations.update(ids.proposed, { status: 'approved' });
    expect(await equal()).toContainEqual([ids.proposed, ids.straight]);
    // Nobody was moved or renamed: organisers decide.
    expect((await members.find(people.huda))?.organisation).toBe(ids.proposed);
    for (const { name, id } of await organisations.list()) expect([name, nameKey(name) !== '', id > 0]).toEqual([name, true, true]);
    await store.close();
  });
});

describe('a database of 0026 with people who left', () => {
  it('counts their accounts as gone, and those of everybody else as there', async () => {
    const { file, raw } = written('0026_knowledge');
    const [gone, here] = raw.prepare('select distinct member_id from identities order by member_id limit 2').pluck().all() as MemberId[];
    raw.prepare("update members set status = 'active', left_at = null").run();
    raw.prepare("update members set status = 'left', left_at = 1234 where id = ?").run(gone);
    raw.close();
    if (gone === undefined) throw new Error('nobody has an account');
    const store = await openTestStore({ file });
    const { accounts } = store.autocommit;
    expect(new Set((await accounts.of(gone)).map(({ leftAt }) => leftAt))).toEqual(new Set([1234]));
    expect(await accounts.present(gone)).toEqual([]);
    if (here !== undefined) expect(await accounts.present(here)).not.toEqual([]);
    await store.close();
  });
});
