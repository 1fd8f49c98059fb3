import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { privately, type Reply } from '../../src/core/message.js';
import { after, MINUTE, SECOND } from '../../src/core/time.js';
import { createArrivalOrder } from '../../src/dispatch/arrival-order.js';
import { createInbox } from '../../src/dispatch/inbox.js';
import { createRecovery } from '../../src/dispatch/recovery.js';
import { button } from '../../src/feature-api/controls.js';
import { createFeatureSet, defineControls, handleControls, textId } from '../../src/feature-api/index.js';
import { features as allFeatures } from '../../src/features/index.js';
import type { Timer } from '../../src/kit/timer.js';
import type { Platform } from '../../src/ports/chat.js';
import type { InboundInput } from '../../src/ports/inbound.js';
import { createTestClock } from '../support/clock.js';
import { createFakeAdapter, type FakeAdapter } from '../support/fake-adapter.js';
import { aFeature } from '../support/features.js';
import { createTestLogger } from '../support/logger.js';
import { recordStatements } from '../support/statements.js';
import { engines, type TestStore } from '../support/store.js';
import { createManualTimer, type ManualTimer, until } from '../support/timer.js';
import { eventLoopTurns } from '../support/turns.js';

const conversation = { platform: 'web', space: 'test', id: 'c1', kind: 'direct' } as const;
const say = (text: string): Reply => privately({ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] });

describe.each(engines())('what a person does, with several processes on $name', ({ name, open }) => {
  let store: TestStore;
  let clock: ReturnType<typeof createTestClock>;
  let took: string[];
  let answers: string[];
  /** Happens whenever a process waits. */
  let whileWaiting: () => Promise<void>;
  let finishImport: () => void;
  let isFinished: Promise<void>;
  /** What happens when somebody has waited too long. */
  let patience: ManualTimer;
  /** Nobody waits for long in tests. */
  const timer: Timer = {
    set: (work, ms) => (ms < SECOND ? void setImmediate(() => void whileWaiting().then(work)) : patience.set(work, ms)),
    clear: (handle) => patience.clear(handle),
  };

  const controls = defineControls('echo', {
    choose: button({ access: 'anyone', id: textId }),
    import: button({ access: 'anyone', transaction: 'own' }),
  });
  const members = allFeatures.all.filter(({ people }) => people !== undefined);
  const features = createFeatureSet([
    ...members,
    aFeature({
      name: 'echo',
      handlers: handleControls(controls, {
        async choose(context, _request, { id }) {
          await context.community.saveFact('choice', id);
          took.push(id);
          return say(id);
        },
        async import() {
          took.push('import begins');
          await isFinished;
          return { type: 'effects', effects: async () => say(took.push('import ends').toString()) };
        },
      }),
    }),
  ]);

  /** A process that receives from the platform. */
  const aProcess = (owner: string, alone = false) => {
    const logger = createTestLogger();
    const adapter: FakeAdapter = createFakeAdapter('web');
    const adapters: ReadonlyMap<Platform, FakeAdapter> = new Map([['web', adapter]]);
    const engines = { contexts: store.contexts({ clock, logger, features }), adapters, clock, logger, owner, timer };
    const order = createArrivalOrder({ ...engines, alone });
    const inbox = createInbox({ ...engines, newReference: () => 'REF', order });
    const { working } = inbox;
    const recovery = createRecovery({ ...engines, alone: false, receives: () => true, order, working });
    const answer = (eventId: string, reply: Reply) => {
      if (reply.type === 'message') answers.push(`${owner} answers ${eventId}`);
      inbox.answered(eventId);
    };
    const reply = ({ eventId, from, body }: InboundInput, isResumed: boolean) => {
      const { action } = body as { readonly action: string };
      return inbox.action({ eventId, from, conversation, action, values: [], isResumed });
    };
    const handle = async (input: InboundInput, isResumed: boolean) => answer(input.eventId, await reply(input, isResumed));
    adapter.resume = (input) => handle(input, true);
    adapter.answer = async ({ eventId }, reply) => {
      answer(eventId, reply);
      return true;
    };
    const process = {
      logger,
      adapter,
      reply,
      receive: (input: InboundInput) => inbox.receive(input),
      handle: (input: InboundInput) => handle(input, false),
      async click(input: InboundInput) {
        await inbox.receive(input);
        await handle(input, false);
      },
      /** Looks for what others left, until every lease has ended. */
      async sweep() {
        for (let minute = 0; minute < 3; minute += 1) {
          await inbox.settled();
          clock.advance(MINUTE);
          await recovery.sweep();
        }
        await inbox.settled();
      },
      release: () => recovery.release(),
      settled: () => inbox.settled(),
      answered: (eventId: string) => inbox.answered(eventId),
    };
    return process;
  };
  const click = (eventId: string, choice: string, user = 'amal'): InboundInput => ({
    eventId,
    from: { platform: 'web', space: 'test', user },
    route: { token: `token of ${eventId}` },
    body: { action: `echo:choose:${choice}` },
  });
  const rows = () => store.database.db.selectFrom('inbound_events').select('event_id').execute();
  /** Both clicks took effect, the first one first; each is answered once, and nothing of them is left. */
  const expectBothInOrder = async (...answered: readonly [string, string]) => {
    expect(took.splice(0)).toEqual(['going', 'not-going']);
    expect(answers.splice(0).toSorted()).toEqual(answered);
    expect(await rows()).toEqual([]);
  };
  const choice = () => store.autocommit.community.fact('choice');

  beforeEach(async () => {
    store = await open();
    clock = createTestClock(Date.parse('2026-11-22T06:00:00Z'));
    took = [];
    answers = [];
    whileWaiting = async () => {};
    patience = createManualTimer();
    isFinished = new Promise((resolve) => {
      finishImport = resolve;
    });
  });
  afterEach(() => store.close());

  it('takes effect in its order, also when the process of an earlier click was killed', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    await first.receive(click('a', 'going'));
    // Here the first process is killed.
    await second.click(click('b', 'not-going'));
    await second.sweep();
    expect(await choice()).toBe('not-going');
    await expectBothInOrder('second answers a', 'second answers b');
  });

  it('takes effect in its order when several clicks were left, by several processes, and several come', async () => {
    const [first, second, third] = [aProcess('first'), aProcess('second'), aProcess('third')];
    await first.receive(click('a', '1'));
    await second.receive(click('b', '2'));
    await first.receive(click('c', '3'));
    await first.receive(click('other', 'of somebody else', 'zahra'));
    await Promise.all(['d', 'e', 'f'].map((eventId) => third.click(click(eventId, eventId))));
    expect(took).toEqual(['1', '2', '3', 'd', 'e', 'f']);
    await third.sweep();
    expect(took).toEqual(['1', '2', '3', 'd', 'e', 'f', 'of somebody else']);
    expect(answers).toHaveLength(7);
    expect(await rows()).toEqual([]);
  });

  it('waits for a process that is still at work, which then answers itself', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    const going = click('a', 'going');
    await first.receive(going);
    let look: (() => Promise<void>) | undefined = () => first.handle(going);
    whileWaiting = async () => {
      await look?.();
      look = undefined;
    };
    await second.click(click('b', 'not-going'));
    await first.settled();
    await second.sweep();
    await expectBothInOrder('first answers a', 'second answers b');
  });

  it('is answered once if a process wakes up whose click was taken over, before or after the answer', async () => {
    for (const late of [false, true]) {
      const [first, second] = [aProcess('first'), aProcess('second')];
      const going = click(`a${late}`, 'going');
      await first.receive(going);
      const resume = second.adapter.resume;
      second.adapter.resume = async (input) => {
        await resume?.(input);
        if (!late) await first.handle(going);
      };
      await second.click(click(`b${late}`, 'not-going'));
      await second.settled();
      if (late) await first.handle(going);
      await first.settled();
      await second.sweep();
      await expectBothInOrder(`second answers a${late}`, `second answers b${late}`);
    }
  });

  it('is not answered by a process that wakes up before the one that took its click over has answered', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    const going = click('a', 'going');
    await first.receive(going);
    // The second process handles it, and has not answered yet.
    second.adapter.resume = async (input) => void (await second.reply(input, true));
    await second.click(click('b', 'not-going'));
    await first.handle(going);
    await first.settled();
    expect(took).toEqual(['going', 'not-going']);
    expect(answers).toEqual(['second answers b']);
    // Should it be killed as well, a sweep brings what it kept.
    await second.settled();
    await aProcess('third').sweep();
    expect(answers).toEqual(['second answers b', 'third answers a']);
    expect(await rows()).toEqual([]);
  });

  it('does not wait for a long operation of the same person', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    await first.receive({ ...click('a', ''), body: { action: 'echo:import' } });
    await second.click(click('b', 'not-going'));
    await until(() => took.includes('import begins'));
    expect(took.toSorted()).toEqual(['import begins', 'not-going']);
    finishImport();
    await second.sweep();
    expect(took.at(-1)).toBe('import ends');
    expect(answers.toSorted()).toEqual(['second answers a', 'second answers b']);
  });

  it('takes effect in its order when the process that took an earlier click over was killed as well', async () => {
    const [first, second, third] = [aProcess('first'), aProcess('second'), aProcess('third')];
    await first.receive(click('a', 'going'));
    // Here the first process is killed.
    clock.advance(2 * MINUTE);
    second.adapter.resume = () => new Promise(() => {});
    void second.sweep();
    const owners = () => store.database.db.selectFrom('inbound_events').select('owner').execute();
    await until(async () => (await owners()).some(({ owner }) => owner === 'second'));
    // And here the second.
    await third.click(click('b', 'not-going'));
    expect(took).toEqual(['going', 'not-going']);
  });

  it('does not wait for what its platform has answered by itself', async () => {
    const only = aProcess('only');
    // It opens a form that stands ready, for example.
    await only.receive(click('a', 'going'));
    only.answered('a');
    await only.click(click('b', 'not-going'));
    expect(took).toEqual(['not-going']);
  });

  it('does not wait for what was only told before, which waits for what others said', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    await first.receive({ ...click('told', 'nothing'), route: null });
    await first.receive(click('a', 'going'));
    // Here the first process is killed.
    clock.advance(2 * MINUTE);
    const { resume } = second.adapter;
    second.adapter.resume = async (row) => (row.eventId === 'told' ? new Promise<void>(() => {}) : resume?.(row));
    void second.sweep();
    await until(async () => took.includes('going'));
    await second.click(click('b', 'not-going'));
    expect(took).toEqual(['going', 'not-going']);
  });

  it('takes effect in its order also after a lease was renewed, if no other process receives', async () => {
    const [first, only] = [aProcess('first'), aProcess('only', true)];
    await first.receive(click('a', 'going'));
    await store.autocommit.inbound.renew(['a'], { at: clock.now(), leaseUntil: after(clock.now(), 2 * MINUTE) });
    // Here the first process is killed, and the second starts.
    await only.click(click('b', 'not-going'));
    expect(took).toEqual(['going', 'not-going']);
  });

  it('does not take over what its process is known to work on', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    await first.receive(click('a', 'going'));
    await store.autocommit.inbound.renew(['a'], { at: clock.now(), leaseUntil: after(clock.now(), 2 * MINUTE) });
    await second.click(click('b', 'not-going'));
    expect(took).toEqual(['not-going']);
  });

  it('takes effect in its order when an earlier click was left to the next sweep', async () => {
    const only = aProcess('only');
    await only.receive(click('a', 'going'));
    // As when the database was busy.
    await store.autocommit.inbound.postpone('a', after(clock.now(), SECOND));
    await only.click(click('b', 'not-going'));
    await only.sweep();
    await expectBothInOrder('only answers a', 'only answers b');
  });

  it('goes on when what was left can be neither read nor handled', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    await first.receive(click('a', 'going'));
    second.adapter.resume = () => Promise.reject(new TypeError('what is this?'));
    await second.click(click('b', 'not-going'));
    expect(took).toEqual(['not-going']);
    second.adapter.resume = () => new Promise(() => {});
    await first.receive(click('c', 'going'));
    const clicked = second.click(click('d', 'perhaps'));
    await until(() => patience.waits().length > 0);
    expect(took).toEqual(['not-going']);
    patience.ring();
    await clicked;
    expect(took).toEqual(['not-going', 'perhaps']);
    expect(second.logger.lines.map(({ level }) => level).filter((level) => level !== 'info')).toEqual(['error', 'warn']);
  });

  it('keeps its order when a sweep finds a later click before an earlier one', async () => {
    const [first, second, third] = [aProcess('first'), aProcess('second'), aProcess('third')];
    await first.receive(click('a', 'going'));
    await second.receive(click('b', 'not-going'));
    // It is free at once, and the first one only when its lease ends.
    await second.release();
    await third.sweep();
    await expectBothInOrder('third answers a', 'third answers b');
  });

  it('waits for what a sweep is just taking over', async () => {
    const [first, second] = [aProcess('first'), aProcess('second')];
    await first.receive(click('a', 'going'));
    await first.release();
    const { resume } = second.adapter;
    let later: Promise<void> | undefined;
    second.adapter.resume = async (input) => {
      later = second.click(click('b', 'not-going'));
      for (let turn = 0; turn < 5; turn += 1) await eventLoopTurns();
      await resume?.(input);
    };
    await second.sweep();
    await later;
    expect(took).toEqual(['going', 'not-going']);
  });

  it('costs no statement of its own while nothing was left', async () => {
    const second = aProcess('second');
    await second.click(click('a', 'going'));
    await second.settled();
    const { ran, stop } = recordStatements();
    await second.receive(click('b', 'not-going'));
    stop();
    // What runs on PostgreSQL is not seen here.
    expect(ran).toHaveLength(name === 'SQLite' ? 1 : 0);
  });
});
