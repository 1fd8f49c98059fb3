import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, HOUR, latest, MINUTE, SECOND, toLocalDate } from '../../src/core/time.js';
import { answerSharing } from '../../src/features/topics/discussion/consent.js';
import { planCopies } from '../../src/features/topics/discussion/copies.js';
import { openTopic } from '../../src/features/topics/discussion/open.js';
import { threadKey } from '../../src/features/topics/keys.js';
import { toMonth } from '../../src/features/topics/rules/month.js';
import { topicsStore } from '../../src/features/topics/store/index.js';
import type { Topic, TopicId } from '../../src/features/topics/types.js';
import { createMemoryPace } from '../../src/pace/memory.js';
import type { Platform } from '../../src/ports/chat.js';
import { runWhatIsDue, type TestClock } from '../support/clock.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';
import { aMember } from '../support/records.js';
import { visibleText } from '../support/slack/index.js';
import { aTopic } from '../support/topic-rows.js';

const COPIES = 112;

/** Somebody who wrote much takes it back, where the platforms allow no more than they do. */
describe('consent withdrawn', () => {
  let house: PlatformApp;
  let clock: TestClock | undefined;
  let topic: Topic;
  let writer: MemberId;
  /** Whoever waits for a slot lets the time pass for all. */
  const pass = async (ms: number): Promise<void> => {
    if (!clock) return;
    const until = after(clock.now(), ms);
    clock.set(latest(until, clock.now()));
  };
  beforeEach(async () => {
    house = await startPlatformApp({
      settings: { topics: { mirroring: true } },
      before: (discord) => void discord.textChannel('topics'),
      slackLimits: true,
      pace: { create: (now) => createMemoryPace({ now }), sleep: pass },
    });
    clock = house.clock;
    writer = await house.store.autocommit.members.insert(aMember({ name: 'Zainab' }));
    await house.app.contexts.transaction((context) => answerSharing(context, { id: writer }, 'name'));
    const moment = { month: toMonth('2026-12'), plannedDate: toLocalDate('2026-12-06'), sector: null };
    const id: TopicId = await house.store.autocommit.topics.insertTopic(aTopic(house.clock.now(), { ...moment, state: 'planned' }));
    const planned = (await house.store.autocommit.topics.topic(id)) as Topic;
    topic = (await house.app.contexts.transaction((context) => openTopic(context, planned))) as Topic;
    await runFor(MINUTE);
  }, 60_000);
  afterEach(() => house.close());

  const runFor = (ms: number) => runWhatIsDue(house.clock, ms, { run: () => house.settle(), nextDue: () => house.app.runner.nextDue() });
  /** Writes on one platform, and lets the copies reach the other. */
  const write = async (on: Platform) => {
    const conversation = await house.app.contexts.autocommit.conversations.find(threadKey(topic.id), on);
    if (!conversation) throw new Error(`no thread on ${on}`);
    await house.app.contexts.transaction(async (context) => {
      for (let index = 0; index < COPIES; index += 1) {
        const words = { shared: true, words: `Words ${index}.`, isQuestion: false, writtenAt: context.now } as const;
        const message = { conversation, id: `m${index}` };
        const who = { topic: topic.id, member: writer, organisation: null, language: 'en' } as const;
        const id = await topicsStore(context.tx).insertContribution({ ...who, ...words, message });
        if (id !== undefined) await planCopies(context, topic, id, on);
      }
    });
    await runFor(15 * MINUTE);
  };
  const onSlack = () => house.slack.messages.map((message) => visibleText(message)).filter((text) => /Words \d+\./.test(text));
  const onDiscord = () =>
    [...house.discord.world.channels.values()].flatMap((channel) =>
      house.dilan
        .sees(channel)
        .map((message) => house.discord.words(message))
        .filter((text) => /Words \d+\\?\./.test(text)),
    );
  const withdraw = () => house.app.contexts.transaction((context) => answerSharing(context, { id: writer }, 'no'));

  it('can be read no more on Slack within a minute for a hundred copies, the newest first', async () => {
    await write('discord');
    expect(onSlack()).toHaveLength(COPIES);
    await withdraw();
    await runFor(55 * SECOND);
    const left = onSlack();
    expect(left).toHaveLength(COPIES - 100);
    expect(left.join()).not.toContain(`Words ${COPIES - 100}.`);
    await runFor(5 * MINUTE);
    expect(onSlack()).toEqual([]);
    expect(house.slack.messages.filter((message) => visibleText(message).includes('has been removed'))).toEqual([]);
    expect(house.slack.calls.filter(({ method, error }) => /chat\.(?:delete|update)/.test(method) && error !== undefined)).toEqual([]);
  }, 300_000);

  it('is gone from Slack in the end although the process ends and Slack is away for half a day on the way', async () => {
    await write('discord');
    await withdraw();
    await runFor(20 * SECOND);
    house.slack.fail('chat.delete', { type: 'status', status: 503 }, 15 * COPIES);
    await house.restart();
    const standing = () => house.slack.messages.filter((message) => visibleText(message).includes('has been removed')).length;
    await runFor(3 * HOUR);
    expect([onSlack(), standing() > 0]).toEqual([[], true]);
    await runFor(DAY);
    expect([onSlack(), standing()]).toEqual([[], 0]);
  }, 300_000);

  it('is gone from Discord within a minute', async () => {
    await write('slack');
    // Discord’s fake counts on the machine’s clock, as its SDK waits: a second of Discord’s in little of ours.
    house.discord.limit({ deletions: { limit: 5, windowMs: 20 } });
    expect(onDiscord()).toHaveLength(COPIES);
    await withdraw();
    await runFor(55 * SECOND);
    expect(onDiscord()).toEqual([]);
  }, 300_000);
});
