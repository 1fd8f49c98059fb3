import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import type { Destination } from '../../src/core/notification.js';
import { after, DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.js';
import { defineNotification, type Notification } from '../../src/feature-api/index.js';
import { DeliveryError } from '../../src/ports/chat.js';
import type { AgendaRunner } from '../../src/ports/runner.js';
import { aMember, saying } from '../contract/store/samples.js';
import { createTestClock, runWhatIsDue, type TestClock } from '../support/clock.js';
import { createFakeAdapter, type FakeAdapter } from '../support/fake-adapter.js';
import { createTestLogger } from '../support/logger.js';
import { engines, type TestStore } from '../support/store.js';

const KEY = 'topics:7';

describe.each(engines())('delivery to threads on $name', (engine) => {
  let store: TestStore;
  let clock: TestClock;
  let slack: FakeAdapter;
  let web: FakeAdapter;
  let runner: AgendaRunner;
  let drops: Set<number>;

  const notification = (kind: string, more: Partial<Pick<Notification, 'onUnknownOutcome'>> = {}) =>
    defineNotification(
      { kind, notice: 'test.news', lateness: { policy: 'run' }, onUnknownOutcome: 'hold', args: z.object({ n: z.int() }), ...more },
      async (_context, { n }, { words = `message ${n}` }) => (drops.has(n) ? { drop: 'no-topic' } : { message: saying(words) }),
    );
  const start = (adapters: readonly FakeAdapter[], owner = 'test') =>
    createEmbeddedRunner({
      store: store.contexts({ clock }),
      clock,
      logger: createTestLogger(),
      owner,
      jobs: [
        createDeliverJob({
          store: store.contexts({ clock }),
          clock,
          adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
          notifications: createNotificationRegistry([notification('news'), notification('must-reach', { onUnknownOutcome: 'resend' })]),
        }),
      ],
    });

  beforeEach(async () => {
    store = await engine.open();
    clock = createTestClock();
    slack = createFakeAdapter('slack');
    web = createFakeAdapter('web');
    drops = new Set();
    runner = start([web]);
  });
  afterEach(() => store.close());

  const thread = (more: Partial<Extract<Destination, { to: 'thread' }>> = {}): Destination => ({
    to: 'thread',
    thread: KEY,
    of: 'general',
    title: 'Budgets',
    ...more,
  });
  const plan = (n: number, { to = thread(), kind = 'news', inMs = 0 }: { to?: Destination; kind?: string; inMs?: number } = {}) =>
    store.autocommit.deliveries.plan({ key: `m${n}`, kind, args: { n }, to, dueAt: after(clock.now(), inMs) });
  const delivery = async (key: string) => {
    const found = await store.autocommit.deliveries.find(key);
    if (found === undefined) throw new Error(`no delivery ${key}`);
    return found;
  };
  const stateOf = async (key: string) => (await delivery(key)).state;
  const rowOf = async (key: string) => {
    const row = await store.autocommit.agenda.find(`deliver:${key}`);
    if (row === undefined) throw new Error(`no row ${key}`);
    return row;
  };
  /** Runs what is due within this time, in its order. */
  const runFor = (ms: number) => runWhatIsDue(clock, ms, { run: () => runner.runDue(), nextDue: () => runner.nextDue() });
  const stands = (adapter: FakeAdapter = web) => adapter.posted.map(({ to, key }) => [to, key]);
  const saved = (platform: 'slack' | 'web' = 'web') => store.autocommit.conversations.find(KEY, platform);

  test('the first message opens the thread, and later ones stand below it in order', async () => {
    for (const n of [1, 2, 3]) await plan(n, { inMs: n });
    await runFor(MINUTE);
    expect(stands()).toEqual([
      ['channel:general', 'm1'],
      ['thread:1', 'm2'],
      ['thread:1', 'm3'],
    ]);
    expect([...web.opened]).toEqual([['thread:1', { key: 'm1', title: 'Budgets', in: 'channel:general', closed: false }]]);
    expect(await saved()).toMatchObject({ id: 'thread:1', kind: 'thread' });
    expect(await store.autocommit.conversations.keyOf({ platform: 'web', space: 'test', id: 'thread:1', kind: 'thread' })).toBe(KEY);
    expect(await delivery('m1')).toMatchObject({ state: 'sent', outcomeUnknown: false, message: { id: '1' } });
    expect(web.probes).toBe(0);
  });

  test('each key and each space has a thread of its own', async () => {
    runner = start([slack, web]);
    await plan(1);
    await plan(2);
    await plan(3, { to: thread({ thread: 'topics:8', platform: 'slack' }) });
    await runFor(MINUTE);
    expect(stands(web)).toEqual([
      ['channel:general', 'm1@web'],
      ['thread:1', 'm2@web'],
    ]);
    expect(stands(slack).toSorted()).toEqual(
      [
        ['channel:general', 'm1@slack'],
        ['channel:general', 'm3'],
        [(await saved('slack'))?.id, 'm2@slack'],
      ].toSorted(),
    );
    expect(await Promise.all(['m1', 'm2', 'm1@web', 'm2@slack'].map(stateOf))).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  test('what a member wrote arrives in each space, and is kept no longer', async () => {
    runner = start([slack, web]);
    const author = await store.autocommit.members.insert(aMember());
    const words = { author, text: 'What helps?' };
    await store.autocommit.deliveries.plan({ key: 'm1', kind: 'news', args: { n: 1 }, to: thread(), dueAt: clock.now(), words });
    await runFor(MINUTE);
    expect([slack, web].map(({ posted }) => posted.map(({ text }) => text))).toEqual([['What helps?'], ['What helps?']]);
    expect(await store.autocommit.deliveries.wordsBy(author)).toEqual([]);
  });

  test('stands in the channel itself where the platform has no threads, and in the channel of the purpose behind', async () => {
    slack = createFakeAdapter('slack', { threads: false });
    slack.channels.delete('coffee');
    web.channels.delete('coffee');
    runner = start([slack, web]);
    await plan(1, { to: thread({ of: 'coffee' }) });
    await plan(2, { to: thread({ of: 'coffee' }) });
    await runFor(MINUTE);
    expect(stands(slack)).toEqual([
      ['channel:general', 'm1@slack'],
      ['channel:general', 'm2@slack'],
    ]);
    expect(await saved('slack')).toBeUndefined();
    expect(stands(web)).toEqual([
      ['channel:general', 'm1@web'],
      ['thread:1', 'm2@web'],
    ]);
  });

  test('without a channel it fails, and where one platform is meant it is dropped', async () => {
    web.channels.clear();
    await plan(1);
    await plan(2, { to: thread({ platform: 'web' }) });
    await runFor(SECOND);
    expect(await delivery('m1')).toMatchObject({ state: 'failed', reason: 'no-channel' });
    expect(await delivery('m2')).toMatchObject({ state: 'dropped', reason: 'no-channel' });
  });

  test('a thread stays where it is when its purpose gets another channel, or none', async () => {
    await plan(1);
    await runFor(MINUTE);
    web.channels.clear();
    await plan(2);
    await runFor(MINUTE);
    expect(stands().at(-1)).toEqual(['thread:1', 'm2']);
  });

  test('a dropped message opens nothing: the next one does', async () => {
    drops.add(1);
    await plan(1);
    await plan(2);
    await runFor(MINUTE);
    expect(await stateOf('m1')).toBe('dropped');
    expect(stands()).toEqual([['channel:general', 'm2']]);
  });

  describe('when something goes wrong', () => {
    test('a thread whose answer was lost is found, not opened again', async () => {
      web.troubles.push('lost');
      await plan(1);
      await plan(2);
      await runner.runDue();
      expect(await delivery('m1')).toMatchObject({ state: 'sending', outcomeUnknown: true, conversation: { kind: 'channel' } });
      expect(await store.autocommit.deliveries.isOpeningThread('web')).toBe(true);
      expect(await store.autocommit.deliveries.isOpeningThread('slack')).toBe(false);
      await runFor(MINUTE);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['thread:1', 'm2'],
      ]);
      expect(web.probes).toBe(1);
      expect(await store.autocommit.deliveries.isOpeningThread('web')).toBe(false);
    });

    test('one that did not arrive is opened at the next try, and later messages wait', async () => {
      web.troubles.push('never-arrived', { wait: 20 * SECOND });
      await plan(1);
      await plan(2);
      await runFor(5 * MINUTE);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['thread:1', 'm2'],
      ]);
    });

    test('a reply whose answer was lost is searched for in the thread', async () => {
      await plan(1);
      await runFor(MINUTE);
      web.troubles.push('lost');
      await plan(2);
      await runFor(MINUTE);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['thread:1', 'm2'],
      ]);
      expect(await delivery('m2')).toMatchObject({ state: 'sent', conversation: { kind: 'thread', id: 'thread:1' } });
    });

    test('while its opening failed, later messages wait for an organiser’s retry', async () => {
      web.troubles.push('refused');
      await plan(1);
      await plan(2);
      await plan(3);
      await runFor(3 * HOUR);
      expect(await Promise.all(['m1', 'm2', 'm3'].map(stateOf))).toEqual(['failed', 'planned', 'planned']);
      expect(await rowOf('m2')).toMatchObject({ attempts: 0, reason: 'wait-turn' });
      expect(web.posted).toEqual([]);
      await store.autocommit.agenda.retry((await rowOf('m1')).id, clock.now());
      await runFor(SECOND);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['thread:1', 'm2'],
        ['thread:1', 'm3'],
      ]);
    });

    test('while it is unknown whether it was opened, later messages wait for an organiser’s decision', async () => {
      web.troubles.push('lost');
      web.silent = new DeliveryError('may not read', 'refused');
      await plan(1);
      await plan(2);
      await runFor(2 * HOUR);
      expect([await stateOf('m1'), await stateOf('m2')]).toEqual(['held', 'planned']);
      web.silent = undefined;
      await store.autocommit.deliveries.resolveUnknownOutcome((await rowOf('m1')).id, { arrived: true, at: clock.now() });
      await runFor(SECOND);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['thread:1', 'm2'],
      ]);
      expect(await saved()).toMatchObject({ id: 'thread:1' });
    });

    test('another process takes over an opening that was cut off', async () => {
      web.troubles.push('crash');
      await plan(1);
      await plan(2);
      await runner.runDue();
      runner = start([web], 'another');
      await runFor(10 * MINUTE);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['thread:1', 'm2'],
      ]);
    });

    test('of a restored copy, what the server before sent is found: the thread, and what stands in it', async () => {
      const channel = { platform: 'web', space: 'test', id: 'channel:general', kind: 'channel' } as const;
      const options = { mentions: new Map() };
      const opened = await web.threads?.open(channel, 'Budgets', saying('message 1'), { key: 'm1', ...options });
      if (!opened) throw new Error('no threads');
      await web.post(opened.thread, saying('message 2'), { key: 'm2', ...options });
      for (const n of [1, 2, 3]) {
        await plan(n);
        await store.autocommit.deliveries.update((await delivery(`m${n}`)).id, { outcomeUnknown: true });
      }
      await runFor(MINUTE);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['thread:1', 'm2'],
        ['thread:1', 'm3'],
      ]);
      expect(await saved()).toMatchObject({ id: 'thread:1' });
    });

    test('a removed thread fails what is sent to it', async () => {
      await plan(1);
      await runFor(MINUTE);
      web.troubles.push('unreachable');
      await plan(2);
      await runFor(DAY);
      expect(await delivery('m2')).toMatchObject({ state: 'failed', reason: 'delivery:unreachable' });
      expect(web.opened.size).toBe(1);
    });
  });
});
