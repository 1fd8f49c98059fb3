import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/cli/database.js';
import { MudhifError } from '../../src/core/errors.js';
import { after, HOUR } from '../../src/core/time.js';
import { seedCommunity } from '../../src/demo/index.js';
import type { MembersTables } from '../../src/features/members/store/tables.js';
import type { Database } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { readArchive, writeArchive } from '../../src/store/transfer/archive.js';
import { dump } from '../../src/store/transfer/dump.js';
import { load } from '../../src/store/transfer/load.js';
import type { Piece } from '../../src/store/transfer/pieces.js';
import { aMember, T0 } from '../contract/store/samples.js';
import { createTestClock } from '../support/clock.js';
import { erase } from '../support/one-person.js';
import { hasService, services } from '../support/services/index.js';
import { engines, openTestStore } from '../support/store.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mudhif-transfer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keyOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof MudhifError) return error.humanError.key;
  throw error instanceof Error ? error : new Error('it did not fail');
};
const sumsOf = async (database: Database) => {
  const sums = new Map<string, string>();
  for await (const piece of dump(database, T0)) {
    if (piece.piece === 'end-of-table') sums.set(piece.table, `${piece.rows} ${piece.checksum} ${piece.numbered}`);
  }
  return sums;
};
const members = async (database: Database) =>
  (await database.db.withTables<MembersTables>().selectFrom('members').select('id').execute()).length;

/** Addresses of empty databases on each engine. */
const empty: Readonly<Record<string, () => Promise<string>>> = {
  SQLite: async () => `sqlite:${join(folder, `${Math.random()}.db`)}`,
  PostgreSQL: () => services.postgres(),
};

test.skipIf(!hasService('postgres'))('the sample community moves to PostgreSQL and back, and every sum is the same', async () => {
  const file = join(folder, 'sample.db');
  const sample = await openTestStore({ file });
  await seedCommunity(sample.contexts({ clock: createTestClock() }));
  // A number that was given and is gone must not be given again.
  const last = await sample.autocommit.members.insert(aMember({ name: 'Nobody\0with a sign that is none' }));
  const gone = await sample.autocommit.members.insert(aMember());
  await erase(sample, gone);
  await sample.autocommit.webChat.saveFile({ id: 'f', name: 'a.pdf', mediaType: 'x', size: 4, bytes: new Uint8Array([0, 255, 128, 7]) });
  await sample.close();

  const before = readFileSync(file);
  const [source, postgres] = [openDatabase(`sqlite:${file}`), openDatabase(await services.postgres(), { patient: true })];
  await load(postgres, { pieces: dump(source, T0) });
  expect(await sumsOf(postgres)).toEqual(await sumsOf(source));
  const back = openDatabase(`sqlite:${join(folder, 'back.db')}`);
  await load(back, { pieces: dump(postgres, T0) });
  expect(await sumsOf(back)).toEqual(await sumsOf(source));
  await source.close();
  expect(readFileSync(file).equals(before)).toBe(true);

  const moved = await openTestStore({ url: `sqlite:${join(folder, 'back.db')}` });
  expect((await moved.autocommit.members.find(last))?.name).toBe('Nobody\uFFFDwith a sign that is none');
  expect(await moved.autocommit.members.insert(aMember())).toBeGreaterThan(gone);
  await moved.close();
  await back.close();
  await postgres.close();
});

describe.each(engines())('a copy into $name', ({ name }) => {
  const into = async () => openDatabase((await empty[name]?.()) ?? '', { patient: true });
  const sample = async () => {
    const store = await openTestStore();
    for (let index = 0; index < 450; index += 1) await store.autocommit.members.insert(aMember({ name: `Member ${index}` }));
    return store;
  };

  test('that breaks off, or is changed on the way, leaves the database empty, and can be made again', async () => {
    const store = await sample();
    const target = await into();
    const whole: Piece[] = [];
    for await (const piece of dump(store.database, T0)) whole.push(piece);
    const changed = (change: (pieces: Piece[]) => Piece[]) =>
      (async function* () {
        yield* change([...whole]);
      })();
    const middle = whole.length - 60;
    const failing: readonly ((pieces: Piece[]) => Piece[])[] = [
      (pieces) => pieces.slice(0, middle),
      (pieces) => pieces.slice(0, -1),
      (pieces) => pieces.toSpliced(middle, 1),
      (pieces) => pieces.slice(1),
      (pieces) =>
        pieces.map((piece, index) => {
          const changes = piece.piece === 'row' && index === 200;
          return changes
            ? { ...piece, cells: piece.cells.map((cell) => (cell === 'Zahra' ? 'Noor' : typeof cell === 'string' ? `${cell} ` : cell)) }
            : piece;
        }),
    ];
    for (const change of failing) expect(await keyOf(load(target, { pieces: changed(change) }))).toBe('store.copyDamaged');
    const interrupted = (async function* () {
      yield* whole.slice(0, middle);
      throw new RangeError('cut');
    })();
    await expect(load(target, { pieces: interrupted })).rejects.toThrow('cut');
    await migrate(target);
    expect(await members(target)).toBe(0);

    await load(target, { pieces: changed((pieces) => pieces) });
    expect(await members(target)).toBe(450);
    expect(await keyOf(load(target, { pieces: changed((pieces) => pieces) }))).toBe('store.notEmpty');
    await target.close();
    await store.close();
  });

  test('made by a newer version is refused', async () => {
    const target = await into();
    const newer = (async function* (): AsyncGenerator<Piece> {
      yield { piece: 'head', format: 'mudhif-community', version: 1, schema: '9999_from_the_future', madeAt: T0 };
    })();
    expect(await keyOf(load(target, { pieces: newer }))).toBe('store.copyNewer');
    await target.close();
  });
});

describe.each(engines())('a backup on $name', ({ name }) => {
  test('shows one moment, however fast others write', async () => {
    const url = (await empty[name]?.()) ?? '';
    const store = await openTestStore({ url });
    const { autocommit: read } = store;
    for (let index = 0; index < 600; index += 1) await read.members.insert(aMember({ name: `Member ${index}` }));
    // What belongs together: a member, their audit entry, and a message to them with its row.
    let writes = 0;
    const state = { over: false };
    const writing = (async () => {
      while (!state.over) {
        await store.transaction(async ({ members: people, audit, deliveries }) => {
          const member = await people.insert(aMember({ name: `New ${writes}` }));
          await deliveries.plan({ key: `welcome:${member}`, kind: 'k', args: {}, to: { to: 'member', member }, dueAt: T0 });
          await audit.append({ at: T0, actor: member, action: 'joined', details: {} });
        });
        writes += 1;
        // SQLite answers without a pause: the backup must get its turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await expect.poll(() => writes).toBeGreaterThan(5);
    const other = openDatabase(url);
    const file = join(folder, 'one.backup');
    const during = writes;
    await writeArchive(file, dump(other, T0));
    const later = writes;
    state.over = true;
    await writing;
    await other.close();
    expect(later).toBeGreaterThan(during);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(writeArchive(file, dump(store.database, T0))).rejects.toThrow(/EEXIST/);
    await store.close();

    const target = openDatabase(`sqlite:${join(folder, 'restored.db')}`);
    await load(target, { pieces: readArchive(file) });
    const count = async (table: 'members' | 'audit' | 'deliveries' | 'agenda') =>
      (
        await target.db
          .withTables<MembersTables>()
          .selectFrom(table)
          .select((all) => all.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      ).count;
    const added = (await count('members')) - 600;
    expect(added).toBeGreaterThanOrEqual(during);
    expect([await count('audit'), await count('deliveries'), await count('agenda')]).toEqual([added, added, added]);
    await target.close();
  });

  test('that is damaged is refused, and leaves nothing', async () => {
    const store = await openTestStore();
    await store.autocommit.members.insert(aMember());
    const file = join(folder, 'one.backup');
    await writeArchive(file, dump(store.database, T0));
    await store.close();
    const whole = readFileSync(file);
    const url = (await empty[name]?.()) ?? '';
    const target = openDatabase(url);
    for (const broken of [whole.subarray(0, whole.length - 20), whole.subarray(0, 40), Buffer.from('a letter'), Buffer.alloc(0)]) {
      writeFileSync(file, broken);
      expect(await keyOf(load(target, { pieces: readArchive(file) }))).toBe('store.copyDamaged');
    }
    writeFileSync(file, whole);
    await load(target, { pieces: readArchive(file) });
    expect(await members(target)).toBe(1);
    await target.close();
  });

  test('that is restored stands still until somebody says go; then what may be out already is looked for', async () => {
    const store = await openTestStore();
    const zahra = await store.autocommit.members.insert(aMember());
    await store.autocommit.agenda.plan({ key: 'soon', kind: 'k', payload: {}, dueAt: after(T0, HOUR) });
    for (const [key, hours] of [
      ['a', 1],
      ['b', 1],
      ['c', 50],
    ] as const)
      await store.autocommit.deliveries.plan({
        key,
        kind: 'news',
        args: {},
        to: { to: 'member', member: zahra },
        dueAt: after(T0, hours * HOUR),
      });
    const url = (await empty[name]?.()) ?? '';
    const target = openDatabase(url);
    await load(target, { pieces: dump(store.database, T0), held: { at: after(T0, 2 * HOUR) } });
    await target.close();
    await store.close();

    const restored = await openTestStore({ url });
    const { agenda, deliveries } = restored.autocommit;
    const now = after(T0, 3 * HOUR);
    const claim = () => agenda.claim({ now, owner: 'x', leaseUntil: after(now, 1), limit: 9 });
    const row = await agenda.find('soon');
    expect(await agenda.standstill()).toEqual({ madeAt: T0, heldAt: after(T0, 2 * HOUR) });
    expect(await agenda.dueByKind(now)).toEqual([
      { type: 'message', kind: 'news', count: 2 },
      { type: 'job', kind: 'k', count: 1 },
    ]);
    expect(await claim()).toEqual([]);
    expect(await agenda.claimThese({ ids: row ? [row.id] : [], now, owner: 'x', leaseUntil: after(now, 1) })).toEqual([]);
    expect(await agenda.upcoming({ until: now, limit: 9 })).toEqual([]);
    expect(await agenda.nextDue()).toBeUndefined();

    expect([await agenda.endStandstill(now), await agenda.endStandstill(now)]).toEqual([true, false]);
    expect(await agenda.standstill()).toBeUndefined();
    expect((await claim()).map(({ key }) => key).sort()).toEqual(['deliver:a', 'deliver:b', 'soon']);
    expect([(await deliveries.find('a'))?.outcomeUnknown, (await deliveries.find('c'))?.outcomeUnknown]).toEqual([true, false]);
    await restored.close();
  });
});
