import { describe, expect, it } from 'vitest';
import { both, every, known, type Lookup, mapLookup } from '../../../src/core/lookup.js';
import { after } from '../../../src/core/time.js';
import { coffeeStore } from '../../../src/features/coffee/store/index.js';
import { membersStore } from '../../../src/features/members/store/index.js';
import { storiesStore } from '../../../src/features/stories/store/index.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

export function describeLookups(store: () => TestStore): void {
  describe('lookups', () => {
    const find = <Found>(lookup: Lookup<Found>) => store().autocommit.tx.find(lookup);

    it('find the same together as one after the other, whatever takes no query', async () => {
      const { autocommit } = store();
      const { members, deliveries, community, tx } = autocommit;
      const member = await members.insert(aMember({ role: 'organiser' }));
      await community.saveFact('set-up', 'yes');
      await storiesStore(tx).noteOccasion(member, 'coffee:1', 'shown');
      const to = { to: 'member', member } as const;
      for (const [key, dueAt] of [
        ['a', T0],
        ['b', after(T0, 1)],
      ] as const) {
        await deliveries.plan({ key, kind: 'k', args: { said: 'گوتی “yes”' }, to, dueAt });
      }
      const lookups: readonly Lookup<unknown>[] = [
        deliveries.listed({ kinds: ['k'], limit: 10 }),
        known('known'),
        storiesStore(tx).occasionsOf(member),
        both(deliveries.listed({ member, limit: 1 }), membersStore(tx).isNotedAndOrganised('set-up')),
        every([]),
      ];
      const together = await find(every(lookups));
      const alone = [];
      for (const each of lookups) alone.push(await find(each));
      expect(together).toEqual(alone);
      const all = await deliveries.list({ kinds: ['k'], limit: 10 });
      expect(all.map(({ key }) => key)).toEqual(['b', 'a']);
      expect(together).toEqual([all, 'known', new Map([['coffee:1', 'shown']]), [all.slice(0, 1), false], []]);
    });

    it('that are prepared find the same alone, together and beside others, with the arguments of each run', async () => {
      const { autocommit } = store();
      const { members, tx } = autocommit;
      const [rana, karwan] = [await members.insert(aMember()), await members.insert(aMember())];
      const stories = storiesStore(tx);
      await stories.noteOccasion(rana, 'coffee:1', 'shown');
      await stories.noteOccasion(karwan, 'coffee:2', 'closed');
      const ofRana = stories.occasionsOf(rana);
      const ofKarwan = stories.occasionsOf(karwan);
      const agreed = coffeeStore(tx).agreedOf(rana, T0);
      const told = new Map([['coffee:1', 'shown']]);
      expect(await find(ofRana)).toEqual(told);
      expect(await find(ofKarwan)).toEqual(new Map([['coffee:2', 'closed']]));
      expect(await find(both(agreed, ofRana))).toEqual([[], told]);
      expect(await find(both(ofRana, agreed))).toEqual([told, []]);
      expect(await find(every<unknown>([ofKarwan, ofRana]))).toEqual([new Map([['coffee:2', 'closed']]), told]);
      expect(await find(both(autocommit.deliveries.listed({ limit: 1 }), ofRana))).toEqual([[], told]);
    });

    it('say what follows from what is found', async () => {
      expect(await find(mapLookup(known(2), (two) => two + 1))).toBe(3);
    });
  });
}
