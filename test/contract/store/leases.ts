import { describe, expect, test } from 'vitest';
import { after } from '../../../src/core/time.js';
import type { TestStore } from '../../support/store.js';
import { T0 } from './samples.js';

export function describeLeases(store: () => TestStore): void {
  describe('leases', () => {
    const one = { owner: 'one', until: T0 };
    const two = { owner: 'two', until: after(T0, 5) };

    test('are taken as they were seen, by one only', async () => {
      const { leases } = store().engines.autocommit;
      expect(await leases.find('gateway')).toBeUndefined();
      expect((await Promise.all([leases.take('race', one, undefined), leases.take('race', two, undefined)])).toSorted()).toEqual([
        false,
        true,
      ]);
      expect(await leases.take('gateway', one, undefined)).toBe(true);
      expect(await leases.take('gateway', two, undefined)).toBe(false);
      expect(await leases.find('gateway')).toEqual(one);
      expect(await leases.take('gateway', two, { ...one, until: after(T0, -1) }), 'it was renewed meanwhile').toBe(false);
      expect(await leases.take('gateway', two, one)).toBe(true);
      expect(await leases.renew('gateway', { owner: 'one', until: after(T0, 9) })).toBe(false);
      expect(await leases.renew('gateway', { owner: 'two', until: after(T0, 9) })).toBe(true);
      expect(await leases.find('gateway')).toEqual({ owner: 'two', until: after(T0, 9) });
      expect(await leases.find('other')).toBeUndefined();
    });

    test('are given back by their holder only', async () => {
      const { leases } = store().engines.autocommit;
      await leases.take('gateway', one, undefined);
      await leases.release('gateway', 'two');
      expect(await leases.find('gateway')).toEqual(one);
      await leases.release('gateway', 'one');
      expect(await leases.find('gateway')).toBeUndefined();
    });

    test('a fact that is kept once stays as it was first', async () => {
      const { community } = store().engines.autocommit;
      expect(await community.keepFact('queue', 'a')).toBe('a');
      expect(await community.keepFact('queue', 'b')).toBe('a');
    });
  });
}
