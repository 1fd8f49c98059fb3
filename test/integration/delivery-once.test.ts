import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDeliverJob } from '../../src/agenda/deliver.js';
import { createEmbeddedRunner } from '../../src/agenda/embedded.js';
import { createNotificationRegistry } from '../../src/agenda/notifications.js';
import { createRefreshJob } from '../../src/agenda/refresh.js';
import type { MemberId } from '../../src/core/ids.js';
import type { Destination } from '../../src/core/notification.js';
import { after, between, DAY, HOUR, latest, MINUTE, SECOND } from '../../src/core/time.js';
import { type Composed, type ComposeInput, type Context, defineNotification, type Notification } from '../../src/feature-api/index.js';
import { DeliveryError } from '../../src/ports/chat.js';
import type { AgendaRunner } from '../../src/ports/runner.js';
import { aMember, saying } from '../contract/store/samples.js';
import { memberWith } from '../support/active-member.js';
import { createTestClock, type TestClock } from '../support/clock.js';
import { createFakeAdapter, type FakeAdapter, type Trouble } from '../support/fake-adapter.js';
import { createTestLogger } from '../support/logger.js';
import { createTestMetrics } from '../support/metrics.js';
import { erase } from '../support/one-person.js';
import { engines, type TestStore } from '../support/store.js';
import { until } from '../support/timer.js';

const NIGHT = '2026-11-01T23:30:00+03:00';
const MORNING = Date.parse('2026-11-02T08:00:00+03:00');

describe.each(engines())('delivery on $name', (engine) => {
  let store: TestStore;
  let clock: TestClock;
  let web: FakeAdapter;
  let logger: ReturnType<typeof createTestLogger>;
  let runner: AgendaRunner;
  let zahra: MemberId;
  let noor: MemberId;
  let composed: (ComposeInput & { readonly now: number })[];
  let metrics: ReturnType<typeof createTestMetrics>;
  let compose: (args: { readonly n: number }, context: Context, input: ComposeInput) => Promise<Composed>;

  const notification = (kind: string, more: Partial<Pick<Notification, 'urgency' | 'lateness' | 'onUnknownOutcome'>> = {}) =>
    defineNotification(
      { kind, notice: 'test.news', lateness: { policy: 'run' }, onUnknownOutcome: 'hold', args: z.object({ n: z.int() }), ...more },
      async (context, args, input) => {
        composed.push({ ...input, now: context.now });
        return compose(args, context, input);
      },
    );
  const start = (adapters: readonly FakeAdapter[]) =>
    createEmbeddedRunner({
      store: store.contexts({ clock }),
      clock,
      logger,
      owner: 'test',
      jobs: [
        createDeliverJob({
          store: store.contexts({ clock }),
          clock,
          adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
          metrics,
          notifications: createNotificationRegistry([
            notification('news'),
            notification('asked', { urgency: 'asked' }),
            notification('must-reach', { onUnknownOutcome: 'resend' }),
            notification('fleeting', { lateness: { policy: 'drop', afterMs: HOUR } }),
          ]),
        }),
        createRefreshJob({
          store: store.contexts({ clock }),
          clock,
          adapters: new Map(adapters.map((adapter) => [adapter.platform, adapter])),
          notifications: createNotificationRegistry([notification('news')]),
        }),
      ],
    });

  beforeEach(async () => {
    store = await engine.open();
    clock = createTestClock();
    web = createFakeAdapter();
    logger = createTestLogger();
    composed = [];
    metrics = createTestMetrics();
    compose = async ({ n }) => ({ message: saying(`message ${n}`) });
    runner = start([web]);
    zahra = await memberWith(store, { platform: 'web', space: 'test', user: 'zahra' }, { name: 'Zahra', language: 'ar' });
    noor = await memberWith(store, { platform: 'web', space: 'test', user: 'noor' }, { name: 'Noor', language: 'ckb' });
  });
  afterEach(() => store.close());

  const plan = (n: number, to: Destination, kind = 'news', inMs = 0) =>
    store.autocommit.deliveries.plan({ key: `m${n}`, kind, args: { n }, to, dueAt: after(clock.now(), inMs) });
  const toZahra = (): Destination => ({ to: 'member', member: zahra });
  const delivery = async (n: number) => {
    const found = await store.autocommit.deliveries.find(`m${n}`);
    if (found === undefined) throw new Error(`no delivery ${n}`);
    return found;
  };
  const agendaRow = (n: number) => store.autocommit.agenda.find(`deliver:m${n}`);
  /** Runs and moves on until nothing is planned any more. */
  const runToTheEnd = async () => {
    for (;;) {
      await runner.runDue();
      const next = await runner.nextDue();
      if (next === undefined) return;
      clock.set(latest(next, clock.now()));
    }
  };

  test('reaches a person in their language, and is written down', async () => {
    await plan(1, toZahra());
    await runner.runDue();
    expect(web.posted).toEqual([{ to: 'direct:zahra', key: 'm1', text: 'message 1', mentions: [] }]);
    expect(composed[0]).toMatchObject({
      now: clock.now(),
      audience: { languages: ['ar'], members: [{ id: zahra, name: 'Zahra', language: 'ar' }] },
    });
    expect(await delivery(1)).toMatchObject({ state: 'sent', sentAt: clock.now(), outcomeUnknown: false, message: { id: '1' } });
    expect(web.probes).toBe(0);
  });

  test('opens a group once, remembers it, and titles it as its first message says', async () => {
    const group: Destination = { to: 'group', group: 'coffee:1', members: [zahra, noor] };
    compose = async ({ n }) => ({ message: saying(`message ${n}`), groupTitle: `Coffee ${n}` });
    await plan(1, group);
    await plan(2, group);
    await runner.runDue();
    expect(web.posted.map(({ to }) => to)).toEqual(['group:coffee:1', 'group:coffee:1']);
    expect(web.groups.get('coffee:1')).toMatchObject({ title: 'Coffee 1', people: [{ user: 'zahra' }, { user: 'noor' }] });
    expect(await store.autocommit.conversations.find('coffee:1', 'web')).toMatchObject({ id: 'group:coffee:1' });
    expect(composed[0]?.audience).toMatchObject({ languages: ['ar', 'ckb'], members: [{ id: zahra }, { id: noor }] });
  });

  test('reaches a channel in the community’s languages; without one it fails, for organisers to see and retry', async () => {
    await plan(1, { to: 'channel', channel: 'coffee' });
    web.channels.delete('organisers');
    await plan(2, { to: 'channel', channel: 'organisers' });
    await runner.runDue();
    expect(composed[0]?.audience).toEqual({ languages: ['en', 'ar', 'ckb'], members: [] });
    const failed = await agendaRow(2);
    expect(failed).toMatchObject({ state: 'failed', reason: 'no-channel' });
    expect(await delivery(2)).toMatchObject({ state: 'failed', reason: 'no-channel' });
    web.channels.add('organisers');
    if (failed !== undefined) await store.autocommit.agenda.retry(failed.id, clock.now());
    await runner.runDue();
    expect((await delivery(2)).state).toBe('sent');
  });

  test('finds its way by accounts and capabilities', async () => {
    const slack = createFakeAdapter('slack', { privateGroups: false });
    runner = start([slack, web]);
    const account = { platform: 'slack', space: 'T', user: 'U1' } as const;
    await store.autocommit.accounts.link(zahra, account);
    await store.autocommit.accounts.link(noor, { ...account, user: 'U2' });
    await store.autocommit.accounts.touch([{ account, opened: false }], clock.now());
    await plan(1, toZahra());
    await plan(2, { to: 'group', group: 'coffee:1', members: [zahra, noor] });
    const homeless = await store.autocommit.members.insert(aMember({ name: 'Homeless' }));
    const gone = await store.autocommit.members.insert(aMember({ name: 'Gone', status: 'left' }));
    await plan(3, { to: 'member', member: homeless });
    await plan(4, { to: 'member', member: gone });
    await plan(5, { to: 'group', group: 'coffee:2', members: [zahra, homeless] });
    await plan(6, { to: 'group', group: 'coffee:3', members: [zahra, gone] });
    await runner.runDue();
    expect(slack.posted.map(({ to }) => to)).toEqual(['direct:U1']);
    expect(web.posted.map(({ to }) => to)).toEqual(['group:coffee:1']);
    const reasons = await Promise.all([3, 4, 5, 6].map(async (n) => [(await delivery(n)).state, (await delivery(n)).reason]));
    expect(reasons).toEqual([
      ['dropped', 'no-account'],
      ['dropped', 'not-a-reader'],
      ['failed', 'no-common-platform'],
      ['dropped', 'nobody-to-talk-to'],
    ]);
  });

  test('names the accounts of those it mentions, and where one person reads, of nobody else', async () => {
    const mention = { type: 'mention', member: noor, name: 'Noor' } as const;
    compose = async () => ({ message: { cards: [{ language: 'en', blocks: [{ type: 'list', items: [[mention], ['x', mention]] }] }] } });
    await plan(1, { to: 'group', group: 'coffee:1', members: [zahra, noor] });
    await plan(2, { to: 'member', member: noor });
    await plan(3, toZahra());
    await runner.runDue();
    expect(web.posted.map(({ key, mentions }) => [key, mentions])).toEqual([
      ['m1', ['noor']],
      ['m2', ['noor']],
      ['m3', []],
    ]);
  });

  test('a notification that makes no sense any more is dropped, with its reason', async () => {
    compose = async () => ({ drop: 'round-closed' });
    await plan(1, toZahra());
    await runner.runDue();
    expect(await delivery(1)).toMatchObject({ state: 'dropped', reason: 'round-closed' });
    expect(web.posted).toEqual([]);
  });

  test('a late one is dropped if its kind says so', async () => {
    await plan(1, toZahra(), 'fleeting');
    await plan(2, toZahra(), 'news');
    clock.advance(HOUR + 1);
    await runner.runDue();
    expect([(await delivery(1)).reason, (await delivery(2)).state]).toEqual(['too-late', 'sent']);
  });

  describe('in the reader’s quiet hours', () => {
    beforeEach(() => clock.set(NIGHT));

    test('waits for the morning, but not in groups and channels, nor if they asked for it', async () => {
      await plan(1, toZahra());
      await plan(2, toZahra(), 'asked');
      await plan(3, { to: 'channel', channel: 'general' });
      await runner.runDue();
      expect(web.posted.map(({ key }) => key)).toEqual(['m2', 'm3']);
      expect(await delivery(1)).toMatchObject({ state: 'held', reason: 'quiet-hours' });
      expect(await runner.nextDue()).toBe(MORNING);
      await runToTheEnd();
      expect(web.posted.at(-1)?.key).toBe('m1');
      expect(await delivery(1)).toMatchObject({ state: 'sent', sentAt: MORNING, reason: null });
    });

    test('on their own clock', async () => {
      await store.autocommit.members.update(zahra, { timezone: 'America/New_York' });
      await plan(1, toZahra());
      await runner.runDue();
      expect((await delivery(1)).state).toBe('sent');
    });
  });

  describe('when something goes wrong', () => {
    test('a message that arrived although its answer was lost is found, not sent again', async () => {
      web.troubles.push('lost');
      await plan(1, toZahra());
      await runToTheEnd();
      expect(web.posted).toHaveLength(1);
      expect(web.probes).toBe(1);
      expect(await delivery(1)).toMatchObject({ state: 'sent', outcomeUnknown: false, message: { id: '1' } });
    });

    test('a message that did not arrive is sent again', async () => {
      web.troubles.push('never-arrived', 'never-arrived');
      await plan(1, toZahra());
      await runner.runDue();
      expect(await delivery(1)).toMatchObject({ state: 'sending', outcomeUnknown: true });
      expect(await agendaRow(1)).toMatchObject({
        state: 'planned',
        attempts: 1,
        reason: 'delivery:ambiguous',
        dueAt: after(clock.now(), 5 * SECOND),
      });
      await runToTheEnd();
      expect([web.posted.length, web.probes]).toEqual([1, 2]);
    });

    test('a mistake in the adapter counts as unknown too', async () => {
      web.troubles.push('crash');
      await plan(1, toZahra());
      await runToTheEnd();
      expect(web.posted).toHaveLength(1);
      expect((await delivery(1)).state).toBe('sent');
    });

    test('a try that was cut off is looked for before the next, however late', async () => {
      web.troubles.push('crash');
      await plan(1, toZahra(), 'fleeting');
      await runner.runDue();
      clock.advance(2 * HOUR);
      await runner.runDue();
      expect(web.posted).toHaveLength(1);
      expect((await delivery(1)).state).toBe('sent');
    });

    test('of a restored copy, that the server before may have sent: not before it could be looked for, and not twice', async () => {
      const conversation = { platform: 'web', space: 'test', id: 'direct:zahra', kind: 'direct' } as const;
      await web.post(conversation, saying('message 1'), { key: 'm1', mentions: new Map() });
      await plan(1, toZahra());
      await store.autocommit.deliveries.update((await delivery(1)).id, { outcomeUnknown: true });
      for (const retryAfterMs of [1000, 2000]) {
        web.silent = new DeliveryError('slow down', 'wait', { retryAfterMs });
        await runner.runDue();
        expect(await delivery(1)).toMatchObject({ outcomeUnknown: true, message: null });
        clock.advance(retryAfterMs);
      }
      web.silent = undefined;
      await runToTheEnd();
      expect(web.posted).toHaveLength(1);
      expect(await delivery(1)).toMatchObject({ state: 'sent', outcomeUnknown: false, message: { id: '1' } });
    });

    test('after the last try in doubt, an organiser’s retry looks first', async () => {
      web.troubles.push(...Array.from({ length: 7 }, () => 'never-arrived' as const), 'lost');
      await plan(1, toZahra());
      await runToTheEnd();
      expect(await delivery(1)).toMatchObject({ state: 'held', outcomeUnknown: true, reason: 'in-doubt' });
      const row = await agendaRow(1);
      if (row !== undefined) await store.autocommit.agenda.retry(row.id, clock.now());
      await runToTheEnd();
      expect(web.posted).toHaveLength(1);
      expect((await delivery(1)).state).toBe('sent');
    });

    describe('and nobody can tell whether the message arrived', () => {
      const outcomeUnknown = async (kind: string, silent: DeliveryError) => {
        web.silent = silent;
        web.troubles.push('lost');
        await plan(1, toZahra(), kind);
        await runToTheEnd();
      };
      const rowOf = async (n: number) => {
        const row = await agendaRow(n);
        if (row === undefined) throw new Error(`no row ${n}`);
        return row;
      };

      test('the platform is asked for hours; then a message that must not be doubled is held', async () => {
        const begin = clock.now();
        await outcomeUnknown('news', new DeliveryError('no answer', 'ambiguous'));
        expect(between(begin, clock.now())).toBeGreaterThan(2 * HOUR);
        expect([web.probes, web.posted.length]).toEqual([7, 1]);
        expect(await agendaRow(1)).toMatchObject({ state: 'failed', reason: 'in-doubt' });
        expect(await delivery(1)).toMatchObject({ state: 'held', outcomeUnknown: true });
        expect(metrics.told.delivery.map(([, , result]) => result)).toEqual([...Array.from({ length: 7 }, () => 'retried'), 'held']);
      });

      test('one that must reach its reader is sent again', async () => {
        await outcomeUnknown('must-reach', new DeliveryError('no answer', 'ambiguous'));
        expect([web.probes, web.posted.map(({ key }) => key)]).toEqual([7, ['m1', 'm1']]);
        expect(await delivery(1)).toMatchObject({ state: 'sent', outcomeUnknown: false });
      });

      test('where it never will, each is decided at once', async () => {
        await outcomeUnknown('news', new DeliveryError('may not read', 'unreachable'));
        expect([web.probes, (await delivery(1)).state]).toEqual([1, 'held']);
        await store.autocommit.deliveries.resolveUnknownOutcome((await rowOf(1)).id, { arrived: true, at: clock.now() });
        web.troubles.push('lost');
        await plan(2, toZahra(), 'must-reach');
        await runToTheEnd();
        expect([web.probes, web.posted.length]).toEqual([2, 3]);
      });

      test('to be asked more slowly costs no try', async () => {
        web.silent = new DeliveryError('slow down', 'wait', { retryAfterMs: 30 * SECOND });
        web.troubles.push('lost');
        await plan(1, toZahra());
        for (let turn = 0; turn < 20; turn += 1) {
          await runner.runDue();
          clock.set((await runner.nextDue()) ?? clock.now());
        }
        expect(await agendaRow(1)).toMatchObject({ state: 'planned', attempts: 1 });
        web.silent = undefined;
        await runToTheEnd();
        expect([web.posted.length, (await delivery(1)).state]).toEqual([1, 'sent']);
      });

      test('it keeps no later message waiting', async () => {
        await plan(2, toZahra(), 'news', 1000);
        await outcomeUnknown('news', new DeliveryError('may not read', 'refused'));
        expect(web.posted.map(({ key }) => key)).toEqual(['m1', 'm2']);
      });

      test('a change of it waits for what an organiser says: there is nothing to change where it arrived unseen', async () => {
        const changed: string[] = [];
        web.update = async (message) => void changed.push(message.id);
        const refreshes = async () =>
          (await store.autocommit.agenda.list({ kindPrefix: 'refresh', limit: 9 })).map(({ state, reason }) => [state, reason]);
        // Not to the end: a change waits for as long as the message is held, a day at most.
        const held = async (n: number) => {
          web.silent = new DeliveryError('may not read', 'refused');
          web.troubles.push('lost');
          await plan(n, toZahra());
          await runToTheEnd();
          await store.autocommit.deliveries.refresh(`m${n}`, clock.now());
          await runner.runDue();
          expect([(await delivery(n)).state, (await refreshes()).at(-1)]).toEqual(['held', ['planned', 'not-sent-yet']]);
          return (await rowOf(n)).id;
        };
        await store.autocommit.deliveries.resolveUnknownOutcome(await held(1), { arrived: true, at: clock.now() });
        clock.advance(SECOND);
        await store.autocommit.deliveries.refresh('m1', clock.now());
        await runToTheEnd();
        expect([await refreshes(), changed]).toEqual([Array.from({ length: 2 }, () => ['dropped', 'no-message']), []]);
        expect(await delivery(1)).toMatchObject({ state: 'sent', message: null });

        // One that is sent again is there to be changed.
        await store.autocommit.deliveries.resolveUnknownOutcome(await held(2), { arrived: false, at: clock.now() });
        await runToTheEnd();
        expect([(await refreshes()).at(-1), changed]).toEqual([['done', null], [(await delivery(2)).message?.id]]);

        // Nobody ever says: the change is given up, the message stays held.
        await held(3);
        clock.advance(DAY);
        await runToTheEnd();
        expect([(await delivery(3)).state, (await refreshes()).at(-1), changed.length]).toEqual(['held', ['dropped', 'too-late'], 1]);
      });

      const edits = async () =>
        (await store.autocommit.agenda.list({ kindPrefix: 'refresh', limit: 9 })).map(({ state, reason }) => [state, reason]);

      test('changes of it that have waited for it are made at once when it is sent: the newest alone', async () => {
        const changed: number[] = [];
        web.update = async () => void changed.push(clock.now());
        // It is sent after 5, 25, 105 and 425 seconds, and changed meanwhile.
        web.troubles.push(...Array.from({ length: 4 }, (): Trouble => ({ wait: undefined })));
        await plan(1, toZahra());
        await runner.runDue();
        for (let second = 1; second <= 3; second += 1) {
          clock.advance(SECOND);
          await store.autocommit.deliveries.refresh('m1', clock.now());
        }
        let looks = 0;
        while ((await delivery(1)).state !== 'sent') {
          clock.set((await runner.nextDue()) ?? clock.now());
          looks += await runner.runDue();
        }
        expect(changed).toEqual([(await delivery(1)).sentAt]);
        expect((await edits()).toSorted()).toEqual([['done', null], ...Array.from({ length: 2 }, () => ['dropped', 'overtaken'])]);
        expect(looks, 'each waits as long again as it has waited').toBeLessThan(40);
        expect(await runner.nextDue()).toBeUndefined();
      });

      test('also when the message is found again after its answer was lost', async () => {
        const changed: number[] = [];
        web.update = async () => void changed.push(clock.now());
        web.troubles.push('lost');
        web.silent = new DeliveryError('away', 'wait');
        await plan(1, toZahra());
        await runner.runDue();
        clock.advance(SECOND);
        await store.autocommit.deliveries.refresh('m1', clock.now());
        const away = after(clock.now(), 100 * SECOND);
        for (let turn = 0; turn < 40 && (await delivery(1)).state !== 'sent'; turn += 1) {
          clock.set((await runner.nextDue()) ?? clock.now());
          if (clock.now() >= away) web.silent = undefined;
          await runner.runDue();
        }
        expect(clock.now()).toBeGreaterThan(away);
        expect(changed).toEqual([(await delivery(1)).sentAt]);
      });

      test('and when it is sent while a change of it looks for it', async () => {
        await plan(1, toZahra());
        const { id } = await delivery(1);
        const contexts = store.contexts({ clock });
        const { run } = createRefreshJob({ store: contexts, clock, adapters: new Map(), notifications: createNotificationRegistry([]) });
        const began = clock.now();
        const outcome = await run(contexts.autocommit, { delivery: id }, { key: 'r', dueAt: began, now: began, attempt: 1 });
        if (outcome.type !== 'later' || typeof outcome.at === 'number') throw new Error('it does not wait');
        expect(await outcome.at(contexts.autocommit)).toBe(after(began, SECOND));
        await runner.runDue();
        expect(await outcome.at(contexts.autocommit)).toBe(began);
      });

      test('an organiser says that it arrived, or has it sent again without a look; once', async () => {
        await outcomeUnknown('news', new DeliveryError('may not read', 'refused'));
        const { id } = await rowOf(1);
        expect(await store.autocommit.deliveries.resolveUnknownOutcome(id, { arrived: true, at: clock.now() })).toBe(true);
        expect(await delivery(1)).toMatchObject({ state: 'sent', sentAt: clock.now(), outcomeUnknown: false });
        expect(await agendaRow(1)).toMatchObject({ state: 'done', reason: null });
        expect(await store.autocommit.deliveries.resolveUnknownOutcome(id, { arrived: false, at: clock.now() })).toBe(false);

        web.troubles.push('lost');
        await plan(2, toZahra());
        await runToTheEnd();
        const probes = web.probes;
        expect(await store.autocommit.deliveries.resolveUnknownOutcome((await rowOf(2)).id, { arrived: false, at: clock.now() })).toBe(
          true,
        );
        await runToTheEnd();
        expect([web.probes, web.posted.map(({ key }) => key)]).toEqual([probes, ['m1', 'm2', 'm2']]);
        expect(await delivery(2)).toMatchObject({ state: 'sent' });
      });
    });

    test('waits as long as the platform asks, without an attempt counted', async () => {
      web.troubles.push({ wait: 30 * SECOND });
      await plan(1, toZahra());
      await runner.runDue();
      expect(await agendaRow(1)).toMatchObject({
        state: 'planned',
        attempts: 0,
        dueAt: after(clock.now(), 30 * SECOND),
        reason: 'rate-limit',
      });
      expect(await delivery(1)).toMatchObject({ state: 'planned', outcomeUnknown: false });
      await runToTheEnd();
      expect([web.posted.length, web.probes]).toEqual([1, 0]);
    });

    test('a refused one fails at once; so does one whose reader is gone, and organisers see why', async () => {
      web.troubles.push('refused', 'unreachable', { wait: undefined });
      await plan(1, toZahra());
      await plan(2, { to: 'member', member: noor });
      await plan(3, { to: 'channel', channel: 'general' });
      await runner.runDue();
      expect(await delivery(1)).toMatchObject({ state: 'failed', reason: 'delivery:refused', outcomeUnknown: false });
      expect(await delivery(2)).toMatchObject({ state: 'failed', reason: 'delivery:unreachable' });
      expect(await agendaRow(3)).toMatchObject({ state: 'planned', attempts: 1, reason: 'delivery:wait' });
    });

    test('no log line holds what a message says', async () => {
      compose = async () => ({ message: saying('a-very-secret-word') });
      web.troubles.push('lost', 'crash', 'refused');
      for (const n of [1, 2, 3]) await plan(n, toZahra());
      await runToTheEnd();
      expect(logger.lines.length).toBeGreaterThan(3);
      expect(JSON.stringify(logger.lines)).not.toContain('a-very-secret-word');
    });

    test('somebody who is forgotten while their message is under way leaves no trace of it', async () => {
      await plan(1, toZahra());
      web.before = () => erase(store, zahra);
      await runner.runDue();
      expect(await store.autocommit.deliveries.find('m1')).toBeUndefined();
      expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });

  describe('several to one destination', () => {
    test('go in the order of their times, also past a failed try', async () => {
      web.troubles.push('never-arrived');
      await plan(1, toZahra());
      await plan(2, toZahra(), 'news', 1000);
      await plan(3, toZahra(), 'asked', 2000);
      await plan(4, { to: 'member', member: noor }, 'news', 2000);
      clock.advance(MINUTE);
      await runToTheEnd();
      expect(web.posted.map(({ key }) => key)).toEqual(['m4', 'm1', 'm2', 'm3']);
    });

    test('one that can never go does not stop the others', async () => {
      web.troubles.push('refused');
      await plan(1, toZahra());
      await plan(2, toZahra());
      await runToTheEnd();
      expect(web.posted.map(({ key }) => key)).toEqual(['m2']);
    });

    test('at once in a running process: in order, without a wait, and others go ahead', async () => {
      let free = () => {};
      const gate = new Promise<void>((resolve) => {
        free = resolve;
      });
      web.before = async ({ to }) => {
        if (to === 'direct:zahra') await gate;
      };
      const all = Array.from({ length: 40 }, (_, index) => `m${index + 1}`);
      for (const [index] of all.entries()) await plan(index + 1, toZahra());
      await plan(41, { to: 'member', member: noor });
      await runner.start();
      await until(() => web.posted.length === 1);
      free();
      // Without the clock moving: each is called by the one before.
      await until(async () => (await store.autocommit.agenda.countByState()).planned === undefined);
      await runner.stop(1000);
      expect(web.posted.map(({ key }) => key)).toEqual(['m41', ...all]);
    });
  });

  test('two notifications of one kind end the start', () => {
    expect(() => createNotificationRegistry([notification('a'), notification('a')])).toThrow(/two notifications/);
  });
});
