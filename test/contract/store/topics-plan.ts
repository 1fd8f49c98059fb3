import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import { after, DAY } from '../../../src/core/time.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import { DEFAULT_OPENING_DAYS } from '../../../src/features/topics/rules/openings.js';
import { everythingOf } from '../../../src/features/topics/store/index.js';
import type { ProposalId, Template } from '../../../src/features/topics/types.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aTopic } from '../../support/topic-rows.js';
import { aMember, aProposal, T0 } from './samples.js';

const DECEMBER = toMonth('2026-12');
const OPENS = after(T0, 30 * DAY);

/** Plans of months, what they are chosen from, and the lists behind them. */
export function describeTopicPlans(store: () => TestStore): void {
  describe('plans of topics', () => {
    let zahra: MemberId;
    let noor: MemberId;
    let house: OrganisationId;
    const topics = () => store().autocommit.topics;
    beforeEach(async () => {
      const { members, organisations } = store().autocommit;
      zahra = await members.insert(aMember());
      noor = await members.insert(aMember({ name: 'Noor' }));
      house = await organisations.insert(anOrganisation());
    });
    const propose = (title: string): Promise<ProposalId> => topics().insert(aProposal({ title }), { anonymous: false, at: T0 });
    const drafted = () => store().autocommit.tx.find(topics().drafted(DECEMBER));
    test('are called for once, drafted once, and changed and approved in the version that was seen', async () => {
      await topics().callPlan(DECEMBER, T0);
      await topics().callPlan(DECEMBER, after(T0, 1));
      expect(await topics().plan(DECEMBER)).toMatchObject({ state: 'called', version: 1, calledAt: T0, draftedAt: null });
      expect(await drafted()).toEqual({ plans: [], first: undefined });
      expect(await topics().draftPlan(DECEMBER, after(T0, DAY), DEFAULT_OPENING_DAYS)).toBe(1);
      expect(await topics().draftPlan(DECEMBER, after(T0, DAY), DEFAULT_OPENING_DAYS)).toBeUndefined();
      await topics().callPlan(DECEMBER, T0);
      expect(await topics().drafts()).toEqual([
        {
          month: DECEMBER,
          state: 'draft',
          version: 1,
          calledAt: T0,
          draftedAt: after(T0, DAY),
          approvedAt: null,
          approvedBy: null,
          openings: DEFAULT_OPENING_DAYS,
        },
      ]);
      expect(await drafted()).toMatchObject({ plans: [{ month: DECEMBER, state: 'draft' }], first: DECEMBER });
      expect(await topics().holdDraft(DECEMBER, 2)).toBe(false);
      expect(await topics().changeDraft(DECEMBER, 1)).toBe(2);
      expect(await topics().changeDraft(DECEMBER, 1)).toBeUndefined();
      expect(await topics().holdDraft(DECEMBER, 2)).toBe(true);
      expect(await topics().approvePlan(DECEMBER, 1, 'advisers', T0)).toBe(false);
      expect(await topics().approvePlan(DECEMBER, 2, 'silence', T0)).toBe(true);
      expect(await topics().changeDraft(DECEMBER)).toBeUndefined();
      expect(await topics().plan(DECEMBER)).toMatchObject({ state: 'approved', version: 2, approvedBy: 'silence', approvedAt: T0 });
    });

    test('keep one answer of each person, and are read whole', async () => {
      await topics().draftPlan(DECEMBER, T0, DEFAULT_OPENING_DAYS);
      const id = await topics().insertTopic(aTopic(OPENS, { reason: { kind: 'lot', among: 3 }, month: DECEMBER }));
      await topics().saveAnswer(DECEMBER, { member: zahra, version: 1, at: T0 });
      await topics().saveAnswer(DECEMBER, { member: zahra, version: 2, at: after(T0, 5) });
      const whole = await topics().wholePlan(DECEMBER);
      expect(whole).toMatchObject({ plan: { version: 1 }, answers: [{ member: zahra, version: 2, at: after(T0, 5) }] });
      expect(whole.topics).toEqual([await topics().topic(id)]);
      expect(await everythingOf(store().autocommit.tx, zahra)).toMatchObject({ approved: [{ month: DECEMBER, at: after(T0, 5) }] });
      expect(await everythingOf(store().autocommit.tx, noor)).toMatchObject({ approved: [] });
    });

    test('are chosen from open proposals that no plan has', async () => {
      const [first, second, third] = [await propose('First'), await propose('Second'), await propose('Third')];
      await topics().addSupport(second, { member: zahra, organisation: house, at: T0 });
      await topics().addSupport(second, { member: noor, organisation: null, at: T0 });
      await topics().setPresent(noor, false);
      const planned = await topics().insertTopic(aTopic(OPENS, { proposal: first, month: DECEMBER }));
      const seen = await topics().find(third);
      if (!seen) throw new Error('not there');
      await topics().mergeInto(seen, second);
      expect(await topics().plannable()).toEqual([
        { id: second, sector: 'protection', since: T0, anonymous: false, mergedInto: null, supporters: [house] },
        { id: third, sector: 'protection', since: T0, anonymous: false, mergedInto: second, supporters: [] },
      ]);
      expect((await topics().plannableFirst(9)).map(({ id }) => id)).toEqual([second]);
      expect(await topics().countPlannable()).toBe(1);
      await topics().addProposer(third, noor, { anonymous: true, key: 'third' });
      await topics().addProposer(second, zahra, { anonymous: false, key: 'second' });
      expect(await store().autocommit.tx.find(topics().whoHears(second))).toEqual({
        proposers: [
          { member: zahra, key: 'second' },
          { member: noor, key: 'third' },
        ],
        supporters: [zahra],
      });
      expect(await topics().history()).toEqual([{ sector: 'protection', month: DECEMBER }]);
      await topics().updateTopic(planned, { state: 'skipped' });
      expect(await topics().countPlannable()).toBe(2);
      expect(await topics().history()).toEqual([]);
      expect(await topics().markPlanned(first)).toBe(true);
      expect(await topics().markPlanned(first)).toBe(false);
      expect(await topics().countPlannable()).toBe(1);
      expect(await topics().markOpenAgain(first)).toBe(true);
      expect(await topics().markOpenAgain(first)).toBe(false);
    });

    test('are offered by support, which the place of a proposal without a name does not tell', async () => {
      const unnamed = (title: string) => topics().insert(aProposal({ title }), { anonymous: true, at: T0 });
      const supported = async (id: ProposalId, organisations: number) => {
        for (let count = 0; count < organisations; count++) {
          const organisation = await store().autocommit.organisations.insert(anOrganisation({ name: `${id}.${count}` }));
          const member = await store().autocommit.members.insert(aMember({ organisation }));
          await topics().addSupport(id, { member, organisation, at: T0 });
        }
        return id;
      };
      const one = await supported(await propose('Of one'), 1);
      const few = await supported(await unnamed('Of four'), 4);
      const none = await propose('Of none');
      const three = await supported(await propose('Of three'), 3);
      const five = await supported(await unnamed('Of five'), 5);
      const into = await supported(await propose('Of two and a part'), 2);
      const part = await topics().find(await supported(await unnamed('Part'), 2));
      if (!part) throw new Error('not there');
      await topics().mergeInto(part, into);
      await topics().moveSupports(part.id, into);
      expect((await topics().plannableFirst(9)).map(({ id }) => id)).toEqual([five, three, one, few, none, into]);
    });

    test('take entries of lists, and know when each was last planned', async () => {
      const entry: Omit<Template, 'id'> = {
        kind: 'annual',
        code: 'sixteen-days',
        sector: null,
        monthOfYear: 11,
        slot: 'last',
        texts: { ar: { title: 'حملة', question: 'كيف؟' } },
        removed: false,
      };
      const [annual, evergreen] = await topics().insertTemplates([
        entry,
        { ...entry, kind: 'evergreen', code: null, sector: 'recovery', monthOfYear: null, slot: null },
      ]);
      if (annual === undefined || evergreen === undefined) throw new Error('not written');
      expect(await topics().insertTemplates([])).toEqual([]);
      expect(await topics().template(annual)).toEqual({ ...entry, id: annual });
      await topics().saveTemplate({ ...entry, id: annual, slot: 2, removed: true });
      expect(await topics().template(annual)).toMatchObject({ slot: 2, removed: true });
      expect((await topics().templates()).map(({ id }) => id)).toEqual([annual, evergreen]);
      for (const month of ['2026-03', '2026-10']) {
        await topics().insertTopic(aTopic(OPENS, { template: evergreen, origin: 'evergreen', month: toMonth(month) }));
      }
      expect(await topics().lastHeld()).toEqual(new Map([[evergreen, '2026-10']]));
    });
  });
}
