import type { MemberId } from '../../src/core/ids.js';
import type { FormValues, Message, Reply } from '../../src/core/message.js';
import { createWorld, type Person, type WorldOptions } from './world.js';

export type TopicsWorld = Awaited<ReturnType<typeof createTopicsWorld>>;

/** What is filled into the form of a proposal, with what is given instead. */
export function filled(given: FormValues = {}): FormValues {
  return {
    title: 'Safe spaces in rural areas',
    question: 'Who has opened one?',
    why: '',
    sector: ['protection'],
    language: ['en'],
    ...given,
  };
}

/** The world, with members who propose topics. `boss` is an organiser, `adviser` an adviser. */
export async function createTopicsWorld(options: WorldOptions = {}) {
  const world = await createWorld(options);
  const ids = new Map<string, MemberId>();
  for (const [user, role] of [
    ['boss', 'organiser'],
    ['adviser', 'adviser'],
    ['zahra', 'member'],
    ['karwan', 'member'],
    ['lava', 'member'],
  ] as const) {
    ids.set(user, await world.addMember({ user, role }));
  }
  const id = (user: string): MemberId => {
    const found = ids.get(user);
    if (found === undefined) throw new Error(`nobody is called ${user}`);
    return found;
  };
  const [boss, adviser, zahra, karwan, lava] = ['boss', 'adviser', 'zahra', 'karwan', 'lava'].map((user) => world.person(user)) as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];

  return {
    ...world,
    id,
    boss,
    adviser,
    zahra,
    karwan,
    lava,
    /** Writes a proposal and sends it. Returns the answer to the sending. */
    async propose(person: Person, given: FormValues = {}, as: 'named' | 'anonymous' = 'named'): Promise<Reply> {
      await person.submit('topics:propose:0', filled(given));
      return person.press(`topics:send:${as}`);
    },
    /** The newest proposal. */
    async newest() {
      const [text] = await world.store.autocommit.topics.openTexts();
      const found = text && (await world.store.autocommit.topics.find(text.id));
      if (!found) throw new Error('nothing is proposed');
      return found;
    },
    audit: () => world.store.autocommit.audit.list({ offset: 0, limit: 20 }),
  };
}

export function messageOf(reply: Reply): Message {
  if (reply.type !== 'message') throw new Error(`not a message: ${reply.type}`);
  return reply.message;
}
