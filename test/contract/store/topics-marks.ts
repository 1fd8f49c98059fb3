import { expect, test } from 'vitest';
import { after, DAY } from '../../../src/core/time.js';
import { eraseDiscussions } from '../../../src/features/topics/store/index.js';
import type { MessageRef } from '../../../src/ports/chat.js';
import type { TestStore } from '../../support/store.js';
import { aTopic } from '../../support/topics-marks.js';
import { aMember, T0 } from './samples.js';

/** Marks, reports, polls and what members follow. */
export function describeTopicMarks(store: () => TestStore): void {
  test('marks, news and messages of topics are found alike', async () => {
    const { members, topics, deliveries, tx } = store().autocommit;
    const [zahra, noor] = [await members.insert(aMember()), await members.insert(aMember({ name: 'Noor' }))];
    const topic = await topics.insertTopic(aTopic(T0));
    await topics.updateTopic(topic, { openedAt: after(T0, -30 * DAY) });
    const message: MessageRef = { conversation: { platform: 'web', space: 't', id: 'c#1', kind: 'thread' }, id: '7' };
    const about = { organisation: null, language: 'en', shared: true, words: 'w', isQuestion: false } as const;
    const id = await topics.insertContribution({ topic, member: zahra, message, writtenAt: T0, ...about });
    if (id === undefined) throw new Error('it is known');
    for (const mark of ['lesson', 'lesson', 'challenge'] as const) await topics.addMark(id, noor, mark, T0);
    expect(await topics.markedContributions(topic)).toMatchObject([{ id, marks: { lesson: 1, challenge: 1, recommendation: 0 } }]);
    expect(await tx.find(topics.markedWithoutAnswer(zahra))).toMatchObject({ topic, markedAt: T0, askedAt: null });
    expect([await topics.addReport(id, noor, T0), await topics.addReport(id, noor, T0)]).toEqual([true, false]);
    for (const [member, found] of [
      [zahra, [id]],
      [noor, []],
    ] as const) {
      expect(await topics.reportsNaming(member)).toEqual(found);
    }
    expect((await topics.reportsOf(id)).counts).toEqual({ open: 1, hidden: 0, kept: 0 });

    const week = { from: after(T0, -DAY), to: after(T0, 1) };
    for (const member of [zahra, noor]) {
      await topics.setDigest(member, true, T0);
      await topics.saveSectors(member, ['protection'], T0);
    }
    expect(await topics.digestReaders(week)).toEqual([noor]);
    expect(await topics.newsFor(noor, week, 5)).toMatchObject([{ topic: { id: topic }, written: [{ id }] }]);
    expect(await topics.newsFor(zahra, week, 5)).toEqual([]);
    await topics.setFollows(topic, noor, false, T0);
    expect(await topics.digestReaders(week)).toEqual([]);

    const to = { to: 'thread', thread: 'topics:1', of: 'topics', title: 'T' } as const;
    await deliveries.plan({ key: 'long', kind: 'k', args: {}, to, dueAt: T0 });
    const long = await deliveries.find('long');
    if (long) await deliveries.update(long.id, { message: { ...message, id: '70,71' } });
    expect(await deliveries.keyOfMessage('topics:1', { ...message, id: '71' })).toBe('long');
    expect(await deliveries.keyOfMessage('topics:1', { ...message, id: '7' })).toBeUndefined();
    expect(await deliveries.keyOfMessage('topics:2', { ...message, id: '71' })).toBeUndefined();

    const poll = await topics.insertPoll({
      topic,
      member: zahra,
      language: 'en',
      question: 'q',
      options: ['a', 'b'],
      multiple: true,
      anonymous: true,
      openedAt: T0,
    });
    await topics.saveVote(poll, noor, [0, 1]);
    await topics.saveVote(poll, noor, [1]);
    expect(await topics.votesOf(poll)).toEqual([{ member: noor, choice: 1 }]);
    expect(await topics.openPollsWith(noor)).toEqual([poll]);
    expect(await topics.pollsNaming(noor)).toEqual([]);
    const named = { topic, member: zahra, language: 'en', question: 'q', options: ['a', 'b'], multiple: false, openedAt: T0 } as const;
    const other = await topics.insertPoll({ ...named, anonymous: false });
    await topics.saveVote(other, noor, [0]);
    expect([await topics.pollsNaming(noor), await topics.pollsNaming(zahra)]).toEqual([[other], []]);
    expect(await topics.pollsOfOneself(zahra)).toEqual([]);
    await topics.setVotesPresent(noor, false);
    expect(await topics.votesOf(poll)).toEqual([]);

    const later = { ...message, id: '8' };
    const newer = await topics.insertContribution({ topic, member: noor, message: later, writtenAt: after(T0, 1), ...about });
    expect((await topics.recentContributions(topic, 5)).map((one) => one.id)).toEqual([newer, id]);
    expect(await topics.hide(id, { by: noor, reason: 'insult', words: 'In two\nlines', at: T0 })).toBe(true);
    expect(await topics.reportsNaming(noor)).toEqual([id]);
    expect((await topics.reportsOf(id)).why).toEqual({ reason: 'insult', words: 'In two\nlines' });
    expect((await topics.recentContributions(topic, 5)).map((one) => one.id)).toEqual([newer]);
    await eraseDiscussions(store().engines.autocommit.tx, zahra);
    expect((await topics.reportsOf(id)).why).toEqual({ reason: 'insult', words: '' });
  });
}
