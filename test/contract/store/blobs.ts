import { describe, expect, it } from 'vitest';
import { after, HOUR } from '../../../src/core/time.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

const [A, B] = [
  { hash: 'a'.repeat(64), size: 10 },
  { hash: 'b'.repeat(64), size: 5 },
];

export function describeBlobUses(store: () => TestStore): void {
  describe('uses of files', () => {
    const uses = () => store().autocommit.blobUses;

    it('keep bytes until an hour after the last of them', async () => {
      await uses().use(A, { key: 'x:1', member: null }, T0);
      await uses().use(A, { key: 'x:2', member: null }, T0);
      await uses().use(B, { key: 'x:3', member: null }, T0);
      expect(await uses().total()).toEqual({ count: 2, bytes: 15 });
      expect(await uses().release(['x:1', 'nobody'], after(T0, HOUR))).toBe(true);
      expect(await uses().release(['x:1'], after(T0, HOUR))).toBe(false);
      await uses().forgetUnused(after(T0, 9 * HOUR));
      expect(await uses().isKnown(A.hash)).toBe(true);
      await uses().release(['x:2'], after(T0, HOUR));
      await uses().forgetUnused(after(T0, HOUR - 1));
      expect(await uses().isKnown(A.hash)).toBe(true);
      await uses().forgetUnused(after(T0, HOUR));
      expect(await uses().known()).toEqual([B]);
    });

    it('that begin again, or name other bytes, count anew', async () => {
      await uses().use(A, { key: 'x:1', member: null }, T0);
      await uses().use(B, { key: 'x:1', member: null }, T0);
      await uses().forgetUnused(T0);
      expect(await uses().known()).toEqual([B]);
      await uses().release(['x:1'], T0);
      await uses().use(B, { key: 'x:4', member: null }, T0);
      await uses().forgetUnused(after(T0, HOUR));
      expect(await uses().known()).toEqual([B]);
    });

    it('take the room of whom they are for', async () => {
      const [zahra, hawre] = [await store().autocommit.members.insert(aMember()), await store().autocommit.members.insert(aMember())];
      await uses().use(A, { key: 'x:1', member: zahra }, T0);
      await uses().use(B, { key: 'x:2', member: zahra }, T0);
      await uses().use(B, { key: 'x:3', member: hawre }, T0);
      expect(await uses().sizeOf(zahra)).toBe(15);
      await store().transaction(({ personalData }) => personalData.merge(hawre, zahra));
      expect(await uses().sizeOf(zahra)).toBe(20);
      expect(await uses().sizeOf(hawre)).toBe(0);
    });
  });
}
