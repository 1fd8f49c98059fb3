import { describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

export function describeTransactions(store: () => TestStore): void {
  describe('transactions', () => {
    test('write all or nothing, and throw what the work threw', async () => {
      const failing = store().transaction(async ({ members, agenda }) => {
        await members.insert(aMember());
        await agenda.plan({ key: 'a', kind: 'k', payload: {}, dueAt: T0 });
        throw new RangeError('no');
      });
      await expect(failing).rejects.toThrow(new RangeError('no'));
      expect(await store().autocommit.members.count({})).toBe(0);
      expect(await store().autocommit.agenda.find('a')).toBeUndefined();
      expect(await store().transaction(async ({ members }) => members.insert(aMember()))).toBeGreaterThan(0);
    });

    test('refuse another inside, and reads past them, at once', async () => {
      await store().transaction(async (inside) => {
        await expect(store().transaction(async () => {})).rejects.toThrow(/inside a transaction/);
        await expect(store().autocommit.community.settings()).rejects.toThrow(/inside a transaction/);
        await expect(store().autocommit.coffee.addAvoided(1 as never, 2 as never)).rejects.toThrow(/inside a transaction/);
        expect((await inside.community.settings()).timezone).toBe('Asia/Baghdad');
      });
      expect((await store().autocommit.community.settings()).timezone).toBe('Asia/Baghdad');
    });

    test('read the settings as they have written them, and as they were where that is undone', async () => {
      const { result } = await store().sharedTransaction(async ({ community }, savepoint) => {
        const named = async (name: string) => community.saveSettings({ ...(await community.settings()), name });
        await community.settings();
        const seen: string[] = [];
        await savepoint(() => named('Marsh'));
        seen.push((await community.settings()).name);
        await savepoint(async () => {
          await named('Desert');
          seen.push((await community.settings()).name);
          throw new RangeError('undone');
        });
        seen.push((await community.settings()).name);
        return seen;
      });
      expect(result).toEqual(['Marsh', 'Desert', 'Marsh']);
      expect((await store().autocommit.community.settings()).name).toBe('Marsh');
    });

    test('go on with the settings that they have read, and whoever changes them waits', async () => {
      let go = () => {};
      const gate = new Promise<void>((resolve) => {
        go = resolve;
      });
      const order: string[] = [];
      const reading = store().transaction(async ({ community, tx }) => {
        const before = await community.settings();
        go();
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
        order.push('read');
        expect(await community.settings()).toBe(before);
        expect(await tx.find(community.lookForSettings())).toBe(before);
      });
      await gate;
      const before = await store().autocommit.community.settings();
      await store().autocommit.community.saveSettings({ ...before, name: 'Later' });
      order.push('written');
      await reading;
      expect(order).toEqual(['read', 'written']);
      expect((await store().autocommit.tx.find(store().autocommit.community.lookForSettings())).name).toBe('Later');
    });

    test('have nothing to do with those of another store', async () => {
      const other = await openTestStore();
      await store().transaction(async () => {
        expect((await other.autocommit.community.settings()).timezone).toBe('Asia/Baghdad');
        await other.transaction(async ({ community }) => {
          await community.saveFact('beside', 'yes');
          await expect(store().autocommit.community.settings()).rejects.toThrow(/inside a transaction/);
        });
        expect(await other.autocommit.community.fact('beside')).toBe('yes');
      });
      await other.close();
    });

    test('what a transaction started and that outlives it stands outside again', async () => {
      let later: Promise<unknown> = Promise.resolve();
      let go = () => {};
      const gate = new Promise<void>((resolve) => {
        go = resolve;
      });
      await store().transaction(async () => {
        later = gate.then(() => store().transaction(async ({ community }) => community.fact('x')));
      });
      go();
      expect(await later).toBeUndefined();
    });

    test('many at once wait for one another', async () => {
      await store().autocommit.community.saveFact('count', '0');
      await Promise.all(
        Array.from({ length: 20 }, () =>
          store().transaction(async ({ community }) => {
            const count = Number(await community.fact('count'));
            await Promise.resolve();
            await community.saveFact('count', String(count + 1));
          }),
        ),
      );
      expect(await store().autocommit.community.fact('count')).toBe('20');
    });

    test('of those that wait, what a person waits for goes first, and the others are not forgotten', async () => {
      let go = () => {};
      const gate = new Promise<void>((resolve) => {
        go = resolve;
      });
      const order: string[] = [];
      const write = (name: string) => store().transaction(async () => void order.push(name));
      const all = [store().transaction(() => gate)];
      for (let count = 0; count < 20; count += 1) all.push(write('rest'));
      for (let count = 0; count < 20; count += 1) all.push(store().urgent.atomically(async () => void order.push('answer')));
      go();
      await Promise.all(all);
      expect(order.slice(0, 5)).toEqual(['answer', 'answer', 'answer', 'answer', 'rest']);
      expect(order.slice(0, 25).filter((name) => name === 'answer')).toHaveLength(20);
      expect(order).toHaveLength(40);
    });
  });
}
