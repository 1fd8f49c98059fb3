import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '../../src/core/time.js';
import { StoreError, storePhrase } from '../../src/store/errors.js';
import type { TestContext } from '../support/feature-stores.js';
import { engines, type TestStore } from '../support/store.js';

describe.each(engines())('steps behind savepoints of a shared transaction on $name', ({ open }) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const fact = (name: string) => store.autocommit.community.fact(name);
  /** Runs the steps one after another, each behind a savepoint. */
  const share = async (...steps: readonly ((context: TestContext) => Promise<unknown>)[]) => {
    const { result } = await store.sharedTransaction(async (context, savepoint) => {
      const saved = [];
      for (const step of steps) saved.push(await savepoint(() => step(context)));
      return saved;
    });
    return result;
  };
  const write = (name: string) => (context: TestContext) => context.community.saveFact(name, 'yes');
  const writeAndThrow =
    (name: string, error: Error = new RangeError(name)) =>
    async (context: TestContext) => {
      await context.community.saveFact(name, 'yes');
      throw error;
    };
  /** A statement that the database refuses: in PostgreSQL no other one of the same transaction works after it. */
  const writeAndBreak = (name: string) => async (context: TestContext) => {
    await context.community.saveFact(name, 'yes');
    await context.tx.db.withTables<{ audit: { action: string | null } }>().insertInto('audit').values({ action: null }).execute();
  };

  it('do not undo one another when one throws', async () => {
    const saved = await share(write('a'), writeAndThrow('b'), write('c'), writeAndBreak('d'), write('e'));
    expect(saved.map(({ ok }) => ok)).toEqual([true, false, true, false, true]);
    expect(saved[1]).toMatchObject({ error: new RangeError('b') });
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(fact))).toEqual(['yes', undefined, 'yes', undefined, 'yes']);
  });

  it('are all undone when the database itself fails, or what runs between them throws', async () => {
    const busy = new StoreError('the database answered SQLITE_BUSY', storePhrase('store.busy'));
    await expect(share(write('a'), writeAndThrow('b', busy), write('c'))).rejects.toThrow(busy);
    const between = store.sharedTransaction(async (context, savepoint) => {
      await savepoint(() => write('a')(context));
      throw new RangeError('between');
    });
    await expect(between).rejects.toThrow(new RangeError('between'));
    expect(await Promise.all(['a', 'b', 'c'].map(fact))).toEqual([undefined, undefined, undefined]);
  });

  it('plan what is due, and tell of it once it is written, but not of what was undone', async () => {
    const told: string[] = [];
    const stop = store.onPlanned((rows) => told.push(...rows.map(({ key }) => key)));
    const plan = (key: string, fails: boolean) => async (context: TestContext) => {
      await context.agenda.plan({ key, kind: 'k', payload: {}, dueAt: toInstant(1) });
      expect(told).toEqual([]);
      if (fails) throw new RangeError(key);
    };
    await share(plan('a', false), plan('b', true), plan('c', false));
    stop();
    expect(told.toSorted()).toEqual(['a', 'c']);
    expect(await store.autocommit.agenda.find('b')).toBeUndefined();
  });

  it('say which of them erased somebody, so that only their callers wait until the files are clean', async () => {
    const erase = (fails: boolean) => async (context: TestContext) => {
      await context.tx.scrubAfterCommit();
      if (fails) throw new RangeError('no');
    };
    const due = () => fact('store.scrub-due');
    const undone = await store.sharedTransaction(async (context, savepoint) => [await savepoint(() => erase(true)(context))]);
    await undone.cleaned;
    expect(await due()).toBeUndefined();
    const { result, cleaned } = await store.sharedTransaction(async (context, savepoint) => [
      await savepoint(() => write('a')(context)),
      await savepoint(() => erase(false)(context)),
      await savepoint(() => write('b')(context)),
    ]);
    expect(result).toMatchObject([{ erased: false }, { erased: true }, { erased: false }]);
    await cleaned;
    expect(await due()).toBeUndefined();
  });

  it('refuse another transaction inside, at once', async () => {
    await share(write('a'), async () => {
      await expect(share(write('b'))).rejects.toThrow(/inside a transaction/);
      await expect(store.autocommit.community.settings()).rejects.toThrow(/inside a transaction/);
    });
    expect(await fact('a')).toBe('yes');
    expect(await fact('b')).toBeUndefined();
  });
});
