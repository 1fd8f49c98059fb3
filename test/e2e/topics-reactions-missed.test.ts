import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { DAY, MINUTE, toLocalDate } from '../../src/core/time.js';
import { answerSharing } from '../../src/features/topics/discussion/consent.js';
import { openTopic } from '../../src/features/topics/discussion/open.js';
import { copyKey, threadKey } from '../../src/features/topics/keys.js';
import { toMonth } from '../../src/features/topics/rules/month.js';
import type { ContributionId, Topic } from '../../src/features/topics/types.js';
import type { Platform } from '../../src/ports/chat.js';
import { activeMember } from '../support/active-member.js';
import { runWhatIsDue } from '../support/clock.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';
import { createThreadActs } from '../support/slack/thread-acts.js';
import { aTopic } from '../support/topic-rows.js';

const BULB = { id: null, name: '💡' };
const PIN = { id: null, name: '📌' };

/** Marks by reactions, through the real SDKs, where the bot does not hear all of them. */
describe('reactions on what was known before an outage', () => {
  let house: PlatformApp;
  let topic: Topic;
  let warda: PlatformApp['dilan'];
  const members = new Map<string, MemberId>();
  beforeEach(async () => {
    house = await startPlatformApp({
      settings: { topics: { mirroring: true, markByReaction: true } },
      slackReactions: true,
      before(discord) {
        discord.world.privileged.content = true;
        discord.textChannel('topics');
      },
    });
    await house.app.needs.look();
    const { autocommit } = house.store;
    warda = house.discord.person('Warda');
    for (const [name, account] of [
      ['Warda', { platform: 'discord', space: house.discord.world.guild.id, user: warda.id }],
      ['Haneen', { platform: 'slack', space: house.slack.team, user: 'U0HANEEN1' }],
      ['Dilan', { platform: 'discord', space: house.discord.world.guild.id, user: house.dilan.id }],
    ] as const) {
      const id = await activeMember(house.store, name, account);
      members.set(name, id);
      await house.app.contexts.transaction((context) => answerSharing(context, { id }, 'name'));
    }
    const moment = { month: toMonth('2026-12'), plannedDate: toLocalDate('2026-12-06'), sector: null };
    const id = await autocommit.topics.insertTopic(aTopic(house.clock.now(), { ...moment, state: 'planned' }));
    const planned = (await autocommit.topics.topic(id)) as Topic;
    topic = (await house.app.contexts.transaction((context) => openTopic(context, planned))) as Topic;
    await runFor(MINUTE);
  }, 60_000);
  afterEach(() => house.close());

  const runFor = (ms: number) => runWhatIsDue(house.clock, ms, { run: () => house.settle(), nextDue: () => house.app.runner.nextDue() });
  const contributions = () => house.store.autocommit.topics.contributionsOf(topic.id);
  const threadOn = async (platform: Platform) => {
    const thread = await house.app.contexts.autocommit.conversations.find(threadKey(topic.id), platform);
    if (!thread) throw new Error(`no thread on ${platform}`);
    return thread;
  };
  /** Who marked what, as `Haneen: lesson`. */
  const marks = async (id: ContributionId): Promise<readonly string[]> => {
    const nameOf = (member: MemberId) => [...members].find(([, each]) => each === member)?.[0] ?? '';
    const found = await house.store.autocommit.topics.marksOf(id);
    return found.map(({ member, mark }) => `${nameOf(member)}: ${mark}`).toSorted();
  };
  const marked = (id: ContributionId, expected: readonly string[]) => expect.poll(() => marks(id), { timeout: 10_000 }).toEqual(expected);
  const onSlack = () => createThreadActs(house.slack, 'U0HANEEN1');
  const unheard = async (work: Promise<unknown>) => expect(work).rejects.toThrow('dispatch_failed');

  it('are compared when the bot is back, on posts and on their copies, each told once', async () => {
    const [channel = '', ts = ''] = (await threadOn('slack')).id.split(':');
    const place = house.discord.channel((await threadOn('discord')).id);
    const wells = await onSlack().write({ channel, ts }, 'We test the wells.');
    const asked = house.dilan.say(place, 'Who pays for it?');
    await expect.poll(async () => (await contributions()).length, { timeout: 5_000 }).toBe(2);
    await runFor(MINUTE);
    const found = await contributions();
    const idOn = (platform: Platform) => {
      const one = found.find(({ message }) => message.conversation.platform === platform);
      if (!one) throw new Error(`nothing from ${platform}`);
      return one.id;
    };
    const [first, second] = [idOn('slack'), idOn('discord')];
    const copyOf = async (id: ContributionId, platform: Platform) =>
      (await house.store.autocommit.deliveries.find(copyKey(id, platform)))?.message?.id.split(/[,+]/)[0] ?? '';
    const copyOnSlack = house.slack.messages.find(
      (message) => message.ts === '' || (wells.ts !== message.ts && message.thread === ts && message.byBot),
    );
    if (!copyOnSlack) throw new Error('no copy on Slack');
    expect(copyOnSlack.ts).toBe(await copyOf(second, 'slack'));
    const copyOnDiscord = await copyOf(first, 'discord');
    const shown = () => {
      const message = house.dilan.sees(place).find(({ message: { id } }) => id === copyOnDiscord);
      if (!message) throw new Error('no copy on Discord');
      return message;
    };

    await onSlack().react(copyOnSlack, 'bulb');
    house.dilan.react(asked, PIN);
    await marked(second, ['Dilan: recommendation', 'Haneen: lesson']);
    // A mark by a button has no reaction, and is no reaction that was taken away.
    const dilan = members.get('Dilan');
    if (dilan === undefined) throw new Error('no Dilan');
    await house.store.autocommit.topics.addMark(first, dilan, 'challenge', house.clock.now());

    await house.away(async () => {
      house.clock.advance(DAY);
      await unheard(onSlack().unreact(copyOnSlack, 'bulb'));
      await unheard(onSlack().react(copyOnSlack, 'construction'));
      await unheard(onSlack().react(wells, 'bulb'));
      await unheard(onSlack().react(wells, 'thumbsup'));
      house.dilan.unreact(asked, PIN);
      house.dilan.react(shown(), BULB);
    });
    await marked(first, ['Dilan: challenge', 'Dilan: lesson', 'Haneen: lesson']);
    await marked(second, ['Haneen: challenge']);

    // What is taken back by a button stays taken back, although the reaction stands.
    const haneen = members.get('Haneen');
    if (haneen === undefined) throw new Error('no Haneen');
    await house.store.autocommit.topics.removeMark(first, haneen, 'lesson');
    const other = await onSlack().write({ channel, ts }, 'Another one.');
    await house.away(async () => {
      house.clock.advance(DAY);
      await unheard(onSlack().react(other, 'pushpin'));
      house.dilan.react(asked, BULB);
    });
    await marked(second, ['Dilan: lesson', 'Haneen: challenge']);
    const third = (await contributions()).find(({ words }) => words === 'Another one.');
    await marked(third?.id ?? first, ['Haneen: recommendation']);
    await marked(first, ['Dilan: challenge', 'Dilan: lesson']);

    // One takes a reaction away and another gives the same in one outage: as many stand as before.
    await house.away(async () => {
      house.clock.advance(DAY);
      house.dilan.unreact(asked, BULB);
      warda.react(asked, BULB);
    });
    await marked(second, ['Haneen: challenge', 'Warda: lesson']);
    await house.away(async () => {
      house.clock.advance(DAY);
      warda.unreact(asked, BULB);
      house.dilan.react(asked, BULB);
    });
    await marked(second, ['Dilan: lesson', 'Haneen: challenge']);

    // A reaction that is heard again after it was found is told as any other.
    house.dilan.unreact(asked, BULB);
    await marked(second, ['Haneen: challenge']);
    house.dilan.react(asked, BULB);
    await marked(second, ['Dilan: lesson', 'Haneen: challenge']);
    expect(house.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  }, 90_000);
});
