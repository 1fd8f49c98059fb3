import { beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { after, DAY } from '../../../src/core/time.js';
import { toLetterMonth } from '../../../src/features/letter/rules/times.js';
import { lettersStore } from '../../../src/features/letter/store/index.js';
import type { LetterId } from '../../../src/features/letter/types.js';
import { letterSections } from '../../support/letter.js';
import { erase, merge } from '../../support/one-person.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

const content = { en: letterSections('en'), ar: letterSections('ar'), ckb: letterSections('ckb') };

/** Letters, their changes, who agreed to them, and what became of each mail. */
export function describeLetters(store: () => TestStore): void {
  describe('letters', () => {
    const letters = () => lettersStore(store().autocommit.tx);
    let zahra: MemberId;
    let also: MemberId;
    let id: LetterId;
    beforeEach(async () => {
      const { members } = store().autocommit;
      zahra = await members.insert(aMember());
      also = await members.insert(aMember({ name: 'zed' }));
      id = await letters().insert({ month: toLetterMonth('2026-12'), from: T0, to: after(T0, DAY), sendAt: after(T0, 3 * DAY), content });
    });

    it('keep what they tell, and change in the version that was read alone', async () => {
      expect(await letters().find(id)).toMatchObject({ month: '2026-12', state: 'draft', version: 1, content });
      expect(await letters().ofMonth(toLetterMonth('2026-12'))).toMatchObject({ id });
      expect(await letters().change({ id, version: 1 }, { state: 'sent', sentAt: T0 })).toBe(true);
      expect(await letters().change({ id, version: 1 }, { state: 'draft' })).toBe(false);
      expect(await letters().newest()).toMatchObject({ id, state: 'sent', version: 2, sentAt: T0 });
      expect(await letters().lastTold()).toBe(after(T0, DAY));
      expect([await letters().telling('stories:4'), await letters().telling('stories:40')]).toEqual([[id], []]);
    });

    it('go once to an address, and count what became of each mail', async () => {
      const people = [
        { member: zahra, addressHash: 'one' },
        { member: also, addressHash: 'two' },
      ];
      await letters().addMails(id, people, T0);
      await expect(letters().addMails(id, [{ member: also, addressHash: 'one' }], T0)).rejects.toThrow();
      expect(await letters().changeMail({ letter: id, member: zahra }, 'waiting', { state: 'sending' }, T0)).toBe(true);
      expect(await letters().changeMail({ letter: id, member: zahra }, 'waiting', { state: 'sending' }, T0)).toBe(false);
      await letters().changeMail({ letter: id, member: zahra }, 'sending', { state: 'failed', reason: '451', attempts: 7 }, T0);
      expect(await letters().mail(id, zahra)).toEqual({
        letter: id,
        member: zahra,
        addressHash: 'one',
        state: 'failed',
        reason: '451',
        attempts: 7,
      });
      expect(await letters().countMails(id)).toMatchObject({ waiting: 1, failed: 1, sent: 0 });
      expect([await letters().waitingFor(also), await letters().waitingFor(zahra)]).toEqual([[id], []]);
    });

    it('follow their reader when two rows become one, and leave nothing of whoever is erased', async () => {
      await letters().agree(zahra, 'one', T0);
      const old = await letters().agree(also, 'two', T0);
      await letters().addMails(id, [{ member: also, addressHash: 'two' }], T0);
      await letters().addEdit(id, { editor: also, language: 'ar', item: '', title: 'x', words: '', leftOut: false, madeAt: T0 });
      await merge(store(), also, zahra);
      expect((await letters().consent(old))?.member).toBe(zahra);
      expect(await letters().waitingFor(zahra)).toEqual([id]);
      expect((await store().autocommit.agenda.find(`letter:${id}:mail:${zahra}`))?.state).toBe('planned');
      expect((await letters().edits(id))[0]?.editor).toBe(zahra);
      expect(await letters().stopConsents(zahra, T0)).toBe(2);
      await erase(store(), zahra);
      expect([await letters().consent(old), await letters().mails(id), (await letters().edits(id))[0]?.editor]).toEqual([
        undefined,
        [],
        null,
      ]);
      expect((await store().autocommit.agenda.find(`letter:${id}:mail:${zahra}`))?.state).not.toBe('planned');
    });

    it('refuse an address for all who gave it', async () => {
      await letters().agree(zahra, 'one', T0);
      await letters().agree(also, 'one', T0);
      expect(await letters().refuseAddress('one', '550 5.1.1', T0)).toBe(2);
      expect(await letters().refuseAddress('one', '550 5.1.1', T0)).toBe(0);
      expect([await letters().openConsents(), await letters().countConsents()]).toEqual([[], { open: 0, refused: 1 }]);
    });
  });
}
