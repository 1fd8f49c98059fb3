import { afterEach, beforeEach, expect, test } from 'vitest';
import { after, DAY, SECOND } from '../../src/core/time.js';
import { openTopic } from '../../src/features/topics/discussion/open.js';
import { threadKey } from '../../src/features/topics/keys.js';
import type { Topic } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { Platform } from '../../src/ports/chat.js';
import { aTopic } from '../support/topic-rows.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';

let world: TopicsWorld;
let topic: Topic;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-12-06T10:00:00+03:00', also: ['slack', 'discord'] });
  const { topics } = world.store.autocommit;
  const planned = (await topics.topic(await topics.insertTopic(aTopic(world.clock.now(), { state: 'planned' })))) as Topic;
  topic = (await world.contexts.transaction((context) => openTopic(context, planned))) as Topic;
  await settle();
});
afterEach(() => world.close());

const settle = () => world.runUntil(after(world.clock.now(), 10 * SECOND));
const on = (platform: Platform) => [world.fake, ...world.others].find((fake) => fake.platform === platform) ?? world.fake;
const polls = (platform: Platform) =>
  on(platform)
    .posted.filter(({ key }) => key.startsWith('topics:poll:'))
    .map(({ text }) => withoutDirectionControls(text));
const lose = async (event: string) => {
  const conversation = await world.store.autocommit.conversations.find(threadKey(topic.id), 'discord');
  if (!conversation) throw new Error('no thread');
  on('discord').opened.delete(conversation.id);
  await world.inbox.threadLost({ eventId: event, conversation, how: 'deleted' });
  await settle();
};

test('a poll whose thread somebody deletes follows in the new one, with its votes, and is edited there', async () => {
  await world.boss.submit(`topics:poll:${topic.id}`, { question: 'When?', options: 'a\nb', answers: ['one'], names: ['hidden'] });
  await settle();
  await world.zahra.pressAnyway('topics:vote:1.1', [], 'channel');
  await settle();
  expect([polls('discord').length, polls('slack').length, polls('web').length]).toEqual([1, 1, 1]);

  await lose('1');
  expect([polls('discord').length, polls('slack').length, polls('web').length]).toEqual([2, 1, 1]);
  expect(polls('discord')[1]).toContain('b: 1 vote');
  await world.karwan.pressAnyway('topics:vote:1.1', [], 'channel');
  await settle();
  expect(on('discord').acts.findLast((act) => act.startsWith('edit'))).toContain('b: 2 votes');

  // A second time organisers open it.
  world.clock.advance(DAY);
  await lose('2');
  expect(polls('discord')).toHaveLength(2);
  await world.boss.type(`/topics open ${topic.id}`);
  await settle();
  expect(polls('discord')).toHaveLength(3);
  expect(polls('slack')).toHaveLength(1);
});
