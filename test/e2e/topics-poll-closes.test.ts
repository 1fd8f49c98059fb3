import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/core/access.js';
import type { MemberId } from '../../src/core/ids.js';
import { MINUTE, toLocalDate } from '../../src/core/time.js';
import type { Context } from '../../src/feature-api/index.js';
import { closeByHand, reopen } from '../../src/features/topics/closing/close.js';
import { openTopic } from '../../src/features/topics/discussion/open.js';
import { threadKey } from '../../src/features/topics/keys.js';
import { startPoll } from '../../src/features/topics/marks/poll.js';
import { toMonth } from '../../src/features/topics/rules/month.js';
import type { Topic } from '../../src/features/topics/types.js';
import { runWhatIsDue } from '../support/clock.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';
import { aTopic } from '../support/topic-rows.js';

const CLOSED = 'This poll closed with its topic';

/** A poll on Slack and on Discord, through the real SDKs, until its topic closes and after it opens again. */
describe('a poll in a topic', () => {
  let house: PlatformApp;
  let topic: Topic;
  let organiser: Actor;
  beforeEach(async () => {
    house = await startPlatformApp({ settings: { languages: ['en'] }, before: (discord) => void discord.textChannel('topics') });
    const { autocommit } = house.store;
    const account = { platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' } as const;
    const known = await house.app.contexts.transaction((context) =>
      context.people.resolve(account, async () => ({ name: 'Haneen', isBot: false })),
    );
    const { id, name, language, timezone } = known;
    organiser = { id, name, language, timezone, role: 'organiser', status: 'active' };
    await autocommit.members.update(id, { status: 'active', inductionStep: null, role: 'organiser' });
    const moment = { month: toMonth('2026-12'), plannedDate: toLocalDate('2026-12-06'), sector: null };
    const number = await autocommit.topics.insertTopic(aTopic(house.clock.now(), { ...moment, state: 'planned' }));
    const planned = (await autocommit.topics.topic(number)) as Topic;
    topic = (await inTransaction((context) => openTopic(context, planned))) as Topic;
    const poll = { question: 'When do we meet?', options: 'Monday\nTuesday', answers: 'one', names: 'hidden' } as const;
    await inTransaction((context) => startPoll(context, organiser, { topic: topic.id, poll, language: 'en' }));
    await runFor(MINUTE);
  }, 60_000);
  afterEach(() => house.close());

  const inTransaction = <T>(work: (context: Context) => Promise<T>): Promise<T> => house.app.contexts.transaction(work);
  const runFor = (ms: number) => runWhatIsDue(house.clock, ms, { run: () => house.settle(), nextDue: () => house.app.runner.nextDue() });
  const place = async () => {
    const thread = await house.app.contexts.autocommit.conversations.find(threadKey(topic.id), 'discord');
    return house.discord.channel(thread?.id ?? '');
  };
  const isPoll = (text: string) => text.includes('When do we meet?');
  const onSlack = () => house.slack.messages.filter(({ blocks }) => isPoll(visibleText(blocks)));
  const onDiscord = async () => house.dilan.sees(await place()).filter((message) => isPoll(house.discord.words(message)));
  /** What the poll shows in each place. */
  const shown = async () => [...onSlack().map(({ blocks }) => visibleText(blocks)), ...(await onDiscord()).map(house.discord.words)];
  const buttons = async () => [JSON.stringify(onSlack()), JSON.stringify(await onDiscord())].map((text) => text.includes('topics:vote:'));
  const votes = async (): Promise<readonly MemberId[]> => {
    const [poll] = await house.store.autocommit.topics.pollsOf(topic.id);
    return poll ? (await house.store.autocommit.topics.votesOf(poll.id)).map(({ member }) => member) : [];
  };

  it('can be answered until the topic closes, then shows its result, and can be answered when the topic is open again', async () => {
    const [slackPoll] = onSlack();
    const [discordPoll] = await onDiscord();
    if (!slackPoll || !discordPoll) throw new Error('no poll');
    const old = { ...slackPoll };
    await house.haneen.click(slackPoll, 'Tuesday');
    await expect.poll(votes, { timeout: 5_000 }).toEqual([organiser.id]);
    await runFor(MINUTE);
    expect(await buttons()).toEqual([true, true]);

    await inTransaction((context) => closeByHand(context, organiser, topic.id));
    await runFor(5 * MINUTE);
    for (const text of await shown()) {
      expect(text).toContain('This poll is closed.');
      expect(text).toMatch(/Tuesday\W+1 vote/);
    }
    expect(await shown()).toHaveLength(2);
    expect(await buttons()).toEqual([false, false]);
    expect(await place()).toMatchObject({ archived: true, locked: true });

    // Whoever still has the buttons before their eyes learns that it is over.
    await house.haneen.click(old, 'Monday');
    await house.slack.until(
      () => house.slack.messages.some(({ blocks, onlyFor }) => onlyFor && visibleText(blocks).includes(CLOSED)),
      CLOSED,
    );
    expect(await votes()).toEqual([organiser.id]);

    await inTransaction((context) => reopen(context, organiser, topic.id));
    await runFor(5 * MINUTE);
    expect(await buttons()).toEqual([true, true]);
    expect((await shown()).join()).not.toContain('This poll is closed.');
    const [again] = await onDiscord();
    if (!again) throw new Error('no poll on Discord');
    house.dilan.press(again, /topics:vote:[^"\\]+/.exec(JSON.stringify(again.message.components))?.[0] ?? '');
    await expect.poll(async () => (await votes()).length, { timeout: 5_000 }).toBe(2);
    await runFor(MINUTE);
    for (const text of await shown()) expect(text).toMatch(/Monday\W+1 vote/);
  }, 60_000);
});
