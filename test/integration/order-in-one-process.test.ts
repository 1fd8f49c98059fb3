import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MudhifError } from '../../src/core/errors.js';
import { privately, type Reply } from '../../src/core/message.js';
import { after, SECOND } from '../../src/core/time.js';
import { createArrivalOrder } from '../../src/dispatch/arrival-order.js';
import { createInbox } from '../../src/dispatch/inbox.js';
import { createRecovery } from '../../src/dispatch/recovery.js';
import { button, form } from '../../src/feature-api/controls.js';
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
import { features as allFeatures } from '../../src/features/index.js';
import type { Timer } from '../../src/kit/timer.js';
import { phrase } from '../../src/language/index.js';
import type { Platform } from '../../src/ports/chat.js';
import type { InboundInput } from '../../src/ports/inbound.js';
import { createTestClock } from '../support/clock.js';
import { createFakeAdapter, type FakeAdapter } from '../support/fake-adapter.js';
import { aFeature } from '../support/features.js';
import { createTestLogger } from '../support/logger.js';
import { engines, type TestStore } from '../support/store.js';
import { createManualTimer, type ManualTimer, until } from '../support/timer.js';
import { eventLoopTurns } from '../support/turns.js';

const conversation = { platform: 'web', space: 'test', id: 'c1', kind: 'direct' } as const;
const KINDS = ['vote', 'form', 'command'] as const;
type Kind = (typeof KINDS)[number];

class Busy extends MudhifError {
  override get isMomentary(): boolean {
    return true;
  }
}

describe.each(engines())('what a person does, in one process on $name', ({ open }) => {
  let store: TestStore;
  let clock: ReturnType<typeof createTestClock>;
  let took: string[];
  /** How often each of them still fails, as when the database is busy. */
  let troubles: Map<string, number>;
  /** Long operations wait for these. */
  let gates: Map<string, Promise<void>>;
  let afterCommit: () => Promise<void>;
  let patience: ManualTimer;
  /** Nobody waits between two tries in tests. */
  const timer: Timer = {
    set: (work, ms) => (ms < SECOND ? void setImmediate(work) : patience.set(work, ms)),
    clear: (handle) => patience.clear(handle),
  };

  const take = async (context: Context, choice: string): Promise<Reply> => {
    const left = troubles.get(choice) ?? 0;
    troubles.set(choice, left - 1);
    if (left > 0) throw new Busy('busy', phrase('store.busy'));
    await context.community.saveFact('choice', choice);
    took.push(choice);
    return privately({ language: 'en', blocks: [{ type: 'paragraph', text: [choice] }] });
  };
  const controls = defineControls('echo', {
    vote: button({ access: 'anyone', id: textId }),
    long: button({ access: 'anyone', id: textId, transaction: 'own' }),
    form: form({
      access: 'anyone',
      id: textId,
      title: 'community.command.help',
      submit: 'common.save',
      fields: { text: textField({ label: 'community.command.about', max: 20, required: true }) },
    }),
  });
  const echo = aFeature({
    name: 'echo',
    commands: [
      defineCommand({
        name: 'echo',
        description: 'community.command.help',
        subcommands: {
          take: defineSubcommand({
            description: 'community.command.help',
            access: 'anyone',
            options: { choice: { type: 'text', description: 'community.command.about', maxLength: 20, required: true } },
            run: (context, _request, { choice }) => take(context, choice),
          }),
        },
      }),
    ],
    handlers: handleControls(controls, {
      vote: (context, _request, { id }) => take(context, id),
      form: (context, _request, { id }) => take(context, id),
      async long(_context, _request, { id }) {
        took.push(`${id} begins`);
        await gates.get(id);
        return { type: 'effects', effects: (inside) => take(inside, id) };
      },
    }),
  });
  const members = allFeatures.all.filter(({ people }) => people !== undefined);
  const features = createFeatureSet([...members, echo]);

  const input = (eventId: string, kind: Kind | 'long', user = 'amal'): InboundInput => ({
    eventId,
    from: { platform: 'web', space: 'test', user },
    route: {},
    body: kind,
  });

  const aProcess = (owner: string) => {
    const logger = createTestLogger();
    const adapter: FakeAdapter = createFakeAdapter('web');
    const adapters: ReadonlyMap<Platform, FakeAdapter> = new Map([['web', adapter]]);
    const real = store.contexts({ clock, logger, features });
    const contexts: Contexts = {
      ...real,
      async transaction(work) {
        const result = await real.transaction(work);
        await afterCommit();
        return result;
      },
    };
    const parts = { contexts, adapters, clock, logger, owner, timer };
    const order = createArrivalOrder(parts);
    const inbox = createInbox({ ...parts, newReference: () => 'REF', order });
    const recovery = createRecovery({ ...parts, alone: true, receives: () => true, order, working: inbox.working });
    const reply = ({ eventId, from, body }: InboundInput): Promise<Reply> => {
      const event = { eventId, from, conversation };
      if (body === 'command') return inbox.command({ ...event, command: 'echo', input: { type: 'text', text: `take ${eventId}` } });
      if (body === 'form') return inbox.form({ ...event, form: `echo:form:${eventId}`, values: { text: 'x' } });
      return inbox.action({ ...event, action: `echo:${body === 'long' ? 'long' : 'vote'}:${eventId}`, values: [] });
    };
    const handle = async (given: InboundInput): Promise<void> => {
      await reply(given);
      inbox.answered(given.eventId);
    };
    adapter.resume = handle;
    return { inbox, recovery, adapter, logger, handle };
  };
  const choice = () => store.autocommit.community.fact('choice');

  beforeEach(async () => {
    store = await open();
    clock = createTestClock(Date.parse('2026-11-22T06:00:00Z'));
    took = [];
    troubles = new Map();
    gates = new Map();
    afterCommit = async () => {};
    patience = createManualTimer();
  });
  afterEach(() => store.close());

  it.each(KINDS)('counts last what came last when an older %s is tried again', async (kind) => {
    const { inbox, handle } = aProcess('one');
    const [older, newer, newest] = [input('older', kind), input('newer', kind), input('newest', kind)];
    troubles.set('older', 2);
    await Promise.all([older, newer, newest].map(inbox.receive));
    await Promise.all([older, newer, newest].map(handle));
    expect(took).toEqual(['older', 'newer', 'newest']);
    expect(await choice()).toBe('newest');
  });

  it.each(KINDS)('counts last what came last when an older %s is left to a sweep', async (kind) => {
    const { inbox, handle } = aProcess('one');
    const [older, newer] = [input('older', kind), input('newer', kind)];
    // Three tries in a row fail, and the first of the next three.
    troubles.set('older', 4);
    await Promise.all([older, newer].map(inbox.receive));
    await Promise.all([older, newer].map(handle));
    await inbox.settled();
    expect(took).toEqual(['older', 'newer']);
  });

  it.each(KINDS)('counts last what came last when the handler of an older %s begins later', async (kind) => {
    const { inbox, handle } = aProcess('one');
    const [older, newer] = [input('older', kind), input('newer', kind)];
    await inbox.receive(older);
    await inbox.receive(newer);
    const handled = handle(newer);
    for (let turn = 0; turn < 5; turn += 1) await eventLoopTurns();
    await Promise.all([handle(older), handled]);
    expect(took).toEqual(['older', 'newer']);
  });

  it.each(KINDS)('counts last what came last while each %s that a killed process left is taken over', async (kind) => {
    const [killed, next] = [aProcess('killed'), aProcess('next')];
    const left = ['a', 'b', 'c'].map((eventId) => input(eventId, kind));
    for (const one of left) await killed.inbox.receive(one);
    troubles.set('a', 2);
    troubles.set('c', 1);
    const later = ['d', 'e'].map((eventId) => input(eventId, kind));
    // They come as soon as what was left is claimed.
    let came: Promise<unknown> | undefined;
    afterCommit = async () => {
      const rows = await store.database.db.selectFrom('inbound_events').select('event_id').where('owner', '=', 'next').execute();
      if (came || rows.length === 0) return;
      came = Promise.all(
        later.map(async (one) => {
          await next.inbox.receive(one);
          await next.handle(one);
        }),
      );
      for (let turn = 0; turn < 5; turn += 1) await eventLoopTurns();
    };
    await next.recovery.sweep();
    await came;
    expect(took).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('does not let a copy of an event go before older ones', async () => {
    const { inbox, handle } = aProcess('one');
    const [older, newer] = [input('older', 'vote'), input('newer', 'vote')];
    troubles.set('older', 2);
    await Promise.all([older, newer].map(inbox.receive));
    await Promise.all([older, newer, newer].map(handle));
    expect(took).toEqual(['older', 'newer']);
  });

  it('goes on beside a long operation, whose effects come before those of a later one', async () => {
    const { inbox, handle } = aProcess('one');
    let finish = (): void => {};
    gates.set('import', new Promise<void>((resolve) => void (finish = resolve)));
    const all = [input('import', 'long'), input('click', 'vote'), input('second', 'long'), input('next', 'vote')];
    for (const one of all) await inbox.receive(one);
    const handled = all.map(handle);
    await Promise.all([handled[1], handled[3]]);
    await until(() => took.includes('second begins'));
    expect(took.filter((what) => !what.endsWith('begins'))).toEqual(['click', 'next']);
    finish();
    await Promise.all(handled);
    expect(took.slice(-2)).toEqual(['import', 'second']);
  });

  it('does not wait for ever for what is persisted and never handled', async () => {
    const { inbox, handle, logger } = aProcess('one');
    await inbox.receive(input('dropped', 'vote'));
    await inbox.receive(input('later', 'vote'));
    const handled = handle(input('later', 'vote'));
    await until(() => patience.waits().length > 0);
    expect(patience.waits()).toEqual([2 * SECOND]);
    expect(took).toEqual([]);
    patience.ring();
    await handled;
    expect(took).toEqual(['later']);
    expect(logger.lines.map(({ level }) => level).filter((level) => level !== 'info')).toEqual(['warn']);
  });

  it('lets other people go on while somebody’s older click is late', async () => {
    const { inbox, handle } = aProcess('one');
    await inbox.receive(input('dropped', 'vote'));
    const other = input('other', 'vote', 'zahra');
    await inbox.receive(other);
    await handle(other);
    expect(took).toEqual(['other']);
  });

  it('looks for what was left again, also when the handling of one event never ends', async () => {
    const { inbox, recovery, adapter, handle } = aProcess('next');
    const killed = aProcess('killed');
    await killed.inbox.receive(input('stuck', 'vote'));
    let isStuck = false;
    adapter.resume = () => {
      isStuck = true;
      return new Promise(() => {});
    };
    const first = recovery.sweep();
    await until(() => isStuck && patience.waits().length > 0);
    patience.ring();
    await first;
    adapter.resume = handle;
    await killed.inbox.receive(input('other', 'vote', 'zahra'));
    await recovery.sweep();
    expect(took).toEqual(['other']);
    // What is still being handled stays with its process.
    clock.set(after(clock.now(), 30 * SECOND));
    await recovery.sweep();
    await inbox.settled();
    expect(took).toEqual(['other']);
  });
});
