import { CompiledQuery, type RootOperationNode } from 'kysely';
import { expect, test } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { after, toInstant } from '../../src/core/time.js';
import { accountsStore, membersStore } from '../../src/features/members/store/index.js';
import type { Engines } from '../../src/ports/store.js';
import { createSettingsReader } from '../../src/store/repositories/community.js';
import type { Context } from '../../src/store/repositories/context.js';
import { createEngines } from '../../src/store/repositories/index.js';
import { settingsCodec } from '../support/settings.js';
import { openTestStore } from '../support/store.js';

/** What SQLite means to do for each statement that `work` runs. */
async function plansOf(work: (engines: Engines) => Promise<unknown>): Promise<readonly string[]> {
  const { database, communityId, close } = await openTestStore();
  const seen: CompiledQuery[] = [];
  const db = database.db.withPlugin({
    transformQuery({ node, queryId }): RootOperationNode {
      seen.push(database.db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const context: Context = {
    db,
    community: communityId,
    traits: database.traits,
    readSettings: createSettingsReader(settingsCodec),
    settingsRead: undefined,
    atomically: (steps) => steps(context),
    erased: () => {},
    planned: () => {},
    erasures: undefined,
  };
  await work(createEngines(context, true));
  const plans: string[] = [];
  for (const query of seen) {
    // The plan does not depend on the values, and a prepared query has none yet.
    const values = query.parameters.map((value) => (typeof value === 'object' ? null : value));
    const explain = CompiledQuery.raw(`explain query plan ${query.sql}`, values);
    const { rows } = await database.db.executeQuery<{ detail: string }>(explain);
    plans.push(rows.map(({ detail }) => detail).join('; '));
  }
  await close();
  return plans;
}

const now = toInstant(1_000_000);
/** The list that a statement was given is read whole, and what it finds is few. */
const FREE = /SCAN json_each\b|SCAN CONSTANT ROW|TEMP B-TREE FOR DISTINCT/g;

test.each([
  ['of some kinds', { kinds: ['deliver'] }],
  ['of all but some', { exceptKinds: ['deliver', 'coffee.match'] }],
  ['of any kind', {}],
])('claiming rows %s searches the parts of the index that are due, sorts nothing and scans nothing', async (_, filter) => {
  const plans = await plansOf(async ({ agenda }) => {
    const claim = () => agenda.claim({ now, owner: 'me', leaseUntil: now, limit: 10, ...filter });
    await agenda.plan({ key: 'a', kind: 'k', payload: {}, dueAt: now });
    await agenda.claim({ now, owner: 'me', leaseUntil: now, limit: 10 });
    await agenda.plan({ key: 'b', kind: 'k', payload: {}, dueAt: now });
    await claim();
  });
  const [looked, running, planned] = plans.slice(-3);
  for (const plan of [looked, running]) {
    expect(plan).toMatch(/SEARCH agenda USING COVERING INDEX agenda_running \(community_id=\? AND lease_until<\?\)/);
  }
  for (const plan of [looked, planned]) {
    expect(plan).toMatch(/SEARCH agenda USING COVERING INDEX agenda_planned \(community_id=\? AND due_at<\?\)/);
  }
  for (const plan of plans) expect(plan.replace(FREE, '')).not.toMatch(/SCAN|TEMP B-TREE/);
});

test('claiming writes nothing where nothing is due', async () => {
  const plans = await plansOf(({ agenda }) => agenda.claim({ now, owner: 'me', leaseUntil: now, limit: 10 }));
  expect(plans).toHaveLength(1);
});

test('nor does what runs with every row or delivery', async () => {
  const plans = await plansOf(async ({ agenda, deliveries, inbound, tx }) => {
    await agenda.nextDue();
    await agenda.find('a');
    await agenda.cancelPrefix('coffee:1:');
    await agenda.releaseOwned('me');
    await agenda.upcoming({ until: now, limit: 10 });
    await agenda.upcoming({ until: now, limit: 10, after: { dueAt: toInstant(1), id: toId(1) } });
    await agenda.leases({ limit: 10 });
    await agenda.releaseAbandoned([{ id: toId(1), until: now }]);
    await deliveries.plan({ key: 'a', kind: 'k', args: {}, to: { to: 'channel', channel: 'general' }, dueAt: now });
    const delivery = await deliveries.find('a');
    if (delivery === undefined) throw new Error('it was not planned');
    await deliveries.earlier(delivery.id, { passHeld: true });
    await agenda.claim({ now, owner: 'me', leaseUntil: after(now, 1), limit: 10 });
    const ids = (await agenda.list({ limit: 10 })).map(({ id }) => id);
    await agenda.claimThese({ ids, now, owner: 'me', leaseUntil: after(now, 1) });
    await deliveries.platforms(ids, accountsStore(tx).lastUsedPlatforms);
    const row = await agenda.find('deliver:a');
    if (row !== undefined) await agenda.finish(row.id, { state: 'failed', at: now, owner: 'me' });
    await agenda.finishDone(ids, { at: now, owner: 'me' });
    const account = { platform: 'web', space: 's', user: 'u' } as const;
    await membersStore(tx).findByAccount(account);
    await inbound.markHandled(['e'], now);
    await inbound.unmarkHandled(['e']);
    await inbound.takeKept([account]);
    await inbound.keepReplies([{ eventId: 'e', reply: 'text' }]);
    await accountsStore(tx).usersOf([{ account, opened: true }], now);
    await accountsStore(tx).touch([{ account, opened: true }], now);
  });
  expect(plans.length).toBeGreaterThan(14);
  const costly = plans.map((plan) => plan.replaceAll(FREE, '')).filter((plan) => /SCAN|TEMP B-TREE/.test(plan));
  expect(costly).toEqual([]);
  // Where rows are found by their numbers, not all that the community has is searched for them.
  const listed = plans.filter((plan) => plan.includes('json_each'));
  expect(listed.length).toBeGreaterThan(5);
  expect(listed.filter((plan) => /\(community_id=\?\)/.test(plan) && !plan.includes('agenda_running'))).toEqual([]);
});

test('whether something waits for a member is looked up among what waits for them', async () => {
  const plans = await plansOf(({ deliveries, tx }) => tx.find(deliveries.hasWaiting(toId(1))));
  // Parts of the statement come first.
  const searches = plans
    .at(-1)
    ?.split('; ')
    .filter((step) => step.includes('deliveries'));
  expect(searches).toEqual([
    expect.stringContaining('deliveries_waiting_for (community_id=? AND destination_key=?)'),
    expect.stringContaining('deliveries_waiting_for (community_id=? AND destination_key>? AND destination_key<?)'),
  ]);
});
