import { localDateOf } from '../../src/calendar/wall-clock.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, type Instant, toInstant } from '../../src/core/time.js';
import { askFacilitator } from '../../src/features/topics/facilitators/ask.js';
import { monthOf } from '../../src/features/topics/rules/month.js';
import { topicsStore } from '../../src/features/topics/store/index.js';
import type { FacilitationRole, NewTopic, Topic, TopicId } from '../../src/features/topics/types.js';
import { createTopicsWorld } from './topics.js';
import type { Person, World, WorldOptions } from './world.js';

const ZONE = 'Asia/Baghdad';

export function aTopic(opensAt: Instant, change: Partial<NewTopic> = {}): NewTopic {
  const plannedDate = localDateOf(opensAt, ZONE);
  return {
    month: monthOf(plannedDate),
    slot: 1,
    origin: 'evergreen',
    proposal: null,
    template: null,
    reason: null,
    state: 'planned',
    language: 'en',
    sector: 'protection',
    forSector: false,
    texts: { en: { title: 'Safe spaces', question: 'Who has opened one?' }, ar: { title: 'مساحات آمنة', question: 'من فتح واحدة؟' } },
    why: '',
    resources: [],
    guiding: null,
    plannedDate,
    opensAt,
    ...change,
  };
}

/** Inserts topics as a plan does, finds their facilitators, and opens and closes them as the discussion does. */
export function topicsOf(world: World) {
  const { contexts, clock, store } = world;
  const inside = contexts.transaction;
  const find = async (id: TopicId): Promise<Topic> => {
    const topic = await store.autocommit.topics.topic(id);
    if (!topic) throw new Error(`no topic ${id}`);
    return topic;
  };
  return {
    find,
    insert: (opensAt: Instant, change: Partial<NewTopic> = {}) => store.autocommit.topics.insertTopic(aTopic(opensAt, change)),
    /** The plan is approved. */
    async approve(id: TopicId): Promise<void> {
      const topic = await find(id);
      await inside((context) => askFacilitator(context, topic));
    },
    async open(id: TopicId): Promise<void> {
      const now = clock.now();
      await store.autocommit.topics.updateTopic(id, { state: 'open', openedAt: now, closesAt: after(now, 14 * DAY) });
    },
    close: (id: TopicId) => store.autocommit.topics.updateTopic(id, { state: 'closed', closedAt: clock.now() }),
    /** Somebody writes in the thread. */
    async write(
      id: TopicId,
      member: MemberId | null,
      more: { readonly isQuestion?: boolean; readonly words?: string } = {},
    ): Promise<void> {
      const now = clock.now();
      await store.autocommit.topics.insertContribution({
        topic: id,
        member,
        organisation: null,
        message: { conversation: { platform: 'web', space: 'test', id: `t${id}`, kind: 'thread' }, id: crypto.randomUUID() },
        language: 'en',
        shared: more.words !== undefined,
        words: more.words ?? null,
        writtenAt: now,
        isQuestion: more.isQuestion ?? false,
      });
      await store.autocommit.topics.updateTopic(id, { lastWrittenAt: now });
    },
    store: () => topicsStore(contexts.autocommit.tx),
  };
}

/** The members who propose topics, and a topic that opens on Sunday, 13 December 2026, at ten; it is Sunday, 22 November. */
export async function createFacilitatorsWorld(options: WorldOptions = {}) {
  const world = await createTopicsWorld(options);
  const topics = topicsOf(world);
  const people = new Map<string, Person>();
  const person = (user: string): Person => {
    const known = people.get(user) ?? world.person(user);
    people.set(user, known);
    return known;
  };
  const opensAt = toInstant(Date.parse('2026-12-13T10:00:00+03:00'));
  return {
    ...world,
    boss: person('boss'),
    zahra: person('zahra'),
    karwan: person('karwan'),
    lava: person('lava'),
    /** The same each time, so that they see the answers to what they pressed. */
    person,
    topics,
    opensAt,
    /** These people have offered to facilitate, and the plan with the topic is approved. */
    async approved(...volunteers: readonly string[]): Promise<TopicId> {
      for (const user of volunteers) await person(user).pressAnyway('topics:volunteer:any');
      for (const user of volunteers) person(user).lookAtMessages();
      const id = await topics.insert(opensAt);
      await topics.approve(id);
      await world.runner.runDue();
      return id;
    },
    /** Whom the topic names. */
    async named(id: TopicId): Promise<string | null> {
      const { facilitator } = await topics.find(id);
      return facilitator === null ? null : ((await world.contexts.autocommit.people.find(facilitator))?.name ?? null);
    },
    /** Who has been asked to facilitate, or to learn beside a facilitator, in order. */
    asked: (role: FacilitationRole = 'facilitator') =>
      world.sent
        .filter(({ key }) => new RegExp(`^topics:facilitators:ask:\\d+:${role}:`).test(key))
        .map(({ to }) => to.replace('direct:', '')),
  };
}
