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
  });
  await roster.reconcile();
  expect(inbox.received.leaves.map(({ from }) => from.user)).toEqual(['20']);
});
