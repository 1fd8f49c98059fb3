import { expect, it } from 'vitest';
import type { Api } from '../../../adapters/discord/connect/client.js';
import { createRoster } from '../../../adapters/discord/members/roster.js';
import { createTestClock } from '../../support/clock.js';
import { createStubInbox } from '../../support/web-inbox.js';
import { quietLogger } from '../../support/web-server.js';

it('counts nobody as gone who came while the members were read', async () => {
  const accounts = ['10', '20'];
  const inbox = createStubInbox();
  const api = {
    async call() {
      // Another process hears of somebody new; the list that is read here does not hold them.
      accounts.push('30');
      return [{ user: { id: '10', username: 'amal' }, joined_at: '2026-01-01T00:00:00Z' }];
    },
  } as unknown as Api;
  const roster = createRoster({
    api,
    clock: createTestClock(),
    logger: quietLogger,
    problems: { report() {}, over() {} } as never,
    inbox,
    guildId: () => '1',
    knownAccounts: async () => [...accounts],
    leftAccounts: undefined,
  });
  await roster.reconcile();
  expect(inbox.received.leaves.map(({ from }) => from.user)).toEqual(['20']);
});

it('tells who is back of those who were missing from a list, each time anew', async () => {
  const clock = createTestClock();
  const inbox = createStubInbox();
  const amal = { user: { id: '10', username: 'amal' }, joined_at: '2026-01-01T00:00:00Z' };
  const zainab = { user: { id: '20', username: 'zainab' }, joined_at: '2026-01-01T00:00:00Z' };
  let listed = [amal, zainab];
  const gone = new Set(['30']);
  const make = () =>
    createRoster({
      api: { call: async () => listed } as unknown as Api,
      clock,
      logger: quietLogger,
      problems: { report() {}, over() {} } as never,
      inbox,
      guildId: () => '1',
      knownAccounts: async () => ['10', '20'],
      leftAccounts: async () => [...gone],
    });
  const roster = make();
  await roster.reconcile();
  expect(inbox.received.joins).toEqual([]);
  for (const known of [roster, make()]) {
    listed = [zainab];
    await known.reconcile();
    gone.add('10');
    clock.advance(1_000);
    listed = [amal, zainab];
    await known.reconcile();
    gone.delete('10');
    clock.advance(1_000);
    await known.reconcile();
  }
  expect(inbox.received.joins.map(({ from }) => from.user)).toEqual(['10', '10']);
  expect(new Set(inbox.received.joins.map(({ eventId }) => eventId)).size).toBe(2);
});
