import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { createRefreshJob } from '../../src/agenda/refresh.js';
import { createRemoveJob } from '../../src/agenda/remove.js';
import type { Destination } from '../../src/core/notification.js';
import { after, DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.js';
import { type Contexts, createFeatureSet, defineNotification } from '../../src/feature-api/index.js';
import { features } from '../../src/features/index.js';
import { openProblems } from '../../src/features/problems/record.js';
import { DeliveryError } from '../../src/ports/chat.js';
import type { AgendaRunner } from '../../src/ports/runner.js';
import { saying } from '../contract/store/samples.js';
import { createTestClock, runWhatIsDue, type TestClock } from '../support/clock.js';
import { createFakeAdapter, type FakeAdapter } from '../support/fake-adapter.js';
import { aFeature } from '../support/features.js';
import { createTestLogger } from '../support/logger.js';
import { engines, type TestStore } from '../support/store.js';

const KEY = 'talks:7';

describe.each(engines())('acts in threads on $name', (engine) => {
  let store: TestStore;
  let contexts: Contexts;
  let clock: TestClock;
  let slack: FakeAdapter;
  let web: FakeAdapter;
  let runner: AgendaRunner;
  let words: string;
  let gone: string[];

  const start = (adapters: readonly FakeAdapter[], owner = 'test') => {
    const notifications = createNotificationRegistry([
      defineNotification(
        {
          kind: 'news',
          notice: 'posted',
          lateness: { policy: 'drop', afterMs: DAY },
          onUnknownOutcome: 'hold',
          args: z.object({ n: z.int() }),
        },
        async (_context, { n }) => ({ message: saying(`${words} ${n}`) }),
      ),
    ]);
    const deps = {
      store: contexts,
      clock,
      adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
      notifications,
    };
    const jobs = [createDeliverJob(deps), createRefreshJob(deps), createRemoveJob(deps)];
    return createEmbeddedRunner({ store: contexts, clock, logger: createTestLogger(), owner, jobs });
  };

  beforeEach(async () => {
    store = await engine.open();
    clock = createTestClock();
    gone = [];
    words = 'message';
    const talks = aFeature({
      name: 'talks',
      listener: {
        heard: async () => {},
        async threadGone(_context, { key, platform }) {
          gone.push(`${key} ${platform}`);
          return false;
        },
      },
    });
    contexts = store.contexts({ clock, features: createFeatureSet([...features.all, talks]) });
    slack = createFakeAdapter('slack', { moderation: false });
    web = createFakeAdapter('web', { moderation: true });
    runner = start([web]);
  });
  afterEach(() => store.close());

  const thread = (more: Partial<Extract<Destination, { to: 'thread' }>> = {}) => ({
    to: 'thread' as const,
    thread: KEY,
    of: 'general',
    title: 'Budgets',
    ...more,
  });
  const plan = (n: number, inMs = 0) =>
    contexts.autocommit.deliveries.plan({ key: `m${n}`, kind: 'news', args: { n }, to: thread(), dueAt: after(clock.now(), inMs) });
  const act = (type: 'close' | 'reopen', key = `${type}:${clock.now()}`) =>
    contexts.autocommit.deliveries[`${type}Thread`]({ key, thread: thread(), dueAt: clock.now() });
  const delivery = async (key: string) => {
    const found = await contexts.autocommit.deliveries.find(key);
    if (found === undefined) throw new Error(`no delivery ${key}`);
    return found;
  };
  const runFor = (ms: number) => runWhatIsDue(clock, ms, { run: () => runner.runDue(), nextDue: () => runner.nextDue() });
  const stands = (adapter: FakeAdapter = web) => adapter.posted.map(({ to, key }) => [to, key]);
  const isClosed = (adapter: FakeAdapter = web) => [...adapter.opened.values()].map(({ closed }) => closed);
  /** Somebody deletes the thread on the platform. */
  const deleteThread = (adapter: FakeAdapter = web) => adapter.opened.clear();

  test('closes and reopens a thread in every space where it stands, in order with its messages', async () => {
    runner = start([slack, web]);
    await plan(1);
    await runFor(SECOND);
    await act('close');
    await plan(2);
    await runFor(SECOND);
    expect([isClosed(slack), isClosed(web)]).toEqual([[true], [true]]);
    await act('close');
    await act('reopen', 'again');
    await runFor(SECOND);
    expect([isClosed(slack), isClosed(web)]).toEqual([[false], [false]]);
    expect(stands()).toEqual([
      ['channel:general', 'm1@web'],
      ['thread:1', 'm2@web'],
    ]);
    expect(await delivery('again@web')).toMatchObject({ state: 'sent', conversation: { id: 'thread:1' } });
  });

  test('closes after the messages that come before, also while they wait', async () => {
    await plan(1);
    await runFor(SECOND);
    web.troubles.push({ wait: 20 * SECOND });
    await plan(2);
    await runner.runDue();
    await act('close');
    await runFor(SECOND);
    expect(isClosed()).toEqual([false]);
    await runFor(MINUTE);
    expect(stands().at(-1)).toEqual(['thread:1', 'm2']);
    expect(isClosed()).toEqual([true]);
  });

  test('a thread that nothing opened is neither closed nor opened', async () => {
    await act('close', 'first');
    await act('reopen', 'second');
    await runFor(SECOND);
    expect(await Promise.all(['first', 'second'].map(async (key) => (await delivery(key)).reason))).toEqual(['no-thread', 'no-thread']);
    expect(web.opened.size).toBe(0);
  });

  test('waits while the opening failed, and does not count as the opening', async () => {
    web.troubles.push('refused');
    await plan(1);
    await runFor(SECOND);
    await act('close');
    await runFor(SECOND);
    expect(web.opened.size).toBe(0);
    const row = await contexts.autocommit.agenda.find('deliver:m1');
    if (!row) throw new Error('no row');
    await contexts.autocommit.agenda.retry(row.id, clock.now());
    await runFor(SECOND);
    expect(isClosed()).toEqual([true]);
  });

  test('does it again after a lost answer, a crash and a pause that the platform asks for', async () => {
    await plan(1);
    await runFor(SECOND);
    web.threadTroubles.push('lost', new DeliveryError('slow down', 'wait', { retryAfterMs: 20 * SECOND }));
    await act('close', 'c');
    await runFor(MINUTE);
    expect(web.acts).toEqual(['close thread:1', 'close thread:1']);
    expect(await delivery('c')).toMatchObject({ state: 'sent' });
    expect(await contexts.autocommit.agenda.find('deliver:c')).toMatchObject({ attempts: 1 });
  });

  test('another process does what one left', async () => {
    await plan(1);
    await runFor(SECOND);
    await act('close', 'c');
    await contexts.autocommit.agenda.claim({
      now: clock.now(),
      owner: 'killed',
      leaseUntil: after(clock.now(), 30 * SECOND),
      limit: 1,
    });
    await runFor(SECOND);
    expect(isClosed()).toEqual([false]);
    await runFor(2 * MINUTE);
    await runner.runDue();
    expect(isClosed()).toEqual([true]);
  });

  test('a retry does not undo what came later', async () => {
    await plan(1);
    await runFor(SECOND);
    web.threadTroubles.push(new DeliveryError('no', 'refused'));
    await act('close', 'c');
    await runFor(SECOND);
    await act('reopen', 'r');
    await runFor(SECOND);
    const row = await contexts.autocommit.agenda.find('deliver:c');
    expect(row).toMatchObject({ state: 'failed', reason: 'delivery:refused' });
    await contexts.autocommit.agenda.retry(row?.id ?? (0 as never), clock.now());
    await runFor(SECOND);
    expect(await delivery('c')).toMatchObject({ state: 'dropped', reason: 'overtaken' });
    expect(isClosed()).toEqual([false]);
  });

  describe('a message that is removed', () => {
    test('disappears in each place within a minute, also where the platform asks to wait', async () => {
      runner = start([slack, web]);
      await plan(1);
      await plan(2, 1);
      await runFor(SECOND);
      slack.removeTroubles.push(new DeliveryError('slow down', 'wait', { retryAfterMs: 30 * SECOND }));
      web.removeTroubles.push(new DeliveryError('timeout', 'ambiguous'));
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      await runFor(MINUTE);
      const removed = async (key: string, adapter: FakeAdapter) => {
        expect(await delivery(key)).toMatchObject({ state: 'dropped', reason: 'removed', message: null });
        const index = adapter.posted.findIndex((post) => post.key === key);
        expect(adapter.removed).toEqual([String(index + 1)]);
      };
      await removed('m2@slack', slack);
      await removed('m2@web', web);
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      await runFor(MINUTE);
      expect([slack.removed.length, web.removed.length]).toEqual([1, 1]);
    });

    test('is not sent if it was not sent yet', async () => {
      await plan(1);
      await plan(2, HOUR);
      await runFor(SECOND);
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      await runFor(DAY);
      expect(stands()).toEqual([['channel:general', 'm1']]);
      expect(web.removed).toEqual([]);
    });

    test('is searched for if nobody knows whether it arrived', async () => {
      await plan(1);
      await runFor(SECOND);
      web.troubles.push('lost');
      await plan(2);
      await runner.runDue();
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      await runFor(MINUTE);
      expect(web.removed).toEqual(['2']);
      expect(stands()).toHaveLength(2);
    });

    test('is removed where its sending broke off after a part', async () => {
      await plan(1);
      await runFor(SECOND);
      web.troubles.push('never-arrived');
      web.broken.set('m2', 'half');
      await plan(2);
      await runner.runDue();
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      await runFor(MINUTE);
      expect(web.removed).toEqual(['half']);
    });

    test('is removed before what waits in its thread', async () => {
      await plan(1);
      await plan(2, 1);
      await runFor(SECOND);
      web.troubles.push({ wait: HOUR });
      await plan(3);
      await runner.runDue();
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      await runFor(MINUTE);
      expect(web.removed).toEqual(['2']);
    });

    test('and one that a member wrote, where the platform allows it', async () => {
      runner = start([slack, web]);
      const message = (platform: 'slack' | 'web') => ({
        conversation: { platform, space: 'test', id: 'thread:1', kind: 'thread' as const },
        id: '99',
      });
      slack.removeTroubles.push(new DeliveryError('not yours', 'refused'));
      await contexts.autocommit.deliveries.removeMessage(message('web'), clock.now());
      await contexts.autocommit.deliveries.removeMessage(message('slack'), clock.now());
      await runFor(SECOND);
      expect(web.removed).toEqual(['99']);
      const rows = await contexts.autocommit.agenda.list({ kindPrefix: 'remove', limit: 10 });
      expect(rows.map(({ state, reason }) => [state, reason]).toSorted()).toEqual([
        ['done', null],
        ['dropped', 'cannot-be-removed'],
      ]);
    });
  });

  test('a message that changed is edited in each place where it stands, in the thread and as its opening post', async () => {
    runner = start([slack, web]);
    await plan(1);
    await plan(2, 1);
    await runFor(SECOND);
    words = 'changed';
    for (const key of ['m1', 'm2']) await contexts.autocommit.deliveries.refresh(key, clock.now());
    await runFor(SECOND);
    expect(web.acts.toSorted()).toEqual(['edit thread:1 1: changed 1', 'edit thread:1 2: changed 2']);
    expect(slack.acts).toHaveLength(2);
  });

  describe('while a platform does not answer for a day', () => {
    const silence = () => Array.from({ length: 24 }, () => new DeliveryError('timeout', 'ambiguous'));
    /** Nothing got there. */
    const absence = () => Array.from({ length: 24 }, () => new DeliveryError('not reached', 'wait'));

    test.each([
      ['does not answer', silence],
      ['is not reached', absence],
    ])('a message is removed in the end where the platform %s', async (_what, troubles) => {
      await plan(1);
      await plan(2, 1);
      await runFor(SECOND);
      web.removeTroubles.push(...troubles());
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      await runFor(2 * DAY);
      expect(web.removed).toEqual(['2']);
      expect(await delivery('m2')).toMatchObject({ state: 'dropped', reason: 'removed' });
    });

    test.each([
      ['does not answer', silence],
      ['is not reached', absence],
    ])('a message shows in the end what is true where the platform %s, and is not asked each second', async (_what, troubles) => {
      await plan(1);
      await plan(2, 1);
      await runFor(SECOND);
      words = 'changed';
      const all = troubles();
      web.updateTroubles.push(...all);
      await contexts.autocommit.deliveries.refresh('m2', clock.now());
      await runFor(MINUTE);
      expect(web.updateTroubles.length).toBeGreaterThan(20);
      await runFor(2 * DAY);
      expect(web.acts).toEqual(['edit thread:1 2: changed 2']);
    });

    test('what is to be removed or changed waits while the bot is off for six weeks, or its platform is not connected', async () => {
      await plan(1);
      await plan(2, 1);
      await runFor(SECOND);
      await contexts.autocommit.deliveries.remove('m2', clock.now());
      words = 'changed';
      await contexts.autocommit.deliveries.refresh('m1', clock.now());
      clock.advance(42 * DAY);
      await runFor(SECOND);
      expect([web.removed, web.acts]).toEqual([['2'], ['edit thread:1 1: changed 1']]);

      words = 'changed again';
      await contexts.autocommit.deliveries.refresh('m1', clock.now());
      runner = start([slack], 'without the browser chat');
      await runFor(3 * DAY);
      runner = start([slack, web], 'with it again');
      await runFor(HOUR);
      expect(web.acts.at(-1)).toBe('edit thread:1 1: changed again 1');
      await contexts.autocommit.deliveries.remove('m1', clock.now());
      runner = start([slack], 'without it again');
      await runFor(3 * DAY);
      runner = start([slack, web], 'with it in the end');
      await runFor(HOUR);
      expect(web.removed).toEqual(['2', '1']);
    });

    test('a message that can’t be removed in a month has failed, and organisers see it', async () => {
      await plan(1);
      await runFor(SECOND);
      await contexts.autocommit.deliveries.remove('m1', clock.now());
      runner = start([slack], 'without the browser chat');
      await runFor(32 * DAY);
      const rows = await contexts.autocommit.agenda.list({ kindPrefix: 'remove', limit: 10 });
      expect(rows.map(({ state, reason }) => [state, reason])).toEqual([['failed', 'delivery:wait']]);
    });
  });

  test('a message is edited where it was sent, also after another space has joined', async () => {
    await plan(1);
    await runFor(SECOND);
    runner = start([slack, web]);
    words = 'changed';
    await contexts.autocommit.deliveries.refresh('m1', clock.now());
    await runFor(SECOND);
    expect(web.acts).toEqual(['edit thread:1 1: changed 1']);
  });

  describe('a thread that somebody deleted', () => {
    const problems = async () => (await openProblems(contexts.autocommit)).map(({ code, where, platform }) => [code, where, platform]);

    test('is told to its feature and once to organisers, and what is sent there fails', async () => {
      await plan(1);
      await runFor(SECOND);
      deleteThread();
      await plan(2);
      await plan(3);
      await runFor(MINUTE);
      expect(await delivery('m2')).toMatchObject({ state: 'failed', reason: 'thread-gone' });
      expect(await delivery('m3')).toMatchObject({ state: 'failed', reason: 'thread-gone' });
      expect(gone).toEqual([`${KEY} web`, `${KEY} web`]);
      expect(await problems()).toEqual([['thread-gone', KEY, 'web']]);
      expect(web.opened.size).toBe(0);
    });

    test('is opened anew by reopening it: the opening message first, then what failed', async () => {
      await plan(1);
      await plan(2, 1);
      await runFor(SECOND);
      deleteThread();
      await plan(3);
      await runFor(20 * HOUR);
      await act('reopen', 'r');
      await plan(4);
      await runFor(MINUTE);
      expect(stands().slice(2)).toEqual([
        ['channel:general', 'm1@again-2'],
        ['thread:3', 'm3'],
        ['thread:3', 'm4'],
      ]);
      // What may be left of the former opening post.
      expect(web.removed).toEqual(['1']);
      expect(await problems()).toEqual([]);
      expect(await contexts.autocommit.conversations.find(KEY, 'web')).toMatchObject({ id: 'thread:3' });
      words = 'changed';
      await contexts.autocommit.deliveries.refresh('m1', clock.now());
      await act('close', 'c');
      await runFor(SECOND);
      expect(web.acts.slice(-2).toSorted()).toEqual(['close thread:3', 'edit thread:3 3: changed 1']);
    });

    test('is opened anew months later, and more than once, in one of two spaces', async () => {
      runner = start([slack, web]);
      await plan(1);
      await runFor(60 * DAY);
      for (const time of [2, 3]) {
        deleteThread(slack);
        await act('reopen', `r${time}`);
        await runFor(MINUTE);
        expect(slack.posted.at(-1)).toMatchObject({ to: 'channel:general', key: `m1@slack@again-${time}` });
      }
      expect(stands(web)).toEqual([['channel:general', 'm1@web']]);
      expect(isClosed(web)).toEqual([false]);
    });

    test('is opened once although the process ends on the way', async () => {
      await plan(1);
      await runFor(SECOND);
      deleteThread();
      await act('reopen', 'r');
      web.troubles.push('crash');
      await runner.runDue();
      runner = start([web], 'another');
      await runFor(10 * MINUTE);
      expect(stands()).toEqual([
        ['channel:general', 'm1'],
        ['channel:general', 'm1@again-2'],
      ]);
    });

    test('counts as closed', async () => {
      await plan(1);
      await runFor(SECOND);
      deleteThread();
      await plan(2);
      await runFor(SECOND);
      await act('close', 'c');
      await runFor(SECOND);
      expect(await delivery('c')).toMatchObject({ state: 'sent' });
      expect(gone).toHaveLength(2);
      expect(await problems()).toEqual([]);
    });
  });
});
