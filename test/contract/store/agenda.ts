import { describe, expect, test } from 'vitest';
import type { AgendaId, DeliveryId } from '../../../src/core/ids.js';
import { after, type Instant } from '../../../src/core/time.js';
import { LeaseLostError, NOT_SENT, WAIT_TURN } from '../../../src/ports/agenda.js';
import type { Identity } from '../../../src/ports/chat.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

export function describeAgenda(store: () => TestStore): void {
  const plan = (key: string, dueAt: Instant, kind = 'kind') => store().autocommit.agenda.plan({ key, kind, payload: { key }, dueAt });
  const claim = (now: Instant, change: Partial<Parameters<TestStore['autocommit']['agenda']['claim']>[0]> = {}) =>
    store().autocommit.agenda.claim({ now, owner: 'me', leaseUntil: after(now, 1000), limit: 10, ...change });
  const keys = (rows: readonly { readonly key: string }[]) => rows.map((row) => row.key);
  const idOf = async (key: string): Promise<AgendaId> => (await store().autocommit.agenda.find(key))?.id ?? (0 as AgendaId);

  describe('agenda', () => {
    test('finds the handled events whose ids begin so, also with an emoji', async () => {
      const { inbound } = store().autocommit;
      await inbound.markHandled(
        ['standing:slack:C1:1.5:💡:who', 'standing:slack:C1:1.5:bulb:who', 'standing:slack:C1:11:bulb:who', 'e'],
        T0,
      );
      expect(await inbound.handledWith('standing:slack:C1:1.5:')).toEqual([
        'standing:slack:C1:1.5:bulb:who',
        'standing:slack:C1:1.5:💡:who',
      ]);
      expect(await inbound.handledWith('standing:slack:C1:1.5:💡:')).toEqual(['standing:slack:C1:1.5:💡:who']);
      expect(await inbound.handledWith('standing:discord:')).toEqual([]);
    });

    test('planning again moves a planned row and leaves others as they are', async () => {
      const { agenda } = store().autocommit;
      await plan('a', after(T0, 5));
      await plan('a', after(T0, 9), 'other');
      expect(await agenda.find('a')).toMatchObject({
        dueAt: after(T0, 9),
        plannedFor: after(T0, 9),
        kind: 'other',
        state: 'planned',
        payload: { key: 'a' },
      });
      await claim(after(T0, 9));
      await plan('a', after(T0, 20));
      await agenda.plan({ key: 'a', kind: 'kind', payload: {}, dueAt: after(T0, 20), again: true });
      expect(await agenda.find('a')).toMatchObject({ dueAt: after(T0, 9), state: 'running' });
      await agenda.finish(await idOf('a'), { state: 'done', at: after(T0, 10) });
      await plan('a', after(T0, 20));
      expect(await agenda.find('a')).toMatchObject({ state: 'done', finishedAt: after(T0, 10) });
      await agenda.plan({ key: 'a', kind: 'kind', payload: {}, dueAt: after(T0, 20), again: true });
      expect(await agenda.find('a')).toMatchObject({ state: 'planned', dueAt: after(T0, 20), finishedAt: null, attempts: 0 });
    });

    test('plans many at once as it plans one', async () => {
      const { agenda } = store().autocommit;
      await plan('done', T0);
      const [done] = await claim(T0);
      await agenda.finish(done?.id ?? (0 as AgendaId), { state: 'done', at: T0 });
      await plan('moves', after(T0, 1));
      const told: string[][] = [];
      const forget = store().onPlanned((rows) => told.push(rows.map(({ key }) => key)));
      const made = Array.from({ length: 3000 }, (_, index) => ({
        key: `many:${index}`,
        kind: 'kind',
        payload: { index },
        dueAt: after(T0, 5),
      }));
      await store().transaction((repositories) =>
        repositories.agenda.plan([
          ...made,
          { key: 'done', kind: 'kind', payload: {}, dueAt: after(T0, 5) },
          { key: 'moves', kind: 'kind', payload: 'first “told”\n', dueAt: after(T0, 8) },
          { key: 'moves', kind: 'kind', payload: 'دوایین', dueAt: after(T0, 9) },
        ]),
      );
      forget();
      expect(told).toEqual([[...made.map(({ key }) => key), 'moves'].sort((a, b) => Number(b === 'moves') - Number(a === 'moves'))]);
      expect(await agenda.find('done')).toMatchObject({ state: 'done' });
      expect(await agenda.find('moves')).toMatchObject({ dueAt: after(T0, 9), plannedFor: after(T0, 9), payload: 'دوایین' });
      expect(await agenda.find('many:2999')).toMatchObject({
        dueAt: after(T0, 5),
        payload: { index: 2999 },
        attempts: 0,
        interruptions: 0,
      });
      expect(await agenda.countByState()).toEqual({ planned: 3001 });
      await agenda.plan([
        { key: 'done', kind: 'kind', payload: {}, dueAt: after(T0, 6), again: true },
        { key: 'new', kind: 'kind', payload: {}, dueAt: after(T0, 6) },
      ]);
      expect(await agenda.find('done')).toMatchObject({ state: 'planned', dueAt: after(T0, 6), finishedAt: null });
      expect(await agenda.countByState()).toEqual({ planned: 3003 });
      await agenda.plan([]);
    });

    test('claims what is due, oldest first, and each row once', async () => {
      await plan('late', after(T0, 3));
      await plan('early', after(T0, 1));
      await plan('same', after(T0, 1));
      await plan('future', after(T0, 4));
      expect(await store().autocommit.agenda.nextDue()).toBe(after(T0, 1));
      expect(keys(await claim(after(T0, 3), { limit: 2 }))).toEqual(['early', 'same']);
      expect(keys(await claim(after(T0, 3)))).toEqual(['late']);
      expect(await claim(after(T0, 3))).toEqual([]);
      expect(await store().autocommit.agenda.nextDue()).toBe(after(T0, 4));
    });

    test('claims by kind', async () => {
      for (const kind of ['a', 'b', 'c']) await plan(kind, T0, kind);
      expect(keys(await claim(T0, { kinds: ['b'] }))).toEqual(['b']);
      expect(keys(await claim(T0, { exceptKinds: ['a'] }))).toEqual(['c']);
      expect(keys(await claim(T0, { kinds: [] }))).toEqual([]);
      expect(keys(await claim(T0, { exceptKinds: [] }))).toEqual(['a']);
    });

    test('a lease that ran out can be taken, and its former holder can write nothing', async () => {
      const { agenda } = store().autocommit;
      await plan('a', T0);
      const [row] = await claim(T0, { owner: 'one' });
      await agenda.renew([], { owner: 'one', leaseUntil: after(T0, 9000) });
      await agenda.renew([await idOf('a')], { owner: 'two', leaseUntil: after(T0, 9000) });
      await agenda.renew([await idOf('a')], { owner: 'one', leaseUntil: after(T0, 5000) });
      expect(await claim(after(T0, 4999), { owner: 'two' })).toEqual([]);
      expect(await claim(after(T0, 5000), { owner: 'two' })).toMatchObject([{ id: row?.id, interruptions: 1 }]);
      const id = await idOf('a');
      await expect(agenda.finish(id, { state: 'done', at: T0, owner: 'one' })).rejects.toBeInstanceOf(LeaseLostError);
      await expect(agenda.release(id, { dueAt: T0, reason: 'x', free: true, owner: 'one' })).rejects.toBeInstanceOf(LeaseLostError);
      await agenda.finish(id, { state: 'done', at: T0, owner: 'two' });
      expect((await agenda.find('a'))?.state).toBe('done');
    });

    test('a release counts as an attempt unless it is free, and keeps what it was planned for', async () => {
      const { agenda } = store().autocommit;
      await plan('a', T0);
      const id = await idOf('a');
      await claim(T0);
      await agenda.release(id, { dueAt: after(T0, 10), reason: 'error:Error', free: false });
      expect(await agenda.find('a')).toMatchObject({
        attempts: 1,
        dueAt: after(T0, 10),
        plannedFor: T0,
        reason: 'error:Error',
        state: 'planned',
      });
      await claim(after(T0, 10));
      await agenda.release(id, { dueAt: after(T0, 20), reason: 'quiet-hours', free: true });
      expect(await agenda.find('a')).toMatchObject({ attempts: 1, dueAt: after(T0, 20) });
    });

    test('rows left running are planned again, one owner’s or all', async () => {
      const { agenda } = store().autocommit;
      for (const key of ['a', 'b', 'c']) await plan(key, T0);
      await claim(T0, { owner: 'one', limit: 1 });
      await claim(T0, { owner: 'two', limit: 2 });
      expect(await agenda.releaseOwned('one')).toBe(1);
      expect(await agenda.releaseOwned(undefined)).toBe(2);
      expect(await claim(T0)).toHaveLength(3);
    });

    test('a try that has nothing beside it is counted before it begins, until the row comes back by itself', async () => {
      const { agenda } = store().autocommit;
      await plan('a', T0);
      const id = await idOf('a');
      const tries = async () => (await agenda.find('a'))?.quarantineTries;
      for (let life = 1; life <= 2; life += 1) {
        await claim(T0, { owner: 'one' });
        await agenda.begin(id, { owner: 'one', quarantined: true });
        await agenda.releaseOwned(undefined);
        expect(await tries()).toBe(life);
      }
      await expect(agenda.begin(id, { owner: 'one', quarantined: true })).rejects.toBeInstanceOf(LeaseLostError);
      await claim(T0, { owner: 'two' });
      await expect(agenda.begin(id, { owner: 'one', quarantined: false })).rejects.toBeInstanceOf(LeaseLostError);
      await agenda.begin(id, { owner: 'two', quarantined: false });
      expect(await agenda.find('a')).toMatchObject({ quarantineTries: 2, interruptions: 2 });
      await agenda.release(id, { dueAt: after(T0, 1), reason: 'x', free: true, owner: 'two' });
      expect(await tries()).toBe(0);
      await claim(after(T0, 1), { owner: 'two' });
      await agenda.begin(id, { owner: 'two', quarantined: true });
      await agenda.finish(id, { state: 'failed', at: T0, reason: 'interrupted' });
      await agenda.retry(id, T0);
      expect(await agenda.find('a')).toMatchObject({ state: 'planned', quarantineTries: 0, interruptions: 0 });
    });

    test('cancelling touches planned rows only, and by prefix as it is written', async () => {
      const { agenda } = store().autocommit;
      for (const key of ['coffee:1:a', 'coffee:1:ب', 'coffee:10', 'coffee_1', 'x']) await plan(key, after(T0, 1));
      await plan('coffee:1:run', T0);
      await claim(T0);
      await agenda.cancelPrefix('coffee:1:');
      await agenda.cancel(['x', 'nothing']);
      await agenda.cancel([]);
      const states = await agenda.list({ limit: 10 });
      expect(Object.fromEntries(states.map((row) => [row.key, row.state]))).toEqual({
        'coffee:1:a': 'cancelled',
        'coffee:1:ب': 'cancelled',
        'coffee:10': 'planned',
        coffee_1: 'planned',
        x: 'cancelled',
        'coffee:1:run': 'running',
      });
      expect(await agenda.countByState()).toEqual({ planned: 2, running: 1 });
    });

    test('a failed row is retried, once for two clicks', async () => {
      const { agenda } = store().autocommit;
      await plan('a', T0);
      await claim(T0);
      const id = await idOf('a');
      await agenda.finish(id, { state: 'failed', at: T0, reason: 'error:Error' });
      await agenda.retry(id, after(T0, 7));
      expect(await agenda.find('a')).toMatchObject({ state: 'planned', dueAt: after(T0, 7), reason: null, attempts: 0 });
      await claim(after(T0, 7));
      await agenda.retry(id, after(T0, 8));
      expect((await agenda.find('a'))?.state).toBe('running');
    });

    test('lists are bounded by time, state and kind, from either end', async () => {
      const { agenda } = store().autocommit;
      await plan('a', T0, 'coffee.match');
      await plan('b', after(T0, 1), 'coffee.nudge');
      await plan('c', after(T0, 2), 'members.reminder');
      expect(keys(await agenda.list({ from: T0, to: after(T0, 2), limit: 5 }))).toEqual(['a', 'b']);
      expect(keys(await agenda.list({ kindPrefix: 'coffee.', newestFirst: true, limit: 1 }))).toEqual(['b']);
      expect(keys(await agenda.list({ states: ['done'], limit: 5 }))).toEqual([]);
    });
  });

  describe('deliveries', () => {
    const say = (key: string, dueAt: Instant, group = 'coffee:1') =>
      store().autocommit.deliveries.plan({ key, kind: 'k', args: { match: 1 }, to: { to: 'group', group, members: [] }, dueAt });
    const deliveryId = async (key: string): Promise<DeliveryId> => (await store().autocommit.deliveries.find(key))?.id ?? (0 as DeliveryId);

    test('are planned once, with their agenda row', async () => {
      const { deliveries, agenda } = store().autocommit;
      await say('a', T0);
      await say('a', after(T0, 9));
      const delivery = await deliveries.find('a');
      expect(delivery).toMatchObject({ state: 'planned', dueAt: T0, outcomeUnknown: false, message: null, args: { match: 1 } });
      expect(await agenda.find('deliver:a')).toMatchObject({ kind: 'deliver', payload: { delivery: delivery?.id }, dueAt: T0 });
      await expect(say('x'.repeat(121), T0)).rejects.toBeInstanceOf(RangeError);
      // Once more on purpose, under another key.
      const again = { kind: 'k', args: {}, to: { to: 'channel', channel: 'general' } as const, dueAt: T0 };
      for (const key of ['a', 'b']) await deliveries.plan({ ...again, key, orElse: `${key}:more` });
      expect([await deliveries.find('a:more'), await deliveries.find('b')].map((one) => one?.state)).toEqual(['planned', 'planned']);
      expect(await deliveries.find('b:more')).toBeUndefined();
    });

    test('are planned many at once, each once, in their order, with the words that they carry', async () => {
      const { members } = store().autocommit;
      const author = await members.insert(aMember({ name: 'Writer' }));
      await say('known', T0);
      const plans = Array.from({ length: 2000 }, (_, index) => ({
        key: `many:${index}`,
        kind: 'k',
        args: { index, said: 'گوتی “yes”' },
        to: { to: 'member', member: author } as const,
        dueAt: after(T0, 3),
        ...(index === 7 && { words: { author, text: 'سڵاو' } }),
      }));
      const first = {
        ...plans[0],
        key: 'twice',
        dueAt: after(T0, 4),
        kind: 'first',
        args: {},
        to: { to: 'channel', channel: 'coffee' } as const,
      };
      await store().autocommit.deliveries.plan([...plans, first, { ...first, kind: 'second' }, { ...first, key: 'known' }]);
      const { deliveries, agenda } = store().autocommit;
      expect(await deliveries.find('known')).toMatchObject({ kind: 'k', dueAt: T0 });
      expect(await deliveries.find('twice')).toMatchObject({ kind: 'first', to: first.to });
      const last = await deliveries.find('many:1999');
      expect(last).toMatchObject({ args: { index: 1999, said: 'گوتی “yes”' }, to: { to: 'member', member: author }, dueAt: after(T0, 3) });
      expect(await agenda.find('deliver:many:1999')).toMatchObject({ payload: { delivery: last?.id }, dueAt: after(T0, 3) });
      const rows = await agenda.list({ kindPrefix: 'deliver', from: after(T0, 3), to: after(T0, 4), limit: 3000 });
      expect(keys(rows)).toEqual(plans.map(({ key }) => `deliver:${key}`));
      expect(await deliveries.words(await deliveryId('many:7'))).toBe('سڵاو');
      expect(await deliveries.words(await deliveryId('many:8'))).toBeUndefined();
      expect(await agenda.countByState()).toEqual({ planned: 2002 });
      await deliveries.plan([]);
    });

    test('end with their agenda row, and are planned again with it', async () => {
      const { deliveries, agenda } = store().autocommit;
      for (const key of ['failed', 'dropped', 'cancelled']) await say(key, after(T0, key === 'cancelled' ? 1 : 0));
      for (const row of await claim(T0)) {
        await agenda.finish(row.id, { state: row.key === 'deliver:failed' ? 'failed' : 'dropped', at: T0, reason: 'why' });
      }
      await agenda.cancelPrefix('deliver:');
      const states = async () => Object.fromEntries((await deliveries.list({ limit: 9 })).map(({ key, state }) => [key, state]));
      expect(await states()).toEqual({ failed: 'failed', dropped: 'dropped', cancelled: 'dropped' });
      expect(await deliveries.find('failed')).toMatchObject({ reason: 'why' });
      await agenda.retry(await idOf('deliver:failed'), after(T0, 1));
      expect(await states()).toMatchObject({ failed: 'planned' });
    });

    test('are put together anew for each change, also at the moment of the last one', async () => {
      const { agenda, deliveries } = store().autocommit;
      await deliveries.plan({ key: 'shown', kind: 'k', args: {}, to: { to: 'channel', channel: 'general' }, dueAt: after(T0, 99) });
      const waiting = async () => (await agenda.list({ states: ['planned'], kindPrefix: 'refresh', limit: 9 })).length;
      await deliveries.refresh('shown', T0);
      await deliveries.refresh('shown', T0);
      expect(await waiting(), 'one that has yet to begin is enough').toBe(1);
      await claim(T0);
      await deliveries.refresh('shown', T0);
      expect(await waiting(), 'one that runs may have looked before').toBe(1);
      for (const { id } of await claim(T0)) await agenda.finish(id, { state: 'done', at: T0 });
      await deliveries.refresh('shown', T0);
      expect(await waiting()).toBe(1);
    });

    test('wake the newest of the changes that wait for them, and no others, when they are over', async () => {
      const { agenda, deliveries } = store().autocommit;
      // The key of one begins like that of a change of the other.
      for (const key of ['shown', 'shown:5']) await say(key, T0, key);
      for (const at of [1, 2]) await deliveries.refresh('shown', after(T0, at));
      await deliveries.refresh('shown:5', after(T0, 3));
      const rows = await claim(after(T0, 3));
      for (const { id, kind } of rows) {
        if (kind === 'refresh') await agenda.release(id, { dueAt: after(T0, 60_000), reason: NOT_SENT, free: true });
      }
      const woken: string[][] = [];
      const forget = store().onPlanned((planned) => woken.push(keys(planned)));
      expect(await agenda.finishDone([await idOf('deliver:shown')], { at: after(T0, 4), owner: 'me' })).toHaveLength(1);
      forget();
      expect(woken.flat()).toEqual([`refresh:shown:${after(T0, 2)}`]);
      const found = await agenda.list({ kindPrefix: 'refresh', limit: 9 });
      expect(found.map(({ plannedFor, dueAt, state, reason }) => ({ plannedFor, dueAt, state, reason }))).toEqual([
        { plannedFor: after(T0, 2), dueAt: after(T0, 2), state: 'planned', reason: NOT_SENT },
        { plannedFor: after(T0, 1), dueAt: after(T0, 60_000), state: 'dropped', reason: 'overtaken' },
        { plannedFor: after(T0, 3), dueAt: after(T0, 60_000), state: 'planned', reason: NOT_SENT },
      ]);
    });

    test('know an earlier one to the same destination that still waits', async () => {
      const { deliveries, agenda } = store().autocommit;
      const earlier = async (key: string, passHeld = false) => deliveries.earlier(await deliveryId(key), { passHeld });
      await say('second', after(T0, 5));
      await say('first', after(T0, 1));
      await say('elsewhere', T0, 'coffee:2');
      expect(await earlier('first')).toBeUndefined();
      expect(await earlier('second')).toEqual({ id: await deliveryId('first'), dueAt: after(T0, 1), running: false });
      // Trying again later doesn't let the others pass.
      await claim(after(T0, 1));
      expect(await earlier('second')).toMatchObject({ running: true });
      await agenda.release(await idOf('deliver:first'), { dueAt: after(T0, 60), reason: 'x', free: false });
      expect(await earlier('second')).toMatchObject({ dueAt: after(T0, 60) });
      // Held for quiet hours: what the reader asked for may pass.
      await deliveries.update(await deliveryId('first'), { state: 'held', reason: 'quiet-hours' });
      expect(await earlier('second', true)).toBeUndefined();
      expect(await earlier('second')).toBeDefined();
      await agenda.cancel(['deliver:first']);
      expect(await earlier('second')).toBeUndefined();
    });
  });

  describe('messages in threads', () => {
    test('a message in several parts is known by each of them', async () => {
      const { deliveries } = store().autocommit;
      const conversation = { platform: 'slack', space: 'T1', id: 'C1:1.0', kind: 'thread' } as const;
      for (const [key, id] of [
        ['one', '17.1,17.2,F01'],
        ['two', '17.3'],
      ] as const) {
        await deliveries.plan({ key, kind: 'k', args: {}, to: { to: 'thread', thread: 't', of: 'topics', title: 'T' }, dueAt: T0 });
        await deliveries.update((await deliveries.find(key))?.id ?? (0 as DeliveryId), { state: 'sent', message: { conversation, id } });
      }
      const keyOf = (id: string) => deliveries.keyOfMessage('t', { conversation, id });
      expect(await Promise.all(['17.1', '17.2', '17.3', '17'].map(keyOf))).toEqual(['one', 'one', 'two', undefined]);
    });
  });

  describe('turns at one destination', () => {
    test('when a delivery is over, the next that gave way is due at its own time', async () => {
      const { agenda, deliveries } = store().autocommit;
      for (const n of [1, 2, 3]) {
        await deliveries.plan({ key: `m${n}`, kind: 'k', args: {}, to: { to: 'channel', channel: 'coffee' }, dueAt: after(T0, n) });
      }
      const [first, ...others] = await claim(after(T0, 3));
      for (const row of others) await agenda.release(row.id, { dueAt: after(T0, 60_000), reason: WAIT_TURN, free: true });
      expect(await agenda.nextDue()).toBe(after(T0, 60_000));
      if (first !== undefined) await agenda.finish(first.id, { state: 'failed', at: after(T0, 3) });
      expect(await agenda.find('deliver:m2')).toMatchObject({ dueAt: after(T0, 2), state: 'planned' });
      expect(await agenda.find('deliver:m3')).toMatchObject({ dueAt: after(T0, 60_000) });
    });
  });

  describe('conversations, events, audit and facts', () => {
    test('a group is known by its key and by its place', async () => {
      const { conversations } = store().autocommit;
      const place = { platform: 'web', space: 'local', id: 'c1', kind: 'group' } as const;
      await conversations.save('coffee:1', { ...place, id: 'c0' });
      await conversations.save('coffee:1', place);
      expect(await conversations.find('coffee:1', 'web')).toEqual(place);
      expect(await conversations.find('coffee:1', 'slack')).toBeUndefined();
      expect(await conversations.keyOf(place)).toBe('coffee:1');
      expect(await conversations.keyOf({ ...place, id: 'c0' })).toBeUndefined();
      await conversations.forget('coffee:1', 'slack');
      expect(await conversations.find('coffee:1', 'web')).toEqual(place);
      await conversations.forget('coffee:1', 'web');
      expect(await conversations.find('coffee:1', 'web')).toBeUndefined();
    });

    test('an event is new once, until it is removed', async () => {
      const { inbound } = store().autocommit;
      expect([await inbound.markHandled(['e', 'f'], T0), await inbound.markHandled(['g', 'e'], T0)]).toEqual([
        new Set(['e', 'f']),
        new Set(['g']),
      ]);
      await inbound.forgetHandled(T0);
      expect(await inbound.markHandled(['e'], T0)).toEqual(new Set());
      await inbound.forgetHandled(after(T0, 1));
      expect(await inbound.markHandled(['e'], T0)).toEqual(new Set(['e']));
    });

    test('marks of events whose effects were undone are taken back', async () => {
      await store().transaction(async ({ inbound }) => {
        await inbound.markHandled(['e', 'f'], T0);
        await inbound.unmarkHandled(['e', 'never']);
      });
      const { inbound } = store().autocommit;
      expect(await inbound.markHandled(['e', 'f'], T0)).toEqual(new Set(['e']));
    });

    test('replies of several events are kept at once, and what waits for several people is taken at once', async () => {
      const { inbound } = store().autocommit;
      const of = (user: string) => ({ platform: 'slack', space: 'T', user }) as const;
      const [one, two, none] = [of('U1'), of('U2'), of('U3')];
      const input = (eventId: string, from: Identity) => ({ eventId, from, route: {}, body: { typed: 'words' } });
      const inputs = [input('a', one), input('b', two), input('c', one), input('d', { ...one, space: 'T2' }), input('open', two)];
      await inbound.receive(inputs, { at: T0, owner: 'me', leaseUntil: after(T0, 1), freeBy: T0 });
      const replies = ['a', 'b', 'c', 'd', 'not persisted'].map((eventId) => ({ eventId, reply: `reply to "${eventId}" ئەمە` }));
      await inbound.keepReplies(replies);
      expect(await inbound.keptReply('b')).toBe('reply to "b" ئەمە');
      expect(await inbound.keptReply('open')).toBeUndefined();
      expect(await inbound.keptReply('not persisted')).toBeUndefined();
      expect(await inbound.takeKept([one, two])).toEqual([[], []]);
      for (const eventId of ['c', 'b', 'a', 'd']) await inbound.keepForLater(eventId);
      const text = (eventId: string) => `reply to "${eventId}" ئەمە`;
      expect(await inbound.takeKept([two, none, one])).toEqual([[text('b')], [], [text('a'), text('c')]]);
      expect(await inbound.takeKept([one, two])).toEqual([[], []]);
      expect(await inbound.keptReply('d')).toBe(text('d'));
      const rows = await inbound.claim({
        platforms: ['slack'],
        now: after(T0, 1),
        fromOthers: false,
        owner: 'me',
        leaseUntil: after(T0, 2),
        limit: 10,
      });
      expect(rows).toMatchObject([{ eventId: 'open', body: { typed: 'words' }, reply: null }]);
    });

    test('the audit log pages from the newest', async () => {
      const { audit } = store().autocommit;
      for (let index = 0; index < 3; index += 1)
        await audit.append({ at: after(T0, index), actor: null, action: 'a', details: { index, yes: true } });
      expect(await audit.list({ offset: 1, limit: 1 })).toEqual([
        { at: after(T0, 1), actor: null, action: 'a', details: { index: 1, yes: true } },
      ]);
    });

    test('settings and facts are kept', async () => {
      const { community } = store().autocommit;
      const settings = await community.settings();
      await community.saveSettings({ ...settings, name: 'مضيف', languages: ['ar'] });
      expect(await community.settings()).toEqual({ ...settings, name: 'مضيف', languages: ['ar'] });
      await community.saveFact('sample', '1');
      await community.saveFact('sample', '2');
      expect([await community.fact('sample'), await community.fact('other')]).toEqual(['2', undefined]);
    });
  });
}
