import { beforeEach, describe, expect, test } from 'vitest';
import type { MemberId } from '../../../src/core/ids.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import { everythingOf } from '../../../src/features/topics/store/index.js';
import type { TopicsTables } from '../../../src/features/topics/store/tables.js';
import type { ContributionId, TopicId } from '../../../src/features/topics/types.js';
import { merge } from '../../support/one-person.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aTopic } from '../../support/topic-rows.js';
import { aMember, T0 } from './samples.js';

const thread = { platform: 'slack', space: 'T', id: 'C1:1', kind: 'thread' } as const;
const file = { name: 'wells.csv', mediaType: 'text/csv', bytes: new Uint8Array([0, 255, 10]) };
const stored = { name: 'map.pdf', mediaType: 'application/pdf', size: 3, blob: 'a'.repeat(64) };
const named = { name: 'wells.csv', mediaType: 'text/csv', size: 3 };

/** Open topics, and what their members allow to be copied. */
export function describeDiscussions(store: () => TestStore): void {
  describe('discussions of topics', () => {
    let zahra: MemberId;
    let noor: MemberId;
    let topic: TopicId;
    const topics = () => store().autocommit.topics;
    beforeEach(async () => {
      const { members } = store().autocommit;
      zahra = await members.insert(aMember());
      noor = await members.insert(aMember({ name: 'Noor' }));
      topic = await topics().insertTopic(
        aTopic(T0, {
          month: toMonth('2026-12'),
          plannedDate: toLocalDate('2026-12-06'),
          origin: 'urgent',
          sector: null,
          texts: { en: { title: 'Water', question: 'Who?' } },
        }),
      );
    });
    const write = async (message: string, member = zahra): Promise<ContributionId> => {
      const id = await topics().insertContribution({
        topic,
        member,
        organisation: null,
        language: 'en',
        message: { conversation: thread, id: message },
        shared: true,
        words: 'some words',
        writtenAt: T0,
        isQuestion: false,
      });
      if (id === undefined) throw new Error('it is known');
      return id;
    };

    /** As an earlier version of the program kept bytes. */
    const keptBefore = async (id: ContributionId) => {
      const { tx } = store().autocommit;
      const { name, mediaType, bytes } = file;
      const row = { community_id: tx.community, contribution_id: id, position: 0, name, media_type: mediaType, bytes };
      await tx.db.withTables<Pick<TopicsTables, 'topic_files'>>().insertInto('topic_files').values(row).execute();
    };

    test('open once, and remember the last word', async () => {
      expect(await topics().lastOpening()).toBeUndefined();
      const moments = { openedAt: T0, closesAt: after(T0, DAY) };
      expect(await topics().openTopic(topic, moments)).toBe(true);
      expect(await topics().openTopic(topic, { ...moments, openedAt: after(T0, 5) })).toBe(false);
      expect(await topics().lastOpening()).toBe(T0);
      for (const at of [after(T0, 9), after(T0, 3)]) await topics().noteWritten(topic, at);
      expect(await topics().topic(topic)).toMatchObject({ state: 'open', ...moments, lastWrittenAt: after(T0, 9), version: 2 });
    });

    test('remember what a member allows, and ask once', async () => {
      expect(await topics().consentOf(zahra)).toBeUndefined();
      expect(await topics().askConsent(zahra)).toBe(true);
      expect(await topics().askConsent(zahra)).toBe(false);
      await topics().noteConsentAsked(zahra, T0);
      const asked = { member: zahra, share: null, credit: 'name', stopped: false, askedAt: T0, answeredAt: null } as const;
      expect(await topics().consentOf(zahra)).toEqual(asked);
      const answered = { ...asked, share: 'yes', credit: 'organisation', stopped: true, answeredAt: after(T0, 1) } as const;
      await topics().saveConsent(answered);
      await topics().askConsent(zahra);
      expect(await topics().consentOf(zahra)).toEqual(answered);
      await topics().saveConsent({ ...asked, member: noor, share: 'no' });
      await merge(store(), noor, zahra);
      expect(await topics().consentOf(zahra)).toMatchObject({ share: 'no', credit: 'organisation', stopped: true });
    });

    test('are followed by who writes, unless they stopped', async () => {
      const follows = async () =>
        store()
          .autocommit.tx.db.withTables<{ topic_follows: { member_id: MemberId; follows: number } }>()
          .selectFrom('topic_follows')
          .select(['member_id', 'follows'])
          .orderBy('member_id')
          .execute();
      await topics().followByPart(topic, zahra, T0);
      await topics().setFollows(topic, noor, false, T0);
      await topics().followByPart(topic, noor, T0);
      expect((await follows()).map((row) => row.follows)).toEqual([1, 0]);
    });

    test('change with edits, and lose words and files with a deletion or a withdrawal', async () => {
      const [first, second, third] = [await write('1'), await write('2'), await write('3', noor)];
      await topics().changeContribution(first, { words: 'others?', isQuestion: true, editedAt: after(T0, 4), files: [named] });
      await keptBefore(first);
      expect(await topics().contribution(first)).toMatchObject({ words: 'others?', isQuestion: true, editedAt: after(T0, 4) });
      const { named: names, attached } = await topics().filesOf(first);
      expect([names, attached.map(({ bytes }) => [...bytes])]).toEqual([[named], [[0, 255, 10]]]);
      expect(await topics().filesOf(second)).toEqual({ named: [], attached: [] });
      expect(await topics().sharing(zahra)).toEqual({ consent: undefined, shared: [first, second], kept: [] });
      expect(await topics().sharedWords(zahra)).toEqual(['others?', 'some words']);
      await topics().noteDeleted(first, after(T0, 6));
      expect(await topics().contribution(first)).toMatchObject({ words: null, shared: false, deletedAt: after(T0, 6) });
      expect(await topics().filesOf(first)).toEqual({ named: [], attached: [] });
      await topics().changeContribution(second, { files: [named, stored] });
      expect(await topics().keptFiles([first, second, third])).toEqual([{ id: second, files: [named, stored] }]);
      expect((await topics().sharing(zahra)).kept).toEqual([{ id: second, files: [named, stored] }]);
      await topics().forgetWords([second]);
      expect(await topics().keptFiles([second])).toEqual([]);
      expect((await topics().sharing(zahra)).shared).toEqual([]);
      expect(await topics().contribution(third)).toMatchObject({ words: 'some words' });
      expect((await everythingOf(store().autocommit.tx, zahra)).discussed.contributions).toMatchObject([
        { deletedAt: after(T0, 6) },
        { words: null },
      ]);
    });

    test('lose their words long after they were closed, and bytes soon', async () => {
      const id = await write('1');
      await topics().changeContribution(id, { files: [named] });
      await keptBefore(id);
      await topics().eraseFilesBefore(T0);
      expect((await topics().filesOf(id)).attached).toHaveLength(1);
      await topics().eraseFilesBefore(after(T0, 1));
      const other = await write('2');
      await topics().changeContribution(other, { files: [stored] });
      expect(await topics().keptFilesBefore(T0)).toEqual([]);
      expect(await topics().keptFilesBefore(after(T0, 1))).toEqual([{ id: other, files: [stored] }]);
      expect(await topics().filesOf(id)).toEqual({ named: [named], attached: [] });
      await topics().eraseWordsClosedBefore(after(T0, DAY));
      await topics().updateTopic(topic, { state: 'closed', closedAt: T0 });
      await topics().eraseWordsClosedBefore(T0);
      expect(await topics().contribution(id)).toMatchObject({ words: 'some words' });
      await topics().eraseWordsClosedBefore(after(T0, 1));
      expect(await topics().contribution(id)).toMatchObject({ words: null, shared: true });
    });

    test('name those who proposed them, and of merged proposals all', async () => {
      const { organisations } = store().autocommit;
      await organisations.insert(anOrganisation());
      const text = { title: 't', question: 'q', why: '', sector: 'protection', language: 'en', resources: [] } as const;
      const [one, two] = [
        await topics().insert(text, { anonymous: false, at: T0 }),
        await topics().insert(text, { anonymous: false, at: T0 }),
      ];
      await topics().addProposer(one, zahra, { anonymous: false, key: crypto.randomUUID() });
      await topics().addProposer(two, noor, { anonymous: false, key: crypto.randomUUID() });
      const found = await topics().find(one);
      if (found) await topics().mergeInto(found, two);
      expect(await topics().namedProposers(two)).toEqual([zahra, noor]);
      expect(await topics().namedProposers(one)).toEqual([zahra]);
      const topic = await topics().insertTopic(aTopic(T0, { proposal: two }));
      const naming = async () => [await topics().openingsNaming(zahra), await topics().openingsNaming(noor)];
      expect(await naming()).toEqual([[], []]);
      await topics().updateTopic(topic, { state: 'open', openedAt: T0 });
      expect(await naming()).toEqual([[topic], [topic]]);
      const led = await topics().insertTopic(aTopic(T0));
      await topics().updateTopic(led, { state: 'closed', openedAt: T0, closedAt: T0, facilitator: noor });
      expect(await naming()).toEqual([[topic], [topic, led]]);
    });
  });
}
