import { beforeEach, describe, expect, test } from 'vitest';
import { type MemberId, toId } from '../../../src/core/ids.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { everythingOf } from '../../../src/features/topics/store/index.js';
import type { RecommendationId, TopicId } from '../../../src/features/topics/types.js';
import { approvePlan, aTopic, consent, contribute, hide, mark } from '../../support/closing-rows.js';
import { erase, merge } from '../../support/one-person.js';
import { anOrganisation } from '../../support/records.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

/** Closing summaries, recommendations, and what is read of a thread then. */
export function describeTopicsClosing(store: () => TestStore): void {
  describe('the closing of topics', () => {
    let zahra: MemberId;
    let noor: MemberId;
    let id: TopicId;
    const text = { language: 'ar', lessons: ['درس', '@x'], challenges: [], resources: ['https://example.org'], translations: {} } as const;
    beforeEach(async () => {
      const { members, topics } = store().autocommit;
      zahra = await members.insert(aMember());
      noor = await members.insert(aMember({ name: 'Noor', joinedAt: after(T0, 1) }));
      id = await topics.insertTopic(aTopic(T0, { state: 'open' }));
    });
    const ask = (asked: MemberId | null, at = T0) => store().autocommit.topics.askSummary(id, { asked, at, language: 'en' });

    test('happens once, and is undone once', async () => {
      const { topics } = store().autocommit;
      expect(await topics.setReopened(id, after(T0, 1))).toBe(false);
      expect(await topics.setClosed(id, after(T0, 5))).toBe(true);
      expect(await topics.setClosed(id, after(T0, 6))).toBe(false);
      expect(await topics.topic(id)).toMatchObject({ state: 'closed', closedAt: after(T0, 5) });
      expect(await topics.setReopened(id, after(T0, 9))).toBe(true);
      expect(await topics.topic(id)).toMatchObject({ state: 'open', closedAt: null, closesAt: after(T0, 9) });
    });

    test('asks for a summary, which is saved in the version that was read and stays when it is asked for anew', async () => {
      const { topics } = store().autocommit;
      expect((await topics.topicRecord(id))?.summary).toBeUndefined();
      await ask(zahra);
      await topics.setClosed(id, T0);
      expect(await topics.summary(id)).toMatchObject({ state: 'asked', asked: zahra, version: 1, lessons: [], writtenAt: null });
      expect((await topics.summariesAskedOf(zahra)).map((topic) => topic.id)).toEqual([id]);
      expect((await topics.missingSummaries(after(T0, 1))).map((topic) => topic.id)).toEqual([id]);
      expect(await topics.missingSummaries(T0)).toEqual([]);
      expect(await topics.saveSummary(id, text, 1)).toBe(true);
      expect(await topics.saveSummary(id, { ...text, lessons: [] }, 1)).toBe(false);
      const translations = { en: { lessons: ['A lesson'], challenges: [], recommendations: { '7': 'Do it' } } };
      expect(await topics.saveSummary(id, { ...text, translations }, 2)).toBe(true);
      expect((await topics.summary(id))?.translations).toEqual(translations);
      await topics.forgetTranslations(id);
      expect((await topics.summary(id))?.translations).toEqual({});
      await topics.setWritten(id, { by: noor, at: after(T0, 7) });
      expect(await topics.missingSummaries(after(T0, DAY))).toEqual([]);
      await ask(null, after(T0, 9));
      expect(await topics.summary(id)).toEqual({
        ...text,
        topic: id,
        state: 'asked',
        version: 3,
        asked: null,
        askedAt: after(T0, 9),
        writtenBy: noor,
        writtenAt: after(T0, 7),
      });
    });

    test('keeps recommendations in their order, with what became of them', async () => {
      const { topics } = store().autocommit;
      const reviewOn = toLocalDate('2027-03-01');
      const [second, first] = [
        await topics.insertRecommendation(id, 2, { words: 'two', responsible: 'We', reviewOn: null }),
        await topics.insertRecommendation(id, 1, { words: 'one', responsible: 'Reed House', reviewOn }),
      ];
      await topics.updateRecommendation(first, { outcome: 'partly', outcomeWords: 'half', reviewedAt: T0 });
      await topics.updateTopic(id, { openedAt: T0 });
      const record = await topics.topicRecord(id);
      expect(record?.recommendations.map((one) => one.id)).toEqual([first, second]);
      expect(await topics.recommendationsOf({ from: T0, to: after(T0, 1) })).toMatchObject([
        { words: 'one', responsible: 'Reed House', reviewOn, outcome: 'partly', outcomeWords: 'half', reviewedAt: T0 },
        { words: 'two', reviewOn: null, outcome: null },
      ]);
      expect(await topics.recommendationsOf({ from: after(T0, 1), to: after(T0, 2) })).toEqual([]);
      await topics.removeRecommendation(first);
      expect(await topics.recommendation(first)).toBeUndefined();
    });

    test('lists all topics but skipped ones and those of a plan that is not approved, the last opening first, with their summaries', async () => {
      const { topics } = store().autocommit;
      const later = await topics.insertTopic(aTopic(after(T0, DAY)));
      await topics.insertTopic(aTopic(T0, { state: 'skipped' }));
      await ask(zahra);
      const listed = async () => (await topics.topicRecords()).map(({ topic, summary }) => [topic.id, summary?.asked]);
      expect(await listed()).toEqual([[id, zahra]]);
      expect(await topics.isListed(later)).toBe(false);
      await approvePlan(store(), '2026-11');
      expect((await topics.listedTopics(['planned'])).map((topic) => topic.id)).toEqual([later]);
      expect(await listed()).toEqual([
        [later, undefined],
        [id, zahra],
      ]);
    });

    test('reads a thread without what is hidden, with what its authors allow now and what was marked', async () => {
      const { topics, organisations } = store().autocommit;
      const organisation = await organisations.insert(anOrganisation());
      const [first, second, hidden] = [
        await contribute(store(), { topic: id, member: zahra, words: 'one', at: T0, organisation }),
        await contribute(store(), { topic: id, member: noor, words: 'two', at: after(T0, 1), shared: false }),
        await contribute(store(), { topic: id, member: zahra, words: 'three', at: after(T0, 2) }),
      ];
      await hide(store(), hidden);
      for (const member of [zahra, noor]) await mark(store(), first, member, 'lesson');
      await consent(store(), zahra, { share: 'yes', credit: 'name' });
      await consent(store(), noor, { share: 'no', credit: 'name' });
      expect(await topics.thread(id)).toMatchObject([
        { id: first, share: 'yes', credit: 'name', marks: ['lesson'], words: 'one' },
        { id: second, share: 'no', marks: [], words: null },
      ]);
      expect(await topics.thanked(id)).toEqual([{ member: zahra, organisation, credit: 'name' }]);
      expect(await topics.summariesThanking(zahra)).toEqual([]);
      await ask(null);
      await topics.setClosed(id, T0);
      await topics.setWritten(id, { by: noor, at: T0 });
      expect((await topics.summariesThanking(zahra)).map((topic) => topic.id)).toEqual([id]);
    });

    test('names one person after a merge, and nobody after an erasure', async () => {
      const { topics } = store().autocommit;
      await ask(noor);
      await topics.setClosed(id, T0);
      await topics.saveSummary(id, text, 1);
      await topics.setWritten(id, { by: noor, at: T0 });
      const recommendation = { id: toId<RecommendationId>(9), words: 'w', responsible: 'r', reviewOn: toLocalDate('2027-03-01') };
      const recommendations = [{ ...recommendation, outcome: 'done', outcomeWords: null } as const];
      const kept = { ...text, lessons: ['before'], writtenBy: noor, writtenAt: T0, recommendations };
      await topics.keepSummary(id, kept);
      expect((await topics.topicRecord(id))?.earlier).toEqual([kept]);
      await merge(store(), noor, zahra);
      expect(await everythingOf(store().engines.autocommit.tx, zahra)).toMatchObject({
        summaries: [{ lessons: ['before'], about: { language: expect.any(String) } }, { lessons: text.lessons }],
      });
      await erase(store(), zahra);
      expect(await topics.summary(id)).toMatchObject({ writtenBy: null, lessons: text.lessons });
      expect((await topics.topicRecords())[0]?.earlier).toEqual([{ ...kept, writtenBy: null }]);
    });
  });
}
