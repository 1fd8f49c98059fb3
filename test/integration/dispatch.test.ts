import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/core/access.js';
import { InputError } from '../../src/core/errors.js';
import { type MemberId, toId } from '../../src/core/ids.js';
import { known, mapLookup } from '../../src/core/lookup.js';
import { answeredElsewhere, plainText, privately, type Reply } from '../../src/core/message.js';
import { after, SECOND, toInstant } from '../../src/core/time.js';
import { createArrivalOrder } from '../../src/dispatch/arrival-order.js';
import { EVENT_LEASE_MS } from '../../src/dispatch/holding.js';
import { createInbox, type RunningInbox } from '../../src/dispatch/inbox.js';
import { button, form, menu } from '../../src/feature-api/controls.js';
import {
  type Context,
  type Contexts,
  createFeatureSet,
  defineCommand,
  defineControls,
  defineSubcommand,
  handleControls,
  textField,
  textId,
} from '../../src/feature-api/index.js';
import type { ActionEvent, CommandEvent } from '../../src/ports/chat.js';
import type { InboundInput } from '../../src/ports/inbound.js';
import type { People } from '../../src/ports/people.js';
import { StoreError, storePhrase } from '../../src/store/errors.js';
import { createTestClock } from '../support/clock.js';
import { aFeature } from '../support/features.js';
import { createTestLogger } from '../support/logger.js';
import { engines, type TestStore } from '../support/store.js';
import { createManualTimer, type ManualTimer, until } from '../support/timer.js';

const conversation = { platform: 'web', space: 'test', id: 'c1', kind: 'direct' } as const;
const amal: Actor = { id: toId<MemberId>(1), name: 'Amal', language: 'ar', timezone: 'Asia/Baghdad', role: 'member', status: 'active' };
const newcomer: Actor = { ...amal, id: toId<MemberId>(2), language: 'ckb', status: 'newcomer' };
const people: Readonly<Record<string, Actor>> = {
  amal,
  newcomer,
  boss: { ...amal, id: toId<MemberId>(3), language: 'en', role: 'organiser' },
};

const textOf = (reply: Reply): string => (reply.type === 'message' ? plainText(reply.message) : JSON.stringify(reply));
const say = (text: string): Reply => privately({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] });

/** People who are known by their user name; a stranger can't be resolved. */
function fakePeople(): People {
  const known = ({ user }: { readonly user: string }) => {
    const actor = people[user];
    return actor && { ...actor, isBot: false };
  };
  return {
    eraseAll: async () => ({ erased: 0, kept: 0 }),
    find: async () => undefined,
    findMany: async () => [],
    findByAccount: async (account) => known(account),
    accounts: async () => [],
    reader: async () => undefined,
    lastUsedPlatforms: async () => new Map(),
    usersOn: async () => [],
    leftFrom: async () => [],
    hasLeft: async () => false,
    organisers: async () => [],
    search: async () => [],
    findByText: async () => amal.id,
    async resolve(account) {
      const person = known(account);
      if (!person) throw new Error('the store is away');
      return person;
    },
    upToDate: async (uses) =>
      uses.map(({ account }) => {
        const person = known(account);
        return person && { person, isNoted: true };
      }),
    hasChanged: () => false,
    joined: async () => undefined,
    left: async () => undefined,
    sawActive: async () => undefined,
  };
}

describe.each(engines())('dispatch on $name', (engine) => {
  let store: TestStore;
  let contexts: Contexts;
  let inbox: RunningInbox;
  let logger: ReturnType<typeof createTestLogger>;
  let clock: ReturnType<typeof createTestClock>;
  let ran: string[];
  let heard: string[];
  /** Awaited by `/coffee wait` and by what runs in transactions of its own. */
  let before: () => Promise<void>;
  let timer: ManualTimer;
  /** How many more tries the database is busy, and how many there were. */
  let failures: number;
  let tries: number;
  const fail = async (): Promise<void> => {
    tries += 1;
    failures -= 1;
    if (failures >= 0) throw new StoreError('the database answered SQLITE_BUSY', storePhrase('store.busy'));
  };

  const inboxOn = (on: Contexts): RunningInbox => {
    const engines = { contexts: on, clock, logger, timer, owner: 'test' };
    return createInbox({ ...engines, newReference: () => 'REF-1', order: createArrivalOrder({ ...engines, adapters: new Map() }) });
  };

  beforeEach(async () => {
    store = await engine.open();
    ran = [];
    heard = [];
    failures = 0;
    tries = 0;
    timer = createManualTimer();
    before = async () => {};
    logger = createTestLogger();
    clock = createTestClock(Date.parse('2026-11-22T06:00:00Z'));
    const answer = (what: string) => {
      ran.push(what);
      return say(what);
    };
    /** Something to see afterwards. */
    const write = (context: Context, name: string) => context.community.saveFact(name, 'written');
    const controls = defineControls('coffee', {
      met: menu({ access: 'member', id: textId, most: 9 }),
      break: button({ access: 'anyone' }),
      refuse: button({ access: 'anyone' }),
      return: button({ access: 'anyone' }),
      own: button({ access: 'anyone', id: textId, transaction: 'own' }),
      busy: button({ access: 'anyone', id: textId }),
      'own-busy': button({ access: 'anyone', id: textId, transaction: 'own' }),
      note: form({
        access: 'member',
        id: textId,
        title: 'coffee.intro.title',
        submit: 'common.save',
        fields: { note: textField({ label: 'coffee.intro.title', max: 10 }) },
      }),
    });
    const error = () => new InputError('too long', { key: 'dispatch.option-missing', values: { option: 'note' } });
    const features = createFeatureSet([
      aFeature({ name: 'people', people: fakePeople }),
      aFeature({
        name: 'coffee',
        commands: [
          defineCommand({
            name: 'coffee',
            description: 'coffee.command.join',
            subcommands: {
              join: defineSubcommand({
                description: 'coffee.command.join',
                access: 'member',
                options: {},
                run: async (_context, { actor }) => answer(`join ${actor.id}`),
              }),
              round: defineSubcommand({
                description: 'coffee.command.join',
                access: 'organiser',
                options: {},
                run: async () => answer('round'),
              }),
              avoid: defineSubcommand({
                description: 'coffee.command.join',
                access: 'member',
                options: { who: { type: 'member', description: 'coffee.command.join', required: true } },
                run: async (_context, _request, { who }) => answer(`avoid ${who}`),
              }),
            },
          }),
        ],
        handlers: handleControls(controls, {
          async met(context, _request, { id, values }) {
            await write(context, `met ${id}`);
            return answer(`met ${id} ${values.join()}`);
          },
          async break(context) {
            await write(context, 'break');
            throw new Error('secret words of somebody');
          },
          async refuse(context) {
            await write(context, 'refuse');
            throw error();
          },
          async return(context) {
            await write(context, 'return');
            return error();
          },
          async own(context, _request, { id }) {
            await context.atomically((inside) => write(inside, `own ${id}`));
            await before();
            if (id === 'break') throw error();
            return answer(`own ${id} ${context.inTransaction}`);
          },
          async busy(context, _request, { id }) {
            await write(context, `busy ${id}`);
            await fail();
            return answer(`busy ${id}`);
          },
          'own-busy': async (_context, _request, { id }) => ({
            type: 'effects',
            async effects(inside) {
              await write(inside, `busy ${id}`);
              await fail();
              return answer(`busy ${id}`);
            },
          }),
          async note() {
            throw error();
          },
        }),
        offers: [
          () => known(() => Promise.reject(error())),
          () =>
            mapLookup(known(0), () => {
              throw error();
            }),
          (_context, { actor }) =>
            actor.role === 'organiser'
              ? known(async () => [{ language: 'en', blocks: [{ type: 'paragraph', text: ['an offer'] }] }])
              : undefined,
        ],
        listener: {
          async heard(_context, { key, member }) {
            await fail();
            heard.push(`${key} ${member}`);
          },
        },
      }),
    ]);
    contexts = store.contexts({ clock, logger, features });
    inbox = inboxOn(contexts);
  });

  afterEach(async () => {
    await inbox.settled();
    await store.close();
  });

  let counter = 0;
  const command = (user: string, text: string, eventId = `e${counter++}`): CommandEvent => ({
    eventId,
    from: { platform: 'web', space: 'test', user },
    conversation,
    command: 'coffee',
    input: { type: 'text', text },
  });
  const action = (user: string, id: string, eventId = `e${counter++}`): ActionEvent => ({
    eventId,
    from: { platform: 'web', space: 'test', user },
    conversation,
    action: id,
    values: ['a', 'b'],
  });
  const input = ({ eventId, from }: ActionEvent | CommandEvent): InboundInput => ({
    eventId,
    from,
    route: { token: `token of ${eventId}` },
    body: { words: 'what was typed' },
  });
  const rows = () => store.database.db.selectFrom('inbound_events').selectAll().orderBy('id').execute();
  const fact = (name: string) => store.autocommit.community.fact(name);

  it('runs a command and an action for the member behind the account', async () => {
    expect(textOf(await inbox.command(command('amal', 'join')))).toBe('join 1');
    expect(textOf(await inbox.action(action('amal', 'coffee:met:17')))).toBe('met 17 a,b');
    expect(textOf(await inbox.command(command('amal', 'avoid <@boss>')))).toBe('avoid 3');
  });

  it('handles the same event once, however often it comes', async () => {
    const event = command('amal', 'join');
    const replies = await Promise.all([inbox.command(event), inbox.command(event), inbox.command(event)]);
    expect(ran).toEqual(['join 1']);
    expect(replies.map(({ type }) => type).toSorted()).toEqual(['message', 'none', 'none']);
  });

  it('refuses in the member’s language what they may not do, and says what would help', async () => {
    expect(textOf(await inbox.command(command('newcomer', 'join')))).toContain('/profile edit');
    expect(textOf(await inbox.command(command('amal', 'round')))).toContain('منسّقي المجتمع');
    expect(textOf(await inbox.action(action('newcomer', 'coffee:met:1')))).toContain('خۆناساندن');
    expect(ran).toEqual([]);
  });

  it('answers an unknown sub-command, command and button with what exists', async () => {
    expect(textOf(await inbox.command(command('boss', 'drink')))).toContain('join · round · avoid');
    expect(textOf(await inbox.command({ ...command('boss', ''), command: 'tea' }))).toContain('/coffee');
    expect(textOf(await inbox.action(action('boss', 'tea:drink:1')))).toContain('too old to work');
    expect(textOf(await inbox.action(action('boss', '')))).toContain('too old to work');
  });

  it('shows offers below the private answer to a command, also where it is refused, and nowhere else', async () => {
    expect(textOf(await inbox.command(command('boss', 'join')))).toMatch(/join 3\nan offer$/);
    // Two offers fail, and nothing else does.
    expect(logger.lines.map(({ fields }) => fields['feature'])).toEqual(['coffee', 'coffee']);
    expect(textOf(await inbox.command(command('boss', 'drink')))).toMatch(/avoid.*\nan offer$/s);
    expect(textOf(await inbox.command(command('amal', 'join')))).not.toContain('an offer');
    expect(textOf(await inbox.action(action('boss', 'coffee:met:17')))).not.toContain('an offer');
  });

  it('gives an unknown failure a reference that the log has too, without the words', async () => {
    expect(textOf(await inbox.action(action('boss', 'coffee:break:1')))).toContain('REF-1');
    expect(textOf(await inbox.action(action('stranger', 'coffee:met:1')))).toContain('REF-1');
    const errors = logger.lines.filter(({ level }) => level === 'error');
    expect(errors.map(({ fields }) => fields['reference'])).toEqual(['REF-1', 'REF-1']);
  });

  it('keeps a form open when it cannot be taken', async () => {
    const reply = await inbox.form({ ...action('boss', ''), form: 'coffee:note:1', values: {} });
    expect(reply).toEqual({ type: 'form-errors', errors: { '': expect.stringContaining('missing') } });
  });

  it('tells listeners that somebody spoke in a group of ours, and nothing of what', async () => {
    const group = { ...conversation, id: 'g1', kind: 'group' } as const;
    await store.autocommit.conversations.save('coffee:17', group);
    const message = { conversation: group, id: 'm1' };
    const event = {
      eventId: 'said1',
      from: { platform: 'web', space: 'test', user: 'amal' },
      conversation: group,
      message,
      at: toInstant(5),
    } as const;
    await inbox.message(event);
    await inbox.message(event);
    await inbox.message({ ...event, eventId: 'said2', conversation });
    expect(heard).toEqual(['coffee:17 1']);
  });

  it('refuses two handlers of the same control', () => {
    const twice = defineControls('a', { b: button({ access: 'anyone' }) });
    const handlers = handleControls(twice, { b: async () => ({ type: 'none' }) });
    expect(() => createFeatureSet([aFeature({ name: 'a', handlers: [...handlers, ...handlers] })])).toThrow('there are two of action a:b');
  });

  describe('an event that was persisted', () => {
    it('has its effect, its handled mark and its reply written together, and its body deleted', async () => {
      const event = action('amal', 'coffee:met:17');
      expect(await inbox.receive(input(event))).toBe(true);
      expect(await rows()).toMatchObject([{ event_id: event.eventId, reply: null, body: expect.stringContaining('typed') as unknown }]);
      const reply = await inbox.action(event);
      expect(await fact('met 17')).toBe('written');
      expect(await store.autocommit.inbound.isHandled(event.eventId)).toBe(true);
      expect(await rows()).toMatchObject([{ body: null, route: expect.stringContaining('token') as unknown }]);
      expect(JSON.parse((await store.autocommit.inbound.keptReply(event.eventId)) ?? '')).toEqual(reply);
      inbox.answered(event.eventId);
      await inbox.settled();
      expect(await rows()).toEqual([]);
    });

    it.each(['break', 'refuse'])(
      'leaves no effect when its handler throws (%s): the failure is its reply, and it counts as handled',
      async (name) => {
        const event = action('boss', `coffee:${name}:0`);
        await inbox.receive(input(event));
        const reply = await inbox.action(event);
        expect(textOf(reply)).toContain(name === 'break' ? 'REF-1' : 'missing');
        expect(await fact(name)).toBeUndefined();
        expect(await store.autocommit.inbound.isHandled(event.eventId)).toBe(true);
        expect(await rows()).toMatchObject([{ body: null }]);
        expect(await inbox.action(event)).toEqual(reply);
        expect(await fact(name)).toBeUndefined();
      },
    );

    it('keeps what was written when its handler returns an error', async () => {
      const event = action('boss', 'coffee:return:0');
      await inbox.receive(input(event));
      const reply = await inbox.action(event);
      expect(textOf(reply)).toContain('missing');
      expect(await fact('return')).toBe('written');
      expect(await inbox.action(event)).toEqual(reply);
    });

    it('gets its reply again when it is repeated before it is answered, and nothing afterwards', async () => {
      const event = command('amal', 'join');
      await inbox.receive(input(event));
      const reply = await inbox.command(event);
      expect(await inbox.receive(input(event))).toBe(false);
      expect(await inbox.command(event)).toEqual(reply);
      expect(ran).toEqual(['join 1']);
      inbox.answered(event.eventId);
      await inbox.settled();
      expect(await inbox.command(event)).toEqual(answeredElsewhere);
      expect(await inbox.receive(input(event))).toBe(false);
      expect(ran).toEqual(['join 1']);
      expect(await rows()).toEqual([]);
    });

    it('runs outside a transaction where its handler asks for that, and is handled once all the same', async () => {
      const event = action('boss', 'coffee:own:x');
      await inbox.receive(input(event));
      const reply = await inbox.action(event);
      expect(textOf(reply)).toBe('own x false');
      expect(await inbox.action(event)).toEqual(reply);
      expect(ran).toHaveLength(1);

      const failing = action('boss', 'coffee:own:break');
      await inbox.receive(input(failing));
      const failure = await inbox.action(failing);
      expect(textOf(failure)).toContain('missing');
      // Its own transactions stay.
      expect(await fact('own break')).toBe('written');
      expect(await inbox.action(failing)).toEqual(failure);
    });

    it('is handled once when it comes again while its handler runs outside a transaction', async () => {
      const event = action('boss', 'coffee:own:x');
      await inbox.receive(input(event));
      const [first, second] = await Promise.all([inbox.action(event), inbox.action(event)]);
      expect(second).toEqual(first);
      expect(ran).toHaveLength(1);
    });

    it('is handled again if the process ended while its handler ran outside a transaction', async () => {
      const event = action('boss', 'coffee:own:x');
      await inbox.receive(input(event));
      before = async () => {
        expect(inbox.working()).toEqual([event.eventId]);
        expect(await store.autocommit.inbound.isHandled(event.eventId)).toBe(false);
        expect(await rows()).toMatchObject([{ reply: null, body: expect.any(String) as unknown }]);
      };
      await inbox.action(event);
      expect(ran).toEqual(['own x false']);
      expect(inbox.working()).toEqual([]);
    });

    describe.each(['busy', 'own-busy'])('when the database fails for the moment (%s)', (name) => {
      /** Lets all waits pass until the work is done. */
      const passing = async <T>(work: Promise<T>): Promise<{ readonly result: T; readonly waits: readonly number[] }> => {
        const waits: number[] = [];
        let isDone = false;
        const result = work.finally(() => {
          isDone = true;
        });
        await until(() => {
          waits.push(...timer.waits());
          timer.ring();
          return isDone;
        });
        return { result: await result, waits };
      };

      it('is handled again at once, after short waits', async () => {
        const event = action('boss', `coffee:${name}:x`);
        await inbox.receive(input(event));
        failures = 2;
        const { result, waits } = await passing(inbox.action(event));
        expect(textOf(result)).toBe('busy x');
        expect(waits).toEqual([100, 400]);
        expect(tries).toBe(3);
        expect(await fact('busy x')).toBe('written');
        expect(inbox.working()).toEqual([]);
      });

      it('is left to the next sweep if that does not help, and neither answered nor lost', async () => {
        const event = action('boss', `coffee:${name}:x`);
        await inbox.receive(input(event));
        failures = 3;
        expect((await passing(inbox.action(event))).result).toEqual(answeredElsewhere);
        // An adapter takes that for an answer.
        inbox.answered(event.eventId);
        await inbox.settled();
        expect(await store.autocommit.inbound.isHandled(event.eventId)).toBe(false);
        const claimed = () =>
          store.autocommit.inbound.claim({
            platforms: ['web'],
            now: clock.now(),
            fromOthers: false,
            owner: 'test',
            leaseUntil: after(clock.now(), EVENT_LEASE_MS),
            limit: 10,
          });
        expect(await claimed()).toEqual([]);
        clock.advance(SECOND);
        expect(await claimed()).toMatchObject([{ eventId: event.eventId, body: { words: 'what was typed' } }]);
        const { result } = await passing(inbox.action(event));
        expect(textOf(result)).toBe('busy x');
        inbox.answered(event.eventId);
        await inbox.settled();
        expect(await rows()).toEqual([]);
      });

      it('is refused once it has been left often', async () => {
        const event = action('boss', `coffee:${name}:x`);
        await inbox.receive(input(event));
        failures = Number.POSITIVE_INFINITY;
        const replies: Reply[] = [];
        for (let sweep = 0; sweep < 6; sweep++) replies.push((await passing(inbox.action(event))).result);
        expect(replies.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => answeredElsewhere));
        expect(textOf(replies[5] ?? answeredElsewhere)).toContain('Another program is using the database');
        expect(await store.autocommit.inbound.isHandled(event.eventId)).toBe(true);
      });

      it('is refused at once if it was not persisted', async () => {
        failures = 3;
        const { result } = await passing(inbox.action(action('boss', `coffee:${name}:x`)));
        expect(textOf(result)).toContain('Another program is using the database');
      });

      it('is heard again too where nobody is answered', async () => {
        const group = { ...conversation, id: 'g1', kind: 'group' } as const;
        await store.autocommit.conversations.save('coffee:17', group);
        const from = { platform: 'web', space: 'test', user: 'amal' } as const;
        const said = { eventId: 'said', from, conversation: group, message: { conversation: group, id: 'm1' }, at: toInstant(5) };
        await inbox.receive({ eventId: 'said', from, route: null, body: { words: '' } });
        failures = 5;
        await passing(inbox.message(said));
        inbox.answered('said');
        await inbox.settled();
        expect(await rows()).toHaveLength(1);
        await passing(inbox.message(said));
        expect(heard).toEqual(['coffee:17 1']);
        inbox.answered('said');
        await inbox.settled();
        expect(await rows()).toEqual([]);
      });
    });

    it('is noted as answered when the database failed once', async () => {
      const { inbound } = contexts.urgent;
      failures = 1;
      const markAnswered: typeof inbound.markAnswered = async (eventIds) => {
        await fail();
        return inbound.markAnswered(eventIds);
      };
      const sharedTransaction: Contexts['sharedTransaction'] = async (work) => {
        await fail();
        return contexts.sharedTransaction(work);
      };
      const urgent = { ...contexts.urgent, inbound: { ...inbound, markAnswered } };
      const flaky = { ...contexts, urgent, sharedTransaction } satisfies Contexts;
      const other = inboxOn(flaky);
      const event = command('amal', 'join');
      await inbox.receive(input(event));
      await inbox.command(event);
      other.answered(event.eventId);
      await until(() => timer.waits().length > 0);
      timer.ring();
      await other.settled();
      expect(await rows()).toEqual([]);
    });

    it('shares its commit with all that are received at the same time', async () => {
      let commits = 0;
      const { inbound } = contexts.urgent;
      const counting = {
        ...contexts,
        urgent: {
          ...contexts.urgent,
          inbound: {
            ...inbound,
            receive: (...given: Parameters<typeof inbound.receive>) => {
              commits++;
              return inbound.receive(...given);
            },
          },
        },
      } satisfies Contexts;
      const many = inboxOn(counting);
      const events = Array.from({ length: 50 }, (_, index) => command('amal', 'join', `many${index % 40}`));
      const fresh = await Promise.all(events.map((event) => many.receive(input(event))));
      expect(commits).toBe(1);
      expect(fresh.filter(Boolean)).toHaveLength(40);
      expect(fresh.slice(40)).toEqual(Array.from({ length: 10 }, () => false));
      expect(await rows()).toHaveLength(40);
    });
  });
});
