import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { type OpenStore, openStore } from '../../src/cli/open-store.js';
import { readEnvironment } from '../../src/config/environment.js';
import { createChance } from '../../src/demo/random.js';
import { pair } from '../../src/features/coffee/pairing/pair.js';
import type { Identity, InboundEvent, Inbox } from '../../src/ports/chat.js';
import { createTestClock } from '../support/clock.js';
import { createFakeAdapter } from '../support/fake-adapter.js';
import { createTestLogger } from '../support/logger.js';
import { hasService, services } from '../support/services/index.js';
import { inForm, tell } from './form.js';

const PEOPLE = inForm(20, 100);
const COPIES = 4;

/** What a platform sends of somebody: they come, choose a language, ask, join the coffee, write, leave. */
function eventsOf(user: string, index: number): readonly ((inbox: Inbox) => Promise<unknown>)[] {
  const from: Identity = { platform: 'slack', space: 'test', user };
  const conversation = { platform: 'slack', space: 'test', id: `direct:${user}`, kind: 'direct' } as const;
  const event = (name: string): InboundEvent => ({ eventId: `${user}:${name}`, from, conversation });
  return [
    (inbox) => inbox.joined({ eventId: `${user}:join`, from, profile: { name: `Person ${index}`, isBot: false } }),
    (inbox) => inbox.action({ ...event('language'), action: 'members:language:en', values: [] }),
    (inbox) => inbox.command({ ...event('profile'), command: 'profile', input: { type: 'text', text: 'show' } }),
    (inbox) => inbox.command({ ...event('zone'), command: 'profile', input: { type: 'text', text: 'timezone Asia/Baghdad' } }),
    (inbox) => inbox.command({ ...event('coffee'), command: 'coffee', input: { type: 'text', text: 'join' } }),
    (inbox) => inbox.message({ ...event('message'), message: { conversation, id: `${index}` }, at: 0 }),
    ...(index % 3 === 0 ? [(inbox: Inbox) => inbox.left({ eventId: `${user}:left`, from })] : []),
  ];
}

/** Every table, without numbers that only say who was first and moments that only say when. */
async function stateOf({ database }: OpenStore): Promise<unknown> {
  const rows = async (text: string) => (await sql.raw(text).execute(database.db)).rows;
  return {
    members: await rows('select name, status, role, language, timezone from members order by name'),
    identities: await rows('select platform, user_id from identities order by user_id'),
    enrolments: await rows('select m.name, e.* from coffee_enrolments e join members m on m.id = e.member_id order by m.name').then((all) =>
      all.map((row) => ({ ...(row as Record<string, unknown>), member_id: null, community_id: null })),
    ),
    agenda: await rows('select kind, state, count(*) as count from agenda group by kind, state order by kind, state'),
    deliveries: await rows('select kind, state, count(*) as count from deliveries group by kind, state order by kind, state'),
    audit: await rows('select action, count(*) as count from audit group by action order by action'),
    events: await rows('select event_id from seen_events order by event_id'),
  };
}

/** What a process is made of: the whole app, on connections of its own. */
async function process(url: string) {
  const opened = await openStore(readEnvironment({ DATABASE_URL: url }));
  const { store } = opened;
  const app = createApp({
    store,
    clock: createTestClock(),
    logger: createTestLogger(),
    matcher: { pair: async (input) => pair(input) },
    organisers: [],
    createAdapters: () => [createFakeAdapter('slack')],
    newReference: () => 'REF',
    randomSeed: () => 1,
    owner: 'test',
  });
  await app.prepare();
  return { opened, inbox: app.inbox };
}

describe.skipIf(!hasService('postgres'))('each event of a platform comes four times, out of order, to two processes', () => {
  test('and the state is that of one delivery', async () => {
    const chance = createChance('repeated');
    const once = await process(await services.postgres());
    const often = await services.postgres();
    const [one, two] = [await process(often), await process(often)];
    try {
      const people = Array.from({ length: PEOPLE }, (_, index) => eventsOf(`u${index}`, index));
      for (const events of people) for (const send of events) await send(once.inbox);

      let sent = 0;
      // The first of each comes in its turn, to either process; copies come at any time after it, to both at once.
      await Promise.all(
        people.map(async (events) => {
          const copies: Promise<unknown>[] = [];
          const seen: (typeof events)[number][] = [];
          for (const send of events) {
            seen.push(send);
            await Promise.all([send(one.inbox), send(two.inbox)]);
            sent += 2;
            for (let copy = 2; copy < COPIES; copy += 1) {
              const late = seen[chance.between(0, seen.length - 1)];
              if (late === undefined) continue;
              sent += 1;
              copies.push(late(chance.percent(50) ? one.inbox : two.inbox));
            }
          }
          // What has not come often enough yet comes at the end, last things first.
          for (const send of [...events].reverse()) copies.push(send(one.inbox), send(two.inbox));
          sent += 2 * events.length;
          await Promise.all(copies);
        }),
      );
      tell(`${PEOPLE} people, ${people.flat().length} events, delivered ${sent} times to two processes`);
      expect(await stateOf(one.opened)).toEqual(await stateOf(once.opened));
    } finally {
      for (const { opened } of [once, one, two]) await opened.store.close();
    }
  });
});
