import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '../../src/core/time.js';
import { engines, type TestStore } from '../support/store.js';

describe.each(engines())('grouped transactions on $name', ({ open }) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const fact = (name: string) => store.autocommit.community.fact(name);
  const write = (name: string) => store.groupedTransaction((context) => context.community.saveFact(name, 'yes'));
  const writeAndThrow = (name: string) =>
    store.groupedTransaction(async (context) => {
      await context.community.saveFact(name, 'yes');
      throw new RangeError(name);
    });
  /** A statement that the database refuses: in PostgreSQL no other one of the same transaction works after it. */
  const writeAndBreak = (name: string) =>
    store.groupedTransaction(async (context) => {
      await context.community.saveFact(name, 'yes');
      await context.tx.db.withTables<{ audit: { action: string | null } }>().insertInto('audit').values({ action: null }).execute();
    });

  it('do not undo one another when one fails', async () => {
    const results = await Promise.allSettled([write('a'), writeAndThrow('b'), write('c'), writeAndBreak('d'), write('e')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: new RangeError('b') });
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(fact))).toEqual(['yes', undefined, 'yes', undefined, 'yes']);
  });

  it('write everything of one or nothing, alone as in a group', async () => {
    await expect(writeAndThrow('alone')).rejects.toThrow(new RangeError('alone'));
    expect(await fact('alone')).toBeUndefined();
    await write('alone');
    expect(await fact('alone')).toBe('yes');
  });

  it('share one commit when they come at the same time, and see what those before them wrote', async () => {
    await store.autocommit.community.saveFact('count', '0');
    const begins = new Set<unknown>();
    await Promise.all(
      Array.from({ length: 40 }, () =>
        store.groupedTransaction(async (context) => {
          begins.add(context.tx.db);
          const count = Number(await context.community.fact('count'));
          await Promise.resolve();
          await context.community.saveFact('count', String(count + 1));
        }),
      ),
    );
    expect(await fact('count')).toBe('40');
    expect(begins.size).toBe(1);
  });

  it('plan what is due, and tell of it once it is written, but not of what was undone', async () => {
    const told: string[] = [];
    const stop = store.onPlanned((rows) => told.push(...rows.map(({ key }) => key)));
    const plan = (key: string, fails: boolean) =>
      store.groupedTransaction(async (context) => {
        await context.agenda.plan({ key, kind: 'k', payload: {}, dueAt: toInstant(1) });
        if (fails) throw new RangeError(key);
      });
    await Promise.allSettled([plan('a', false), plan('b', true), plan('c', false)]);
    stop();
    expect(told.toSorted()).toEqual(['a', 'c']);
    expect(await store.autocommit.agenda.find('b')).toBeUndefined();
  });

  it('refuse another transaction inside, at once', async () => {
    await Promise.all([
      write('a'),
      store.groupedTransaction(async () => {
        await expect(write('b')).rejects.toThrow(/inside a transaction/);
        await expect(store.autocommit.community.settings()).rejects.toThrow(/inside a transaction/);
      }),
    ]);
    expect(await fact('a')).toBe('yes');
    expect(await fact('b')).toBeUndefined();
  });
});
