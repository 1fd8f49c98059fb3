import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/core/language.js';
import { answeredElsewhere, type Form, noReply, plainText, privately, type Reply } from '../../src/core/message.js';
import { after, MINUTE, SECOND } from '../../src/core/time.js';
import { createArrivalOrder } from '../../src/dispatch/arrival-order.js';
import { EVENT_LEASE_MS, holdingOf } from '../../src/dispatch/holding.js';
import { composeHome } from '../../src/dispatch/home.js';
import { createRecovery, type Recovery } from '../../src/dispatch/recovery.js';
import { storeReply } from '../../src/dispatch/stored-reply.js';
import { eraseMember } from '../../src/features/members/erase.js';
import type { Identity, Platform } from '../../src/ports/chat.js';
import type { InboundInput } from '../../src/ports/inbound.js';
import { StoreError, storePhrase } from '../../src/store/errors.js';
import { writeArchive } from '../../src/store/transfer/archive.js';
import { dump } from '../../src/store/transfer/dump.js';
import { createFakeAdapter, type FakeAdapter } from '../support/fake-adapter.js';
import { createTestLogger } from '../support/logger.js';
import { engines } from '../support/store.js';
import { eventLoopTurns } from '../support/turns.js';
import { createWorld, textOf, type World } from '../support/world.js';

const say = (text: string): Reply => privately({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] });

describe.each(engines())('persisted events on $name', ({ open }) => {
  let world: World;
  let adapter: FakeAdapter;
  let resumed: InboundInput[];
  let answered: { readonly eventId: string; readonly route: unknown; readonly reply: Reply }[];
  /** Whether the platform still takes the answer. */
  let takesAnswers: boolean;
  /** What the process that looks is handling itself. */
  let working: readonly string[];

  beforeEach(async () => {
    world = await createWorld({ open });
    resumed = [];
    answered = [];
    takesAnswers = true;
    working = [];
    adapter = createFakeAdapter('web');
    adapter.resume = async (input) => {
      resumed.push(input);
      const { action } = input.body as { readonly action: string };
      const event = {
        ...input,
        conversation: { platform: 'web', space: 'test', id: 'direct', kind: 'direct' },
        action,
        values: [],
      } as const;
      const reply = await world.inbox.action(event);
      answered.push({ eventId: input.eventId, route: input.route, reply });
      world.inbox.answered(input.eventId);
    };
    adapter.answer = async ({ eventId, route }, reply) => {
      if (takesAnswers) answered.push({ eventId, route, reply });
      return takesAnswers;
    };
  });
  afterEach(async () => {
    await world.app.settled();
    await world.close();
  });

  const account = (user: string): Identity => ({ platform: 'web', space: 'test', user });
  const input = (eventId: string, user: string, action = 'members:edit:0'): InboundInput => ({
    eventId,
    from: account(user),
    route: { token: `secret token of ${eventId}` },
    body: { action, typed: `words of ${eventId}`, file: new Uint8Array([0, 255]) },
  });
  /** What a process that has ended since received. */
  const receive = (...inputs: readonly InboundInput[]) => {
    const at = world.clock.now();
    return world.contexts.autocommit.inbound.receive(inputs, holdingOf('ended', at));
  };
  const markHandled = (eventId: string, reply: string | Reply) =>
    world.contexts.transaction(async (context) => {
      await context.inbound.markHandled([eventId], context.now);
      await context.inbound.keepReplies([{ eventId, reply: storeReply(typeof reply === 'string' ? say(reply) : reply) }]);
    });
  /** An event that was handled, and whose reply nobody brought. */
  const handle = async (eventId: string, user: string, reply: string | Reply) => {
    await receive(input(eventId, user));
    await markHandled(eventId, reply);
  };
  const recovery = (given: { readonly alone?: boolean; readonly adapters?: ReadonlyMap<Platform, FakeAdapter> } = {}): Recovery => {
    const { contexts, clock, logger } = world;
    const engines = { contexts, adapters: given.adapters ?? new Map([['web', adapter]]), clock, logger, owner: 'next' };
    return createRecovery({
      ...engines,
      alone: given.alone ?? true,
      receives: () => true,
      order: createArrivalOrder(engines),
      working: () => working,
    });
  };
  const sweep = async (given: Parameters<typeof recovery>[0] = {}) => {
    const found = await recovery(given).sweep();
    await world.app.settled();
    return found;
  };
  const rows = () => world.store.database.db.selectFrom('inbound_events').selectAll().orderBy('id').execute();

  it('are handled by the next process, once, and answered by their route', async () => {
    await world.addMember({ user: 'sara' });
    await receive(input('a', 'sara', 'members:language:ar'));
    expect(await sweep()).toBe(1);
    expect(resumed).toEqual([
      { ...input('a', 'sara', 'members:language:ar'), id: expect.any(Number) as unknown, receivedAt: world.clock.now(), reply: null },
    ]);
    expect((await world.person('sara').member()).language).toBe('ar');
    expect(answered).toMatchObject([{ eventId: 'a', reply: { type: 'message' } }]);
    expect(await rows()).toEqual([]);
    expect(await sweep()).toBe(0);
    expect(resumed).toHaveLength(1);
  });

  it('of one person are handled in their order, also when the first takes longer', async () => {
    await receive(input('a', 'sara'), input('b', 'sara'));
    const order: string[] = [];
    adapter.resume = async ({ eventId }) => {
      for (let turn = eventId === 'a' ? 20 : 0; turn > 0; turn -= 1) await Promise.resolve();
      order.push(eventId);
      await markHandled(eventId, 'done');
      world.inbox.answered(eventId);
    };
    await sweep();
    expect(order).toEqual(['a', 'b']);
  });

  it('are answered with the reply that is kept, without being handled again', async () => {
    await world.addMember({ user: 'sara' });
    await handle('a', 'sara', 'what you asked for');
    expect(await sweep()).toBe(1);
    expect(resumed).toEqual([]);
    expect(answered).toEqual([{ eventId: 'a', route: { token: 'secret token of a' }, reply: say('what you asked for') }]);
    expect(await rows()).toEqual([]);
  });

  it('stay with a process that still runs, until its lease ends', async () => {
    await receive(input('a', 'sara'));
    expect(await sweep({ alone: false })).toBe(0);
    world.clock.advance(EVENT_LEASE_MS);
    expect(await sweep({ alone: false })).toBe(1);
    expect(resumed).toHaveLength(1);
  });

  it('are not answered by the process that takes them over if another one handles them meanwhile after all', async () => {
    await world.addMember({ user: 'sara' });
    await receive(input('a', 'sara', 'members:language:ar'));
    let reply: Reply | undefined;
    adapter.resume = async (event) => {
      await markHandled('a', 'what you asked for');
      const conversation = { platform: 'web', space: 'test', id: 'direct', kind: 'direct' } as const;
      reply = await world.inbox.action({ ...event, conversation, action: 'members:language:ar', values: [], isResumed: true });
      world.inbox.answered('a');
    };
    await sweep();
    expect(reply).toEqual(answeredElsewhere);
    expect((await world.person('sara').member()).language).toBe('en');
    // If the other process ends as well, its reply is not lost.
    expect(await rows()).toMatchObject([{ event_id: 'a', reply: storeReply(say('what you asked for')) }]);
    world.clock.advance(EVENT_LEASE_MS);
    await sweep();
    expect(answered).toMatchObject([{ eventId: 'a', reply: say('what you asked for') }]);
    expect(await rows()).toEqual([]);
  });

  it('are taken over again by the next sweep when the database fails meanwhile', async () => {
    await receive(input('a', 'sara'));
    world.clock.advance(EVENT_LEASE_MS);
    const resume = adapter.resume;
    adapter.resume = async () => Promise.reject(new StoreError('the database answered SQLITE_BUSY', storePhrase('store.busy')));
    expect(await sweep({ alone: false })).toBe(1);
    if (resume) adapter.resume = resume;
    world.clock.advance(SECOND);
    expect(await sweep({ alone: false })).toBe(1);
    expect(resumed).toHaveLength(1);
    expect(await rows()).toEqual([]);
  });

  it('stay with the process that is handling them, however long that takes', async () => {
    const at = world.clock.now();
    await world.contexts.autocommit.inbound.receive([input('a', 'sara'), input('b', 'sara')], holdingOf('next', at));
    working = ['a'];
    for (let minute = 0; minute < 3; minute++) {
      world.clock.advance(MINUTE);
      await sweep();
      // No other process takes it either.
      const [first] = await rows();
      expect(first).toMatchObject({ event_id: 'a', owner: 'next', lease_until: after(world.clock.now(), EVENT_LEASE_MS) });
    }
    expect(resumed.map(({ eventId }) => eventId)).toEqual(['b']);
    working = [];
    world.clock.advance(MINUTE);
    await sweep();
    expect(resumed.map(({ eventId }) => eventId)).toEqual(['b', 'a']);
  });

  it('are all taken over at once, however many there are, if no other process runs', async () => {
    await receive(...Array.from({ length: 120 }, (_, index) => input(`many${index}`, 'sara')));
    expect(await sweep()).toBe(120);
    expect(await sweep()).toBe(0);
  });

  it('wait while their platform is away', async () => {
    await receive(input('a', 'sara'));
    adapter.isConnected = false;
    await sweep();
    expect(resumed).toEqual([]);
    expect(await rows()).toMatchObject([{ event_id: 'a', body: expect.stringContaining('words') as unknown }]);
    adapter.isConnected = true;
    world.clock.advance(EVENT_LEASE_MS);
    await sweep({ alone: false });
    expect(resumed).toHaveLength(1);
  });

  it('do not stop one another when one cannot be taken over', async () => {
    await receive(input('a', 'sara'), input('b', 'sara'));
    const resume = adapter.resume;
    adapter.resume = async (event) => {
      if (event.eventId === 'a') throw new TypeError('what is this?');
      await resume?.(event);
    };
    expect(await sweep()).toBe(2);
    expect(resumed.map(({ eventId }) => eventId)).toEqual(['b']);
    expect(world.logger.lines.filter(({ level }) => level === 'error').map(({ fields }) => fields['eventId'])).toEqual(['a']);
    expect(await rows()).toMatchObject([{ event_id: 'a' }]);
  });

  it('are finished in their order for each person, because an answer may replace an earlier one', async () => {
    await world.addMember({ user: 'sara' });
    await handle('a', 'sara', 'first');
    await handle('b', 'sara', 'second');
    const order: string[] = [];
    adapter.answer = async ({ eventId }) => {
      order.push(`${eventId} begins`);
      if (eventId === 'a') await eventLoopTurns();
      order.push(`${eventId} ends`);
      return true;
    };
    await sweep();
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('have their reply shown with the next command, where the route takes no answer any more', async () => {
    await world.addMember({ user: 'sara' });
    takesAnswers = false;
    await handle('a', 'sara', 'what you asked for');
    await handle('b', 'sara', 'and then this');
    await handle('c', 'karim', 'for someone else');
    await sweep();
    expect(await rows()).toMatchObject(['a', 'b', 'c'].map((event_id) => ({ event_id, route: null, body: null, owner: null })));
    const shown = textOf(await world.person('sara').type('/profile show'));
    expect(shown).toMatch(/answered earlier; you may have seen it already:\nwhat you asked for\nand then this/);
    expect(shown).not.toContain('somebody else');
    expect(textOf(await world.person('sara').type('/profile show'))).not.toContain('what you asked for');
    // Nobody looks for them any more.
    expect(await sweep()).toBe(0);
  });

  it('have their reply introduced in the language of the member', async () => {
    const words = { en: 'you may have seen it already', ar: 'وربما وصلك حينها', ckb: 'لەوانەیە پێشتر پێت گەیشتبێت' };
    takesAnswers = false;
    for (const [language, introduction] of Object.entries(words) as [Language, string][]) {
      await world.addMember({ user: language, language });
      await handle(language, language, 'what you asked for');
      await sweep();
      const shown = textOf(await world.person(language).type('/profile show'));
      expect(shown.split(introduction)).toHaveLength(2);
      expect(shown.indexOf(introduction)).toBeLessThan(shown.indexOf('what you asked for'));
    }
  });

  it('have a form, or the errors of one, shown with the next command too', async () => {
    await world.addMember({ user: 'sara' });
    takesAnswers = false;
    const form: Form = { id: 'members:edit:0', language: 'en', title: 'Your profile', submit: 'Save', fields: [] };
    await handle('a', 'sara', { type: 'form', form });
    await handle('b', 'sara', { type: 'form-errors', errors: { name: 'This name is taken.' } });
    await handle('c', 'sara', noReply);
    await sweep();
    const reply = await world.person('sara').type('/profile show');
    expect(textOf(reply)).toContain('This name is taken.');
    expect(JSON.stringify(reply)).toContain('{"type":"button","action":"members:edit:0","label":"Your profile"}');
  });

  it.each([
    ['damaged', '{"type":"message","mess'],
    [
      'of an unknown version',
      '{"type":"message","message":{"cards":[{"language":"en","blocks":[{"type":"film"}]}]},"visibility":"private"}',
    ],
  ])('say that their reply can’t be shown when it is %s, and bring the others', async (_what, reply) => {
    await world.addMember({ user: 'sara' });
    await handle('a', 'sara', 'what you asked for');
    await world.contexts.autocommit.inbound.keepReplies([{ eventId: 'a', reply }]);
    await handle('b', 'sara', 'and then this');
    await sweep();
    expect(answered).toMatchObject([{ eventId: 'b', reply: say('and then this') }]);
    const home = await composeHome(world.contexts.autocommit, account('sara'));
    expect(plainText(home)).toContain('One of these answers is damaged');
    expect(textOf(await world.person('sara').type('/profile show'))).toContain('One of these answers is damaged');
    expect(await rows()).toEqual([]);
    expect(textOf(await world.person('sara').type('/profile show'))).not.toContain('damaged');
  });

  it('have their reply on the home page until the person has seen the page, or until their next command', async () => {
    await world.addMember({ user: 'sara' });
    takesAnswers = false;
    const file = { name: 'profile.json', mediaType: 'application/json', bytes: new Uint8Array([1]) };
    const home = () => composeHome(world.contexts.autocommit, account('sara'));
    const shown = async () => plainText(await home());
    await handle('a', 'sara', 'what you asked for');
    await handle('b', 'sara', { ...say('with a file'), message: { cards: [], files: [file] } } as Reply);
    await sweep();
    expect(await shown()).toContain('what you asked for');
    // A page that was refreshed unasked may not have been seen.
    expect(await shown()).toMatch(/you may have seen it already[^]*what you asked for/);
    await (await home()).seen?.();
    expect(await shown()).not.toMatch(/you may have seen|what you asked for/);
    expect((await rows()).map(({ event_id }) => event_id)).toEqual(['b']);
    await handle('c', 'sara', 'and then this');
    await sweep();
    expect(await shown()).toContain('and then this');
    const reply = await world.person('sara').type('/profile show');
    expect(textOf(reply)).toContain('and then this');
    expect(reply).toMatchObject({ message: { files: [file] } });
    expect(await shown()).not.toContain('and then this');
    expect(await rows()).toEqual([]);
  });

  it('lose their route and their body after 30 minutes; a reply stays for later', async () => {
    await world.addMember({ user: 'sara' });
    await receive(input('open', 'sara'));
    await handle('handled', 'sara', 'what you asked for');
    world.clock.advance(29 * MINUTE);
    await receive(input('young', 'sara'));
    world.clock.advance(MINUTE + SECOND);
    adapter.isConnected = false;
    await sweep();
    const left = await rows();
    expect(left).toMatchObject([
      { event_id: 'handled', route: null, body: null, owner: null, reply: expect.stringContaining('asked') as unknown },
      { event_id: 'young', route: expect.stringContaining('token') as unknown },
    ]);
    expect(textOf(await world.person('sara').type('/profile show'))).toContain('what you asked for');
    expect(resumed).toEqual([]);
  });

  it('are looked for when the recovery starts, and no more once it has stopped', async () => {
    await receive(input('a', 'sara'));
    const running = recovery();
    running.start();
    await running.stop();
    expect(resumed.map(({ eventId }) => eventId)).toEqual(['a']);
  });

  it('are erased with the person', async () => {
    const id = await world.addMember({ user: 'sara' });
    takesAnswers = false;
    await receive(input('a', 'sara'), input('c', 'karim'));
    await handle('b', 'sara', 'private words');
    await world.contexts.transaction((context) => eraseMember(context, id));
    expect((await rows()).map(({ event_id }) => event_id)).toEqual(['c']);
  });

  it('are no part of a backup', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mudhif-inbound-'));
    try {
      await receive(input('a', 'sara'));
      await handle('b', 'sara', 'what you asked for');
      const file = join(folder, 'backup.gz');
      await writeArchive(file, dump(world.store.database, world.clock.now()));
      const text = gunzipSync(readFileSync(file)).toString();
      expect(text).toContain('seen_events');
      for (const kept of ['"inbound_events"', 'secret token', 'words of', 'what you asked for']) expect(text).not.toContain(kept);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a recovery that cannot read the store', () => {
  it('says so in the log and does not throw at its start', async () => {
    const world = await createWorld();
    const logger = createTestLogger();
    const { contexts, clock } = world;
    const running = createRecovery({
      contexts,
      adapters: new Map(),
      clock,
      logger,
      owner: 'next',
      order: createArrivalOrder({ contexts, adapters: new Map(), clock, logger, owner: 'next' }),
      alone: true,
      receives: () => true,
      working: () => [],
    });
    await world.close();
    running.start();
    await running.stop();
    expect(logger.lines.map(({ level }) => level)).toEqual(['error']);
  });
});
