import { afterEach, beforeEach, expect, it } from 'vitest';
import { MENU_CALLBACK } from '../../adapters/slack/manifest.js';
import { MESSAGE_MENU } from '../../src/core/command.js';
import { inThread, pollKey, threadKey } from '../../src/features/topics/keys.js';
import type { TopicId } from '../../src/features/topics/types.js';
import type { MessageRef, Platform } from '../../src/ports/chat.js';
import { type PlatformApp, startPlatformApp } from '../support/platform-app.js';
import { createThreadActs, visibleText } from '../support/slack/index.js';
import { aTopic } from '../support/topics-marks.js';

let house: PlatformApp;
let topic: TopicId;
beforeEach(async () => {
  house = await startPlatformApp();
  await expect.poll(() => house.app.platforms()).toEqual({ slack: true, discord: true });
  const { topics, deliveries } = house.store.autocommit;
  topic = await topics.insertTopic(aTopic(house.clock.now()));
  const opened = await topics.topic(topic);
  if (!opened) throw new Error('no topic');
  const poll = await topics.insertPoll({
    topic,
    member: null,
    language: 'en',
    question: 'When do we meet?',
    options: ['Monday', 'Tuesday'],
    multiple: false,
    anonymous: true,
    openedAt: house.clock.now(),
  });
  const plan = { kind: 'topics.marks.poll', args: { poll }, to: inThread(opened), dueAt: house.clock.now() };
  await deliveries.plan({ key: pollKey(poll), ...plan });
  await house.settle();
});
afterEach(() => house.close());

async function soon<T>(read: () => T | null): Promise<T> {
  await expect.poll(read, { interval: 5 }).not.toBeNull();
  const found = read();
  if (found === null) throw new Error('it is gone again');
  return found;
}

async function threadOn(platform: Platform) {
  const thread = await house.store.autocommit.conversations.find(threadKey(topic), platform);
  if (!thread) throw new Error(`no thread on ${platform}`);
  return thread;
}

async function contributed(message: MessageRef): Promise<void> {
  const { topics } = house.store.autocommit;
  const writtenAt = house.clock.now();
  await topics.insertContribution({
    topic,
    member: null,
    organisation: null,
    message,
    language: 'en',
    shared: false,
    words: null,
    isQuestion: false,
    writtenAt,
  });
}

const marks = async () => (await house.store.autocommit.topics.markedContributions(topic)).map((one) => one.marks);

it('the menu of a message marks a contribution on Slack, and a poll counts votes there', async () => {
  const { slack, haneen } = house;
  const thread = await threadOn('slack');
  const [channel = '', ts = ''] = thread.id.split(':');
  const written = await createThreadActs(slack, haneen.id).write({ channel, ts }, 'A safe space needs a door.');
  await contributed({ conversation: thread, id: written.ts });
  await haneen.openMenu(written, MENU_CALLBACK);
  const menu = await haneen.waitFor(channel, ({ onlyFor }) => onlyFor === haneen.id);
  expect(visibleText(menu.blocks)).toContain('This contribution');
  expect(menu.thread).toBe(ts);
  await haneen.click(menu, 'It’s a lesson');
  await haneen.waitFor(channel, ({ blocks }) => visibleText(blocks).includes('marked by one person'));
  expect(await marks()).toEqual([{ lesson: 1, challenge: 0, recommendation: 0 }]);
  // What was done stands where the choice stood.
  expect(haneen.sees(channel).filter(({ onlyFor }) => onlyFor === haneen.id)).toHaveLength(1);

  const poll = slack.messages.find((message) => message.ts === ts);
  if (!poll) throw new Error('no poll');
  await haneen.openMenu(poll, MENU_CALLBACK);
  await haneen.waitFor(channel, ({ blocks }) => visibleText(blocks).includes('in a topic that you lead'));
  await haneen.click(poll, 'Monday');
  await haneen.waitFor(channel, ({ blocks }) => visibleText(blocks).includes('your vote counts'));
  await house.settle();
  expect(visibleText(slack.messages.find((message) => message.ts === ts)?.blocks)).toMatch(/Monday[\s:]*1 vote/);
  const onDiscord = house.discord.channel((await threadOn('discord')).id);
  const root = house.discord.channel(onDiscord.parentId ?? '').messages.find(({ message }) => message.id === onDiscord.id);
  expect(root && house.discord.words(root)).toMatch(/Monday\W*1 vote/);
});

it('the menu of a message marks a contribution on Discord, and says so elsewhere that there is nothing', async () => {
  const { discord, dilan } = house;
  const thread = await threadOn('discord');
  const channel = discord.channel(thread.id);
  const written = dilan.say(channel, 'A safe space needs a door.');
  await contributed({ conversation: thread, id: written.message.id });
  const opened = dilan.openMenu(written, MESSAGE_MENU);
  const menu = await soon(() => opened.original);
  expect(menu.onlyFor).toBe(dilan.id);
  expect(discord.words(menu)).toContain('This contribution');
  const pressed = dilan.press(menu, 'topics:mark:1.lesson');
  await soon(() => pressed.original);
  expect(discord.words(menu)).toContain('marked by one person');
  expect(await marks()).toEqual([{ lesson: 1, challenge: 0, recommendation: 0 }]);
  expect(channel.messages.filter(({ onlyFor }) => onlyFor === dilan.id)).toHaveLength(1);

  const elsewhere = dilan.say(discord.textChannel('kitchen'), 'Tea?');
  const asked = dilan.openMenu(elsewhere, MESSAGE_MENU);
  expect(discord.words(await soon(() => asked.original))).toContain('There is nothing I can do with this message');
});
