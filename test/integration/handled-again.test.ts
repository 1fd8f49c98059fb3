import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/message.js';
import type { InboundEvent, Inbox } from '../../src/ports/chat.js';
import type { Store } from '../../src/ports/store.js';
import { settingsOf } from '../support/settings.js';
import { engines, type TestStore } from '../support/store.js';
import { createWorld, SPACE, textOf, type World } from '../support/world.js';

/** Transactions that a task takes at most. */
const MOST_TRANSACTIONS = 4;
const LIST = 'name,organisation\nZahra,Reed House\n';
const file = { name: 'members.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode(LIST) };

interface Case {
  readonly what: string;
  readonly user: string;
  readonly ask: (inbox: Inbox, event: InboundEvent) => Promise<Reply>;
  /** How often it took effect. */
  readonly effects: (store: TestStore) => Promise<number>;
  readonly answer: string;
}

const audited = (action: string) => async (store: TestStore) =>
  (await store.autocommit.audit.list({ offset: 0, limit: 100 })).filter((entry) => entry.action === action).length;

/** What opens transactions of its own. */
const CASES: readonly Case[] = [
  {
    what: 'the day of a round',
    user: 'boss',
    ask: (inbox, event) =>
      inbox.command({ ...event, command: 'coffee', input: { type: 'options', subcommand: 'round', values: { date: '2026-12-07' } } }),
    effects: audited('coffee.round.date'),
    answer: 'Monday 7 December',
  },
  {
    what: 'a channel for a purpose',
    user: 'boss',
    ask: (inbox, event) => inbox.form({ ...event, form: 'community:channels:web', values: { coffee: 'tea-room' } }),
    effects: audited('settings.change'),
    answer: 'tea-room',
  },
  {
    what: 'an administrator who becomes an organiser',
    user: 'zahra',
    ask: (inbox, event) => inbox.action({ ...event, action: 'community:take-up:0', values: [] }),
    effects: audited('member.role'),
    answer: 'organiser',
  },
  {
    what: 'a list of members to be imported',
    user: 'boss',
    ask: (inbox, event) =>
      inbox.command({ ...event, command: 'community', input: { type: 'options', subcommand: 'import', values: { file } } }),
    effects: async (store) => (await sql`select id from import_drafts`.execute(store.database.db)).rows.length,
    answer: '1',
  },
];

/** A process that is killed in its `last` transaction: before that one is committed, or right after. */
function mortal(store: Store, last: number, committed: boolean): Store {
  let begun = 0;
  const living = async <T>(run: () => Promise<T>): Promise<T> => {
    begun += 1;
    const isLast = begun === last;
    if (begun > last || (isLast && !committed)) throw new Error('killed');
    const result = await run();
    if (isLast) throw new Error('killed');
    return result;
  };
  return {
    ...store,
    transaction: (work) => living(() => store.transaction(work)),
    sharedTransaction: (work) => living(() => store.sharedTransaction(work)),
  };
}

describe.each(engines())('what runs outside a transaction on $name', ({ open }) => {
  let store: TestStore;
  let world: World;
  beforeEach(async () => {
    store = await open({ settings: settingsOf() });
    world = await createWorld({ store });
    world.fake.administrators.add('zahra');
  });
  afterEach(() => world.close());

  const kills = Array.from({ length: MOST_TRANSACTIONS }, (_, index) => index + 1).flatMap((last) =>
    [false, true].map((committed) => ({ last, committed })),
  );

  describe.each(CASES)('$what', ({ user, ask, effects, answer }) => {
    it.each(kills)('takes effect once and is answered if its process ends at transaction $last (committed: $committed)', async (kill) => {
      await world.addMember({ user, role: user === 'boss' ? 'organiser' : 'member' });
      const event: InboundEvent = {
        eventId: 'asked',
        from: { platform: 'web', space: SPACE, user },
        conversation: { platform: 'web', space: SPACE, id: 'direct', kind: 'direct' },
      };
      const killed = await createWorld({ store: { ...store, engines: mortal(store.engines, kill.last, kill.committed) } });
      killed.fake.administrators.add('zahra');
      await world.inbox.receive({ eventId: event.eventId, from: event.from, route: null, body: null });
      await ask(killed.inbox, event);
      expect(textOf(await ask(world.inbox, event))).toContain(answer);
      expect(await effects(store)).toBe(1);
    });
  });
});
