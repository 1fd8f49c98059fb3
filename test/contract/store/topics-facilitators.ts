import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberId, OrganisationId } from '../../../src/core/ids.js';
import { after, DAY } from '../../../src/core/time.js';
import type { Facilitation, TopicId } from '../../../src/features/topics/types.js';
import { aTopic } from '../../support/facilitators.js';
import { erase, merge } from '../../support/one-person.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aMember, aProposal, T0 } from './samples.js';

/** Who would facilitate topics, who was asked, and who does. */
export function describeFacilitators(store: () => TestStore): void {
  describe('facilitators', () => {
    let zahra: MemberId;
    let noor: MemberId;
    let organisation: OrganisationId;
    let ids: readonly TopicId[];
    beforeEach(async () => {
      const { members, organisations, topics } = store().autocommit;
      organisation = await organisations.insert(anOrganisation());
      zahra = await members.insert(aMember({ organisation }));
      noor = await members.insert(aMember({ name: 'Noor', joinedAt: after(T0, 1) }));
      const made: TopicId[] = [];
      for (let week = 0; week < 4; week++) made.push(await topics.insertTopic(aTopic(after(T0, week * 7 * DAY))));
      ids = made;
    });
    const about = (index: number, member: MemberId, change: Partial<Facilitation> = {}): Facilitation => ({
      topic: ids[index]!,
      member,
      role: 'facilitator',
      state: 'asked',
      organisation,
      askedAt: T0,
      answeredAt: null,
      ...change,
    });

    test('volunteer for all topics, for one proposal, or to learn', async () => {
      const { topics, members } = store().autocommit;
      const proposal = await topics.insert(aProposal(), { anonymous: false, at: T0 });
      const lava = await members.insert(aMember({ name: 'Lava' }));
      await topics.saveVolunteer(zahra, { learns: false, since: T0 });
      await topics.saveVolunteer(lava, { learns: false, since: T0 });
      await topics.saveVolunteer(lava, { learns: true, since: after(T0, 1) });
      for (const member of [zahra, noor]) {
        await topics.addSupport(proposal, { member, organisation: null, at: T0 });
        await topics.setFacilitates(proposal, member, true);
      }
      expect((await topics.volunteersFor({ proposal })).toSorted((a, b) => a - b)).toEqual([zahra, noor]);
      expect(await topics.volunteersFor({ proposal: null })).toEqual([zahra]);
      const shadows = async () => (await topics.shadowsFor({ proposal }, T0)).toSorted((a, b) => a.member - b.member);
      expect(await shadows()).toEqual([
        { member: zahra, learns: false },
        { member: noor, learns: false },
        { member: lava, learns: true },
      ]);
      await topics.setPresent(noor, false);
      expect(await topics.volunteersFor({ proposal })).toEqual([zahra]);
      expect((await topics.partsOf(lava)).volunteer).toEqual({ learns: true, since: T0 });
      expect(await topics.mayFindShadow(ids[0]!)).toBe(true);
      await topics.saveFacilitation(about(0, lava, { role: 'shadow' }));
      expect([await topics.mayFindShadow(ids[0]!), await topics.mayFindShadow(ids[1]!)]).toEqual([false, true]);
      await topics.removeVolunteer(zahra);
      expect(await topics.volunteersFor({ proposal: null })).toEqual([]);
    });

    test('are asked, answer, and are found with what they said', async () => {
      const { topics } = store().autocommit;
      await topics.saveFacilitation(about(0, zahra));
      await topics.saveFacilitation(about(1, zahra, { state: 'declined', answeredAt: after(T0, 5) }));
      await topics.saveFacilitation(about(1, noor, { organisation: null }));
      expect(await topics.topicAndAnswer(ids[0]!, zahra, 'facilitator')).toEqual({
        topic: await topics.topic(ids[0]!),
        asked: about(0, zahra),
      });
      expect((await topics.topicAndAnswer(ids[0]!, noor, 'facilitator')).asked).toBeUndefined();
      expect(await topics.turnsOf([zahra], 'facilitator')).toHaveLength(2);
      expect((await topics.partsOf(zahra)).parts).toEqual([{ topic: await topics.topic(ids[0]!), role: 'facilitator', state: 'asked' }]);
      const silent = { state: 'silent', at: after(T0, 9) } as const;
      expect(await topics.moveFacilitation(about(1, zahra), ['asked'], silent)).toBe(false);
      expect(await topics.moveFacilitation(about(0, zahra), ['asked'], silent)).toBe(true);
      expect(await topics.facilitation(ids[0]!, zahra, 'facilitator')).toEqual(about(0, zahra, { state: 'silent', answeredAt: silent.at }));
      await topics.updateTopic(ids[0]!, { state: 'skipped' });
      expect((await topics.turnsOf([zahra], 'facilitator')).map(({ topic }) => topic)).toEqual([ids[1]]);
      await topics.forgetAsked(ids[1]!, 'facilitator');
      expect(await topics.askedAbout(ids[1]!)).toEqual([]);
      expect(await topics.facilitation(ids[1]!, zahra, 'facilitator')).toBeDefined();
    });

    test('have as neighbours those of the topic before and the topic after, also those who are being asked', async () => {
      const { topics, organisations } = store().autocommit;
      const other = await organisations.insert(anOrganisation({ name: 'Other' }));
      await topics.saveFacilitation(about(0, zahra, { state: 'agreed' }));
      await topics.saveFacilitation(about(2, noor, { organisation: other }));
      await topics.saveFacilitation(about(3, zahra, { state: 'declined' }));
      const neighbours = async (index: number) => {
        const topic = await topics.topic(ids[index]!);
        return topic ? (await topics.neighbours(topic)).toSorted((a, b) => a - b) : [];
      };
      expect([await neighbours(0), await neighbours(1), await neighbours(2), await neighbours(3)]).toEqual([
        [],
        [organisation, other],
        [],
        [other],
      ]);
      await topics.updateTopic(ids[1]!, { state: 'skipped' });
      expect(await neighbours(2)).toEqual([organisation]);
      await topics.moveFacilitatingOrganisation(other, organisation);
      expect(await neighbours(3)).toEqual([organisation]);
      const [late] = [await topics.topic(ids[3]!)];
      expect(late && (await topics.beforeLateAnswer(late, zahra, 'facilitator'))).toMatchObject({
        turns: [{ topic: ids[0] }, { topic: ids[3] }],
        neighbours: [organisation],
        isAnotherAsked: false,
      });
    });

    test('take a seat that is free, once', async () => {
      const { topics } = store().autocommit;
      const [id] = ids;
      expect(await topics.takeSeat(id!, 'facilitator', zahra)).toBe(true);
      expect(await topics.takeSeat(id!, 'facilitator', noor)).toBe(false);
      expect(await topics.takeSeat(id!, 'shadow', noor)).toBe(true);
      expect(await topics.topic(id!)).toMatchObject({ facilitator: zahra, shadow: noor });
      expect(await topics.leaveSeat(id!, 'facilitator', noor)).toBe(false);
      expect(await topics.leaveSeat(id!, 'facilitator', zahra)).toBe(true);
      await topics.updateTopic(id!, { state: 'closed' });
      expect(await topics.takeSeat(id!, 'facilitator', zahra)).toBe(false);
    });

    test('let the bot write a prompt once in seven days', async () => {
      const { topics } = store().autocommit;
      const [id] = ids;
      expect(await topics.takePrompt(id!, T0, after(T0, -7 * DAY))).toBe(false);
      await topics.updateTopic(id!, { state: 'open' });
      expect(await topics.takePrompt(id!, T0, after(T0, -7 * DAY))).toBe(true);
      expect(await topics.takePrompt(id!, after(T0, 7 * DAY - 1), after(T0, -1))).toBe(false);
      expect(await topics.takePrompt(id!, after(T0, 7 * DAY), T0)).toBe(true);
    });

    test('are nobody’s own shadow when two rows of one person become one, and leave nothing when they are erased', async () => {
      const { topics } = store().autocommit;
      const [id] = ids;
      await topics.saveFacilitation(about(0, zahra, { state: 'declined', answeredAt: T0 }));
      await topics.saveFacilitation(about(0, noor, { state: 'agreed', answeredAt: T0 }));
      await topics.takeSeat(id!, 'facilitator', noor);
      await topics.takeSeat(id!, 'shadow', zahra);
      await merge(store(), noor, zahra);
      expect(await topics.topic(id!)).toMatchObject({ facilitator: zahra, shadow: null });
      expect(await topics.facilitation(id!, zahra, 'facilitator')).toMatchObject({ state: 'agreed' });
      await erase(store(), zahra);
      expect(await topics.topic(id!)).toMatchObject({ facilitator: null });
      expect(await topics.turnsOf([zahra], 'facilitator')).toEqual([]);
    });
  });
}
