import { beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { helpersFor } from '../../../src/features/resources/requests/helpers.js';
import { ASKED_AT_ONCE } from '../../../src/features/resources/requests/limits.js';
import { requestsStore } from '../../../src/features/resources/store/requests.js';
import { insertResource } from '../../support/resources.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

const WANTED = { what: 'Form', purpose: 'Training', sectors: ['protection'], language: 'ar', deadline: toLocalDate('2027-01-01') } as const;

export function describeRequests(store: () => TestStore): void {
  describe('requests', () => {
    const context = () => store().autocommit;
    const requests = () => requestsStore(context().tx);
    const add = (given: Parameters<typeof aMember>[0] = {}) => context().members.insert(aMember({ status: 'active', ...given }));
    let member: MemberId;
    let helper: MemberId;
    beforeEach(async () => {
      member = await add();
      helper = await add({ offers: [] });
    });
    /** A request that was asked so many days after T0. */
    async function ask(days = 0, by = member) {
      const id = await requests().insertRequest(by, WANTED, T0);
      await requests().changeRequest(id, ['draft'], { state: 'open', named: true, askedAt: after(T0, days * DAY) });
      return id;
    }
    const answer = async (request: Awaited<ReturnType<typeof ask>>) => {
      const resource = await insertResource(context(), helper, { title: 'Consent' });
      return requests().insertAnswer({ request, member: helper, resource, named: true, note: 'Page 3', madeAt: T0 });
    };

    it('are read with their answers, also by the number of one of these', async () => {
      const id = await ask();
      const given = await answer(id);
      const found = await requests().requestOfAnswer(given);
      expect(found).toMatchObject({ id, ...WANTED, named: true, state: 'open', member });
      expect(found?.answers).toMatchObject([{ id: given, member: helper, note: 'Page 3', state: 'given', resource: { title: 'Consent' } }]);
      expect(await requests().wholeRequest(id)).toEqual(found);
      expect(await requests().wholeRequest(9999 as never)).toBeUndefined();
      expect(await requests().requestOfAnswer(9999 as never)).toBeUndefined();
    });

    it('change only from the states that are told, and answers are decided once', async () => {
      const id = await ask();
      expect(await requests().changeRequest(id, ['draft'], { state: 'open' })).toBe(false);
      const given = await answer(id);
      expect(await requests().decideAnswer(given, 'declined', 'no', T0)).toBe(true);
      expect(await requests().decideAnswer(given, 'confirmed', '', T0)).toBe(false);
    });

    it('are listed in pages, the oldest first, up to a moment', async () => {
      const ids = [await ask(0), await ask(1), await ask(2)];
      await requests().insertRequest(member, WANTED, T0);
      const page = await requests().openRequests({ offset: 1, limit: 1 });
      expect([page.total, page.requests.map(({ id }) => id)]).toEqual([3, [ids[1]]]);
      expect((await requests().openRequests({ offset: 0, limit: 9, by: after(T0, DAY) })).total).toBe(2);
      expect((await requests().requestTimes({ from: after(T0, DAY), to: after(T0, 2 * DAY) })).map(({ state }) => state)).toEqual(['open']);
    });

    it('are put to members until they say something, and shown once', async () => {
      const id = await ask();
      const questions = (only?: 'unseen') => context().tx.find(requests().questionsOf(helper, 5, only));
      await requests().ask(id, [helper], T0);
      expect(await questions('unseen')).toEqual([id]);
      await requests().noteQuestionsShown([id], helper, T0);
      expect([await questions('unseen'), await questions()]).toEqual([[], [id]]);
      await requests().will(id, helper, 'yes');
      expect([await questions(), await requests().promised(id)]).toEqual([[], [helper]]);
      await answer(id);
      expect(await requests().promised(id)).toEqual([]);
    });

    it('are put first to those who were asked least, in a sector in which they offer know-how', async () => {
      const offers = { offers: ['legal-aid'], sectors: ['protection'] } as const;
      const helpers = await Promise.all(Array.from({ length: ASKED_AT_ONCE + 2 }, () => add(offers)));
      await add({ ...offers, offers: [] });
      await add({ ...offers, sectors: ['recovery'] });
      await add({ ...offers, status: 'left' });
      const [first, second] = helpers.toSorted((one, other) => one - other);
      const before = await ask();
      await requests().ask(before, [first, second] as MemberId[], context().now);
      const id = await ask();
      const request = await requests().wholeRequest(id);
      if (!request) throw new Error('no request');
      const { members, more } = await helpersFor(context(), request);
      expect([members.length, more]).toEqual([ASKED_AT_ONCE, true]);
      expect(members).not.toContain(first);
      expect(members).not.toContain(second);
      await requests().ask(id, members, context().now);
      expect((await helpersFor(context(), request)).members).toEqual([first, second]);
    });

    it('of two people who are one are joined, with what either has said', async () => {
      const id = await ask();
      const other = await ask();
      await requests().ask(id, [helper, member], T0);
      await requests().ask(other, [member], T0);
      await requests().will(id, member, 'no');
      await requests().mergeAskings(member, helper);
      expect(await requests().askedOf(id)).toEqual(new Map([[helper, 'no']]));
      expect(await requests().askedOf(other)).toEqual(new Map([[helper, null]]));
      await requests().redirectRequests(member, helper);
      await requests().removeOwnAskings(helper);
      expect(await requests().askedOf(id)).toEqual(new Map());
    });
  });
}
