import type { MemberId } from '../../src/core/ids.js';
import { type Instant, toLocalDate } from '../../src/core/time.js';
import { inThread, openingKey, threadKey } from '../../src/features/topics/keys.js';
import { toMonth } from '../../src/features/topics/rules/month.js';
import type { ContributionId, NewTopic, Topic, TopicId } from '../../src/features/topics/types.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { ConversationRef, MessageRef } from '../../src/ports/chat.js';
import { createTopicsWorld } from './topics.js';
import { SPACE, type WorldOptions } from './world.js';

export type MarksWorld = Awaited<ReturnType<typeof createMarksWorld>>;

/** A topic as a plan writes it, with what is given instead. */
export function aTopic(opensAt: Instant, given: Partial<NewTopic> = {}): NewTopic {
  return {
    month: toMonth('2026-11'),
    slot: null,
    origin: 'urgent',
    proposal: null,
    template: null,
    reason: null,
    state: 'open',
    language: 'en',
    sector: 'protection',
    forSector: false,
    texts: { en: { title: 'Safe spaces', question: 'Who has opened one?' }, ar: { title: 'مساحات آمنة', question: 'من فتح واحدة؟' } },
    why: '',
    resources: [],
    guiding: null,
    plannedDate: toLocalDate('2026-11-22'),
    opensAt,
    ...given,
  };
}

/** Members who discuss topics in their threads. */
export async function createMarksWorld(options: WorldOptions = {}) {
  const world = await createTopicsWorld(options);
  const { topics, conversations } = world.store.autocommit;
  const threadOf = (topic: TopicId): ConversationRef => ({ platform: 'web', space: SPACE, id: `thread:${topic}`, kind: 'thread' });
  let messages = 0;
  let events = 0;

  return {
    ...world,
    topics,
    threadOf,
    async openTopic(given: Partial<NewTopic> & Partial<Pick<Topic, 'facilitator'>> = {}): Promise<TopicId> {
      const { facilitator, ...change } = given;
      const id = await topics.insertTopic(aTopic(world.clock.now(), change));
      await topics.updateTopic(id, { openedAt: world.clock.now(), ...(facilitator !== undefined && { facilitator }) });
      world.fake.opened.set(threadOf(id).id, { key: openingKey(id), title: 'Safe spaces', in: 'channel:topics', closed: false });
      await conversations.save(threadKey(id), threadOf(id));
      return id;
    },
    async write(
      topic: TopicId,
      user: string,
      words?: string,
      isQuestion = false,
    ): Promise<{ readonly id: ContributionId; readonly message: MessageRef }> {
      const message = { conversation: threadOf(topic), id: `m${++messages}` };
      const author: MemberId = world.id(user);
      const id = await topics.insertContribution({
        topic,
        member: author,
        organisation: null,
        message,
        language: 'en',
        shared: words !== undefined,
        words: words ?? null,
        isQuestion,
        writtenAt: world.clock.now(),
      });
      if (id === undefined) throw new Error('written twice');
      return { id, message };
    },
    /** Opens the menu of a message. */
    menu: (user: 'zahra' | 'karwan' | 'lava', message: MessageRef) => world[user].openMenu(message),
    /** What the newest change of a message made it say. */
    updated: () => withoutDirectionControls(world.updates.at(-1) ?? ''),
    digests: () => world.sent.filter(({ key }) => key.startsWith('topics:digest:')),
    react: (user: string, message: MessageRef, emoji: string, type: 'reacted' | 'unreacted' = 'reacted') =>
      world.inbox.thread({
        eventId: `reaction${++events}-${crypto.randomUUID()}`,
        from: world.person(user).identity,
        conversation: message.conversation,
        message,
        what: { type, emoji },
        at: world.clock.now(),
      }),
    marksOf: async (topic: TopicId) => (await topics.markedContributions(topic)).map(({ id, marks }) => ({ id, ...marks })),
    topicOf: async (id: TopicId) => {
      const found = await topics.topic(id);
      if (!found) throw new Error(`no topic ${id}`);
      return found;
    },
    inThread,
  };
}
