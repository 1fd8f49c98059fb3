import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { after, DAY } from '../../../src/core/time.js';
import type { EventId } from '../../../src/features/events/types.js';
import { insertEvent, insertGoing } from '../../support/events.js';
import { merge } from '../../support/one-person.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

/** Files of events, and who got them. */
export function describeEventFiles(store: () => TestStore): void {
  describe('files of events', () => {
    let zahra: MemberId;
    let noor: MemberId;
    let event: EventId;
    beforeEach(async () => {
      const { members, tx } = store().autocommit;
      zahra = await members.insert(aMember());
      noor = await members.insert(aMember({ name: 'Noor' }));
      event = await insertEvent(tx, T0);
    });
    const events = () => store().autocommit.events;
    const given = () => ({ event, member: noor, name: 'شرائح.pdf', size: 3, addedAt: T0 });
    const stored = { hash: 'a'.repeat(64), size: 3, type: 'pdf' } as const;

    test('wait until they are checked, and are given once somebody says what they are', async () => {
      const id = await events().insertFile({ ...given(), message: 'web:s:t:1', unchecked: stored });
      expect(await events().anyFile(id)).toMatchObject({ file: { state: 'dropped' }, unchecked: { hash: stored.hash, size: 3 } });
      expect(await events().filesWith('web:s:t:1')).toMatchObject([{ id, state: 'dropped', name: 'شرائح.pdf', size: 3, refusal: null }]);
      expect(await events().describeFile(id, { kind: 'slides', language: 'ar', forOthers: true })).toBe(false);
      expect(await events().settleDropped(id, { type: 'pdf' })).toBe(true);
      expect(await events().settleDropped(id, { type: 'pdf' })).toBe(false);
      expect(await events().anyFile(id)).toMatchObject({ stored });
      expect(await events().openFilesBy(noor)).toMatchObject([{ id, state: 'asked' }]);
      expect((await events().filesFor(event, noor)).asked).toMatchObject([{ id }]);
      expect((await events().filesFor(event, zahra)).asked).toEqual([]);
      expect(await events().filesOf(event)).toEqual([]);
      expect(await events().describeFile(id, { kind: 'slides', language: 'ar', forOthers: true })).toBe(true);
      const file = { id, event, member: noor, ...stored, name: 'شرائح.pdf', kind: 'slides', language: 'ar', forOthers: true };
      expect(await events().filesOf(event)).toEqual([{ ...file, addedAt: T0, toldAt: null }]);
      expect((await events().filesFor(event, zahra)).files).toEqual([{ ...file, addedAt: T0, toldAt: null }]);
      expect(await events().seenBy(event, zahra)).toMatchObject({ files: [file], asked: [] });
      expect(await events().tellFiles(event, after(T0, DAY))).toEqual({ count: 1, first: true, open: true });
      const next = await events().insertFile({ ...given(), stored });
      await events().describeFile(next, { kind: 'tool', language: 'en', forOthers: false });
      expect(await events().tellFiles(event, after(T0, 2 * DAY))).toEqual({ count: 1, first: false, open: false });
      expect(await events().tellFiles(event, after(T0, 3 * DAY))).toEqual({ count: 0, first: false, open: false });
      expect((await events().filesOf(event)).map(({ toldAt }) => toldAt)).toEqual([after(T0, DAY), after(T0, 2 * DAY)]);
    });

    test('are refused with a sentence, and deleted when nobody answers', async () => {
      const id = await events().insertFile({ ...given(), refusal: 'Too large.' });
      expect(await events().openFilesBy(noor)).toMatchObject([{ state: 'refused', refusal: 'Too large.' }]);
      expect(await events().unansweredFiles(after(T0, -1))).toEqual([]);
      expect(await events().unansweredFiles(T0)).toEqual([id]);
      await events().removeFiles([id]);
      await events().removeFiles([]);
      expect(await events().anyFile(id)).toBeUndefined();
    });

    test('are counted by person: sent, asked for, and opened; two rows of one person are one', async () => {
      const { tx } = store().autocommit;
      await insertGoing(tx, event, zahra);
      const [registration] = await events().registrationsOf(event);
      if (!registration) throw new Error('nobody registered');
      const asked = { did: 'asked', later: false, at: T0 } as const;
      expect(await events().noteAsked(event, { member: noor }, asked)).toBe(false);
      await events().noteSent(event, [{ member: zahra }, { member: noor }, { registration: registration.id }], after(T0, 1));
      await events().noteSent(event, [{ member: zahra }], after(T0, 2));
      expect(await events().noteAsked(event, { member: zahra }, { did: 'fetched', later: true, at: T0 })).toBe(true);
      expect(await events().fileReader(event, noor)).toMatchObject({ member: noor, later: false });
      expect(await events().chooseLater(event, noor, true)).toBe(true);
      expect(await events().fileReaders(event)).toMatchObject([
        { member: noor, later: true },
        { member: zahra, later: true },
        { member: null, later: true },
      ]);
      const counts = { sent: 3, fetched: 1, requested: 1 };
      expect((await events().filesFor(event, zahra)).reached).toEqual({ ...counts, attended: 0 });
      expect((await events().managed(event))?.reached).toEqual({ ...counts, attended: 0 });
      expect((await events().reportedPeriod(T0, after(T0, 30 * DAY))).reached).toEqual([{ event, ...counts }]);
      await merge(store(), noor, zahra);
      expect((await events().filesFor(event, zahra)).reached).toMatchObject({ sent: 2, fetched: 1 });
    });
  });
}
