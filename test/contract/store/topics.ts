import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { after, DAY, toInstant } from '../../../src/core/time.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import type { ProposalId } from '../../../src/features/topics/types.js';
import { merge } from '../../support/one-person.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aTopic } from '../../support/topic-rows.js';
import { aMember, aProposal, T0 } from './samples.js';

/** Proposals, who supports them, and who proposed them. */
export function describeTopics(store: () => TestStore): void {
  describe('topics', () => {
    let zahra: MemberId;
    let noor: MemberId;
    let also: MemberId;
    beforeEach(async () => {
      const { members } = store().autocommit;
      zahra = await members.insert(aMember());
      noor = await members.insert(aMember({ name: 'Noor' }));
      also = await members.insert(aMember({ name: 'zed', joinedAt: after(T0, 1) }));
    });

    const propose = async (member: MemberId, { anonymous = false, at = T0, title = 'Water' } = {}): Promise<ProposalId> => {
      const { topics } = store().autocommit;
      const id = await topics.insert(aProposal({ title }), { anonymous, at });
      await topics.addProposer(id, member, { anonymous, key: crypto.randomUUID() });
      return id;
    };
    const found = async (id: ProposalId) => {
      const proposal = await store().autocommit.topics.find(id);
      if (!proposal) throw new Error(`no proposal ${id}`);
      return proposal;
    };
    const support = async (id: ProposalId, ...members: readonly MemberId[]) => {
      for (const member of members) await store().autocommit.topics.addSupport(id, { member, organisation: null, at: T0 });
    };

    test('are found as they were written', async () => {
      const { topics } = store().autocommit;
      const id = await propose(zahra, { anonymous: true, title: 'Ṭ ‏ماء' });
      expect(await topics.find(id)).toEqual({
        ...aProposal({ title: 'Ṭ ‏ماء' }),
        id,
        state: 'open',
        version: 1,
        anonymous: true,
        proposedAt: T0,
        reviewed: false,
        editedAt: null,
        original: null,
        reason: null,
        mergedInto: null,
        supporters: 0,
        organisations: 0,
        facilitators: 0,
        unnamed: 1,
        joined: false,
        discussed: null,
      });
    });

    test('lead to the topic that they became, also what was merged into them, once it has opened', async () => {
      const { topics } = store().autocommit;
      const [id, part] = [await propose(zahra), await propose(noor)];
      await topics.mergeInto({ id: part, version: 1 }, id);
      const skipped = await topics.insertTopic(aTopic(T0, { proposal: id, state: 'skipped' }));
      const topic = await topics.insertTopic(aTopic(T0, { proposal: id, month: toMonth('2026-12') }));
      const became = { topic, month: '2026-12', over: false };
      const discussed = async () => (await topics.findMany([id, part])).map((proposal) => proposal.discussed);
      expect(await discussed()).toEqual([null, null]);
      await topics.updateTopic(topic, { state: 'open', openedAt: T0 });
      expect(await discussed()).toEqual([became, became]);
      await topics.updateTopic(topic, { state: 'closed' });
      expect(await discussed()).toEqual([
        { ...became, over: true },
        { ...became, over: true },
      ]);
      expect(topic).not.toBe(skipped);
    });

    test('count supporters once, and their organisations, without those who have left', async () => {
      const { topics, organisations } = store().autocommit;
      const id = await propose(zahra);
      const organisation = await organisations.insert(anOrganisation());
      for (const member of [noor, also, noor]) await topics.addSupport(id, { member, organisation, at: T0 });
      await topics.setFacilitates(id, noor, true);
      expect(await found(id)).toMatchObject({ supporters: 2, organisations: 1, facilitators: 1 });
      await topics.setPresent(noor, false);
      expect(await found(id)).toMatchObject({ supporters: 1, organisations: 1, facilitators: 0 });
      await topics.setPresent(noor, true);
      await topics.removeSupport(id, also);
      expect(await found(id)).toMatchObject({ supporters: 1, facilitators: 1 });
      expect((await topics.supportedBy(noor)).map((one) => one.id)).toEqual([id]);
    });

    test('name nobody for a proposal without a name, and show it to who sent it alone', async () => {
      const { topics } = store().autocommit;
      const [named, unnamed] = [await propose(zahra), await propose(zahra, { anonymous: true })];
      expect(await topics.view(named, noor)).toMatchObject({ named: [zahra], relation: { own: false, proposed: false } });
      expect(await topics.view(unnamed, noor)).toMatchObject({ named: [], relation: { own: false } });
      expect(await topics.view(unnamed, zahra)).toMatchObject({ named: [], relation: { own: true, proposed: true } });
      expect((await topics.ownProposals(zahra)).map(({ id }) => id)).toEqual([unnamed, named]);
      expect(await topics.ownProposals(noor)).toEqual([]);
    });

    test('change only in the version that was read', async () => {
      const { topics } = store().autocommit;
      const seen = await found(await propose(zahra));
      expect(await topics.edit(seen, aProposal({ title: 'Clean water' }), after(T0, 5))).toBe(true);
      const edited = await found(seen.id);
      expect(edited).toMatchObject({
        title: 'Clean water',
        editedAt: after(T0, 5),
        original: aProposal({ title: 'Water' }),
        reviewed: true,
      });
      expect(await topics.decline(seen, 'too late')).toBe(false);
      expect(await topics.edit(edited, aProposal({ title: 'Water for all' }), after(T0, 6))).toBe(true);
      expect((await found(seen.id)).original).toEqual(aProposal({ title: 'Water' }));
      expect(await topics.rewrite(await found(seen.id), aProposal({ title: 'Mine' }))).toBe(true);
      const rewritten = await found(seen.id);
      expect(rewritten).toMatchObject({ title: 'Mine', editedAt: null, original: null, reviewed: false });
      expect(await topics.decline(rewritten, 'Not now')).toBe(true);
      expect(await found(seen.id)).toMatchObject({ state: 'declined', reason: 'Not now' });
      expect(await topics.keep(await found(seen.id))).toBe(false);
      expect(await topics.hold(seen.id)).toBe(false);
    });

    test('become one: supporters of both count once, and the proposers of both stay', async () => {
      const { topics } = store().autocommit;
      const [first, second, third] = [await propose(zahra), await propose(noor), await propose(also, { anonymous: true })];
      await support(first, noor, also);
      await support(second, also);
      await topics.setFacilitates(first, also, true);
      for (const [from, into] of [
        [third, first],
        [first, second],
      ] as const) {
        expect(await topics.mergeInto(await found(from), into)).toBe(true);
        await topics.moveSupports(from, into);
      }
      expect(await found(second)).toMatchObject({ state: 'open', supporters: 2, facilitators: 1, unnamed: 1 });
      expect(await found(third)).toMatchObject({ state: 'merged', mergedInto: second });
      expect(await topics.view(second, also)).toMatchObject({
        named: [zahra, noor],
        relation: { own: false, proposed: true, supports: true },
      });
      expect(await topics.hasMerged(second)).toBe(true);
      expect((await topics.openTexts()).map(({ id }) => id)).toEqual([second]);
    });

    test('come in pages, the newest first, and to the reviewers the oldest first', async () => {
      const { topics } = store().autocommit;
      const ids: ProposalId[] = [];
      for (const title of ['one', 'two', 'three']) ids.push(await propose(zahra, { title }));
      const [one, two, three] = ids;
      expect(await topics.openPage({ offset: 1, limit: 1 })).toMatchObject({ total: 3, proposals: [{ id: two }] });
      if (one) await topics.keep(await found(one));
      expect(await topics.queue({ offset: 0, limit: 9 })).toMatchObject({ total: 2, proposals: [{ id: two }, { id: three }] });
      expect((await topics.findMany(ids)).map(({ id }) => id)).toEqual([three, two, one]);
    });

    test('are counted for their member, named or not, also once they are withdrawn, and then forgotten', async () => {
      const { topics } = store().autocommit;
      const old = await propose(zahra, { at: after(T0, -DAY) });
      const withdrawn = await propose(zahra, { anonymous: true });
      await support(withdrawn, noor);
      await topics.withdraw(withdrawn);
      expect(await found(withdrawn)).toMatchObject({ state: 'withdrawn', title: '', question: '', resources: [], supporters: 0 });
      expect(await topics.sentSince(zahra, after(T0, -1))).toEqual([{ proposedAt: T0, anonymous: true }]);
      expect(await topics.sentSince(zahra, toInstant(0))).toHaveLength(2);
      await topics.removeWithdrawnBefore(after(T0, 1));
      expect(await topics.find(withdrawn)).toBeUndefined();
      expect(await topics.find(old)).toBeDefined();
      expect(await topics.answered(withdrawn)).toBeUndefined();
    });

    test('are answered by a key that leads to the proposal and to its member', async () => {
      const { topics } = store().autocommit;
      for (const anonymous of [true, false]) {
        const id = await propose(zahra, { anonymous });
        const answered = await topics.answered(id);
        expect(answered?.member).toBe(zahra);
        expect(await topics.proposalOfKey(answered?.key ?? '')).toMatchObject({ id });
      }
      expect(await topics.proposalOfKey('other')).toBeUndefined();
    });

    test('keep one draft of a member until it is old', async () => {
      const { topics } = store().autocommit;
      for (const title of ['first', 'second']) await topics.saveDraft(zahra, { ...aProposal({ title }), savedAt: T0 });
      await topics.saveDraft(noor, { ...aProposal(), savedAt: after(T0, 9) });
      expect(await topics.findDraft(zahra, after(T0, -1))).toEqual({ ...aProposal({ title: 'second' }), savedAt: T0 });
      expect(await topics.findDraft(zahra, T0)).toBeUndefined();
      expect(await topics.removeOldDrafts(T0)).toBe(after(T0, 9));
      expect(await topics.findDraft(zahra, after(T0, -1))).toBeUndefined();
    });

    test('of two rows of one person are of one: support counts once, and the newer draft stays', async () => {
      const { topics } = store().autocommit;
      const [named, unnamed] = [await propose(also), await propose(also, { anonymous: true })];
      const [both, theirs] = [await propose(noor), await propose(noor)];
      await support(both, zahra, also);
      await topics.setFacilitates(both, also, true);
      await support(theirs, also);
      await topics.saveDraft(zahra, { ...aProposal({ title: 'older' }), savedAt: T0 });
      await topics.saveDraft(also, { ...aProposal({ title: 'newer' }), savedAt: after(T0, 1) });
      await merge(store(), also, zahra);
      expect((await topics.ownProposals(zahra)).map(({ id }) => id)).toEqual([unnamed, named]);
      expect(await found(both)).toMatchObject({ supporters: 1, facilitators: 1 });
      expect((await topics.supportedBy(zahra)).map(({ id }) => id)).toEqual([theirs, both]);
      expect(await topics.findDraft(zahra, toInstant(0))).toMatchObject({ title: 'newer' });
    });

    test('go with an organisation that becomes a part of another', async () => {
      const { topics, organisations } = store().autocommit;
      const [from, into] = [await organisations.insert(anOrganisation()), await organisations.insert(anOrganisation({ name: 'Into' }))];
      const id = await propose(zahra);
      await topics.addSupport(id, { member: noor, organisation: from, at: T0 });
      await topics.addSupport(id, { member: also, organisation: into, at: T0 });
      await topics.moveOrganisation(from, into);
      expect(await found(id)).toMatchObject({ supporters: 2, organisations: 1 });
    });
  });
}
