import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTopic } from '../../src/features/topics/discussion/open.js';
import type { ProposalId, TopicId } from '../../src/features/topics/types.js';
import { costOfClick } from '../support/statements.js';
import { createMarksWorld, type MarksWorld } from '../support/topics-marks.js';
import type { Person } from '../support/world.js';

let world: MarksWorld;
beforeEach(async () => {
  world = await createMarksWorld({ settings: { topics: { markByReaction: true } } });
});
afterEach(() => world.close());

const isFollowing = (topic: TopicId, user: string) => world.topics.isFollowing(topic, world.id(user));
const poll = { question: 'When?', options: 'Monday\nTuesday', answers: ['one'], names: ['hidden'] };

/** Each way of taking part besides writing, in a topic of which zahra has asked something and karwan has a poll. */
const parts: readonly (readonly [string, (person: Person, message: Parameters<MarksWorld['react']>[1]) => Promise<unknown>])[] = [
  ['votes in a poll', (person) => person.pressAnyway('topics:vote:1.0', [], 'channel')],
  ['marks a contribution', (person) => person.pressAnyway('topics:mark:1.lesson')],
  ['says that a question is answered', (person) => person.pressAnyway('topics:answered:1')],
];

async function discuss() {
  const topic = await world.openTopic({ facilitator: world.id('lava') });
  const { message } = await world.write(topic, 'zahra', 'How?', true);
  await world.karwan.submit(`topics:poll:${topic}`, poll);
  return { topic, message };
}

it.each(parts)('who %s follows the topic', async (_what, takePart) => {
  const { topic, message } = await discuss();
  expect(await isFollowing(topic, 'lava')).toBe(false);
  await takePart(world.lava, message);
  expect(await isFollowing(topic, 'lava')).toBe(true);
});

it.each(parts)('who %s does not follow a topic again that they stopped following', async (_what, takePart) => {
  const { topic, message } = await discuss();
  await world.lava.pressAnyway(`topics:unfollow:${topic}`);
  await takePart(world.lava, message);
  expect(await isFollowing(topic, 'lava')).toBe(false);
});

it('who marks by a reaction follows the topic, and who starts a poll', async () => {
  const { topic, message } = await discuss();
  expect(await isFollowing(topic, 'karwan')).toBe(true);
  await world.react('lava', message, '👍');
  expect(await isFollowing(topic, 'lava')).toBe(false);
  await world.react('lava', message, '💡');
  expect(await isFollowing(topic, 'lava')).toBe(true);
});

it('who only takes something back does not begin to follow', async () => {
  const { topic } = await discuss();
  await world.lava.pressAnyway('topics:take-vote-back:1');
  await world.lava.pressAnyway('topics:unmark:1.lesson');
  expect(await isFollowing(topic, 'lava')).toBe(false);
});

it('costs no more than a click may', async () => {
  const { message } = await discuss();
  // Somebody's first click costs more.
  await world.lava.type('/topics mine');
  for (const [what, takePart] of [...parts, ...parts]) {
    expect(await costOfClick(() => takePart(world.lava, message)), what).toBeLessThanOrEqual(10);
  }
});

it('those who support a topic, proposed it with their name or lead it follow it once it opens', async () => {
  const proposed = async (person: Person, title: string, as?: 'anonymous'): Promise<ProposalId> => {
    await world.propose(person, { title, question: `${title}?` }, as);
    return (await world.newest()).id;
  };
  const named = await proposed(world.zahra, 'Clean water');
  const unnamed = await proposed(world.karwan, 'Green roofs', 'anonymous');
  await world.lava.pressAnyway(`topics:support:${named}`);
  await world.adviser.pressAnyway(`topics:facilitate:${unnamed}`);
  const opened: TopicId[] = [];
  for (const proposal of [named, unnamed]) {
    const id = await world.openTopic({
      state: 'planned',
      origin: 'proposal',
      proposal,
      ...(proposal === named && { facilitator: world.id('boss') }),
    });
    for (const user of ['zahra', 'karwan', 'lava', 'adviser', 'boss']) expect(await isFollowing(id, user)).toBe(false);
    if (proposal === named) await world.lava.pressAnyway(`topics:unfollow:${id}`);
    const planned = await world.topicOf(id);
    await world.contexts.transaction((context) => openTopic(context, planned));
    opened.push(id);
  }
  const followers = async (id: TopicId | undefined) => {
    const found: string[] = [];
    for (const user of ['zahra', 'karwan', 'lava', 'adviser', 'boss']) {
      if (id !== undefined && (await isFollowing(id, user))) found.push(user);
    }
    return found;
  };
  // lava had said no before it opened.
  expect(await followers(opened[0])).toEqual(['zahra', 'boss']);
  // That karwan proposed it is nobody's business.
  expect(await followers(opened[1])).toEqual(['adviser']);
});

it('who agrees to lead a topic that is open follows it', async () => {
  const topic = await world.openTopic();
  const asked = { topic, member: world.id('karwan'), role: 'facilitator', state: 'asked', organisation: null } as const;
  await world.topics.saveFacilitation({ ...asked, askedAt: world.clock.now(), answeredAt: null });
  await world.karwan.pressAnyway(`topics:agree-to:${topic}.facilitator`);
  expect(await isFollowing(topic, 'karwan')).toBe(true);
});
