import { describe, expect, test } from 'vitest';
import type { AgendaId } from '../../../src/core/ids.js';
import { after, type Instant } from '../../../src/core/time.js';
import type { PlannedRow } from '../../../src/ports/agenda.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

/** What wakes up the agenda's rows one by one: who is told of them, what is to be woken, and how a single row is taken. */
export function describeWaking(store: () => TestStore): void {
  const plan = (key: string, dueAt: Instant) => store().autocommit.agenda.plan({ key, kind: 'kind', payload: {}, dueAt });
  const idOf = async (key: string): Promise<AgendaId> => (await store().autocommit.agenda.find(key))?.id ?? (0 as AgendaId);
  const mine = { owner: 'me', leaseUntil: after(T0, 1000) };

  describe('waking up rows of the agenda', () => {
    test('tells what was planned or moved, once it is written for good', async () => {
      const told: (readonly PlannedRow[])[] = [];
      const end = store().onPlanned((rows) => void told.push(rows));
      await plan('a', T0);
      expect(told).toEqual([[{ id: await idOf('a'), key: 'a', kind: 'kind', dueAt: T0, interruptions: 0 }]]);
      await store().transaction(async ({ agenda, deliveries, members }) => {
        await agenda.plan({ key: 'b', kind: 'kind', payload: {}, dueAt: after(T0, 1) });
        const member = await members.insert(aMember());
        await deliveries.plan({ key: 'm', kind: 'k', args: {}, to: { to: 'member', member }, dueAt: after(T0, 2) });
        expect(told).toHaveLength(1);
      });
      expect(told[1]?.map(({ key, dueAt }) => [key, dueAt])).toEqual([
        ['b', after(T0, 1)],
        ['deliver:m', after(T0, 2)],
      ]);
      const failing = store().transaction(async ({ agenda }) => {
        await agenda.plan({ key: 'c', kind: 'kind', payload: {}, dueAt: T0 });
        throw new RangeError('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(told).toHaveLength(2);
      await store().autocommit.agenda.claim({ now: T0, limit: 1, ...mine });
      await plan('a', after(T0, 9));
      expect(told, 'a running row is left alone').toHaveLength(2);
      await store().autocommit.agenda.release(await idOf('a'), { dueAt: after(T0, 5), reason: 'x', free: true });
      expect(told[2]).toMatchObject([{ key: 'a', dueAt: after(T0, 5) }]);
      end();
      await plan('d', T0);
      expect(told).toHaveLength(3);
    });

    test('takes single rows that are due, and passes over all others', async () => {
      for (const [key, dueAt] of Object.entries({ due: T0, future: after(T0, 1), taken: T0, moved: T0 })) await plan(key, dueAt);
      const { agenda } = store().autocommit;
      const ids = await Promise.all(['due', 'future', 'taken', 'moved'].map(idOf));
      await agenda.claimThese({ ids: [await idOf('taken')], now: T0, owner: 'other', leaseUntil: after(T0, 1) });
      await plan('moved', after(T0, 5));
      const taken = await agenda.claimThese({ ids: [...ids, 999_999 as AgendaId], now: T0, ...mine });
      expect(taken.map(({ key, interruptions }) => [key, interruptions])).toEqual([['due', 0]]);
      expect(await agenda.claimThese({ ids, now: T0, ...mine })).toEqual([]);
    });

    test('lists what comes up and what nobody keeps any more', async () => {
      for (const [key, dueAt] of Object.entries({ c: after(T0, 2), a: T0, b: after(T0, 1), later: after(T0, 3) })) await plan(key, dueAt);
      const { agenda } = store().autocommit;
      expect((await agenda.upcoming({ until: after(T0, 2), limit: 10 })).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
      expect((await agenda.upcoming({ until: after(T0, 2), limit: 1 })).map(({ key }) => key)).toEqual(['a']);
      await agenda.claimThese({ ids: [await idOf('a')], now: T0, owner: 'one', leaseUntil: after(T0, 10) });
      await agenda.claimThese({ ids: [await idOf('b')], now: after(T0, 1), owner: 'two', leaseUntil: after(T0, 20) });
      const leases = await agenda.leases({ limit: 10 });
      expect(leases).toEqual([
        { id: await idOf('a'), until: after(T0, 10) },
        { id: await idOf('b'), until: after(T0, 20) },
      ]);
      expect((await agenda.upcoming({ until: after(T0, 2), limit: 10 })).map(({ key }) => key)).toEqual(['c']);
      await agenda.renew([await idOf('a')], { owner: 'one', leaseUntil: after(T0, 11) });
      expect(await agenda.releaseAbandoned(leases), 'who renewed keeps what they run').toBe(1);
      expect(await agenda.find('a')).toMatchObject({ state: 'running', interruptions: 0 });
      expect(await agenda.find('b')).toMatchObject({ state: 'planned', interruptions: 1 });
    });

    test('ends many at once, only those that are still one’s own', async () => {
      for (const key of ['a', 'b']) await plan(key, T0);
      const { agenda } = store().autocommit;
      const ids = [await idOf('a'), await idOf('b')];
      await agenda.claimThese({ ids: ids.slice(0, 1), now: T0, ...mine });
      await agenda.claimThese({ ids: ids.slice(1), now: T0, owner: 'other', leaseUntil: after(T0, 9) });
      expect(await agenda.finishDone(ids, { at: after(T0, 1), owner: 'me' })).toEqual(ids.slice(0, 1));
      expect(await agenda.find('a')).toMatchObject({ state: 'done', finishedAt: after(T0, 1) });
      expect((await agenda.find('b'))?.state).toBe('running');
    });

    test('guesses the platform of deliveries by where their readers are', async () => {
      const { members, accounts, deliveries, agenda, conversations } = store().autocommit;
      const [zainab, haider] = [await members.insert(aMember()), await members.insert(aMember())];
      await accounts.link(zainab, { platform: 'slack', space: 's', user: 'z' });
      await accounts.link(zainab, { platform: 'discord', space: 's', user: 'z' });
      await accounts.link(haider, { platform: 'slack', space: 's', user: 'h' });
      await accounts.touch([{ account: { platform: 'discord', space: 's', user: 'z' }, opened: false }], T0);
      await conversations.save('g', { platform: 'web', space: 's', id: '1', kind: 'group' });
      const to = {
        zainab: { to: 'member', member: zainab },
        haider: { to: 'member', member: haider },
        group: { to: 'group', group: 'g', members: [zainab, haider] },
        newGroup: { to: 'group', group: 'n', members: [haider, zainab] },
        channel: { to: 'channel', channel: 'general' },
      } as const;
      for (const [key, destination] of Object.entries(to)) await deliveries.plan({ key, kind: 'k', args: {}, to: destination, dueAt: T0 });
      const rows = await agenda.list({ limit: 10 });
      const platforms = await deliveries.platforms(
        rows.map(({ id }) => id),
        accounts.lastUsedPlatforms,
      );
      expect(Object.fromEntries(rows.map(({ id, key }) => [key.replace('deliver:', ''), platforms.get(id)]))).toEqual({
        zainab: 'discord',
        haider: 'slack',
        group: 'web',
        newGroup: 'slack',
        channel: undefined,
      });
    });
  });
}
