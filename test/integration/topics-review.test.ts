import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { happeningLabel } from '../../src/demo/agenda-view.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { planPart } from '../../src/features/topics/plan/part.js';
import { mergeInto } from '../../src/features/topics/proposals/merge.js';
import { decline } from '../../src/features/topics/proposals/review.js';
import { support } from '../../src/features/topics/proposals/support.js';
import { createTestMetrics } from '../support/metrics.js';
import { engines } from '../support/store.js';
import { createTopicsWorld, filled, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld();
});
afterEach(() => world.close());

describe('a review', () => {
  it('is for advisers and organisers, who see what nobody has looked at', async () => {
    await world.propose(world.zahra);
    expect(textOf(await world.karwan.type('/topics review'))).not.toContain('Safe spaces');
    expect(textOf(await world.karwan.pressAnyway('topics:keep:1.1'))).not.toContain('Done');
    expect(textOf(await world.adviser.type('/topics review'))).toContain('One proposal to review');
    await world.adviser.press('topics:show', ['1']);
    expect(textOf(await world.adviser.press('topics:keep'))).toContain('stays as it is');
    expect(textOf(await world.boss.type('/topics review'))).toContain('Nothing is waiting');
    expect(await world.audit()).toMatchObject([{ actor: world.id('adviser'), action: 'topics.keep', details: { proposal: 1 } }]);
  });

  it('edits a proposal with a visible trace, and tells who proposed it', async () => {
    await world.propose(world.zahra);
    await world.adviser.submit('topics:revise:1.1', filled({ title: 'Safe spaces that last' }));
    const shown = textOf(await world.karwan.type('/topics show 1'));
    expect(shown).toContain('Safe spaces that last');
    expect(shown).toContain('Edited by the organisers on 22 Nov 2026');
    expect(textOf(await world.karwan.press('topics:original'))).toContain('Safe spaces in rural areas');
    await world.runner.runDue();
    world.zahra.lookAtMessages();
    expect(world.zahra.received().at(-1)).toContain('The organisers have edited your proposal');
    expect(textOf(await world.zahra.press('topics:show'))).toContain('Safe spaces that last');
    await world.zahra.submit('topics:edit:1', filled({ title: 'As I meant it' }));
    expect(textOf(await world.karwan.type('/topics show 1'))).not.toContain('Edited by');
  });

  it('declines with a reason that reaches who proposed it, and no one else', async () => {
    await world.propose(world.zahra, {}, 'anonymous');
    const declined = await world.adviser.submit('topics:decline:1.1', { reason: 'We talked about it in March.' });
    expect(textOf(declined)).toContain('I’ll pass your reason on');
    await world.runner.runDue();
    expect(world.zahra.received()).toEqual([expect.stringContaining('We talked about it in March.')]);
    expect(world.sent).toHaveLength(1);
    expect(textOf(await world.karwan.type('/topics show 1'))).not.toContain('March');
    expect(textOf(await world.zahra.type('/topics mine'))).toContain('Not taken up');
    expect(textOf(await world.adviser.submit('topics:decline:1.1', { reason: ' ' }))).toContain('Please fill this in');
  });

  it('merges two proposals: supporters of both count once, and the proposers of both stay', async () => {
    await world.propose(world.zahra);
    await world.propose(world.karwan, { title: 'Safe spaces for women' });
    for (const action of ['topics:support:1', 'topics:support:2']) await world.lava.pressAnyway(action);
    await world.adviser.pressAnyway('topics:support:2');
    await world.boss.pressAnyway('topics:show:0', ['2']);
    expect(textOf(await world.boss.press('topics:merge'))).toContain('Which one should it become a part of?');
    const merged = textOf(await world.boss.press('topics:merge-into', ['1']));
    expect(merged).toContain('Proposed by: zahra and karwan');
    expect(merged).toContain('2 supporters from 2 organisations');
    await world.runner.runDue();
    expect(world.karwan.received().at(-1)).toContain('Someone proposed nearly the same');
    // An old card leads to the one that goes on, and its proposer supports it already.
    expect(textOf(await world.lava.pressAnyway('topics:take-back:2'))).toContain('1 supporter from 1 organisation');
    expect(textOf(await world.karwan.pressAnyway('topics:support:2'))).toContain('It’s your own proposal');
    expect(textOf(await world.boss.type('/community audit'))).toContain('Proposal 2 · into proposal 1');
    expect(textOf(await world.boss.pressAnyway('topics:merge-into:1.1', ['1']))).toContain('no longer open');
  });

  it('merges a proposal into one that its proposer supports, who can still take that support back and offer to facilitate', async () => {
    await world.propose(world.zahra);
    await world.propose(world.karwan, { title: 'Safe spaces for women' });
    await world.zahra.pressAnyway('topics:support:2');
    await world.adviser.pressAnyway('topics:merge-into:1.1', ['2']);
    await world.zahra.type('/topics show 2');
    expect(textOf(await world.zahra.press('topics:facilitate'))).toContain('One person would facilitate it.');
    expect(textOf(await world.zahra.press('topics:take-back'))).toContain('No supporters yet');
    expect(textOf(await world.zahra.pressAnyway('topics:support:2'))).toContain('It’s your own proposal');
  });

  it('of one proposal by two at once: the second gets a clear sentence', async () => {
    await world.propose(world.zahra);
    await world.adviser.submit('topics:decline:1.1', { reason: 'First.' });
    const second = await world.boss.submit('topics:decline:1.1', { reason: 'Second.' });
    expect(second.type).toBe('form-errors');
    expect(textOf(second)).toContain('Someone else has just');
    expect(textOf(await world.boss.pressAnyway('topics:revise:1.1'))).toContain('has just changed this proposal or decided');
    expect(textOf(await world.boss.pressAnyway('topics:keep:1.1'))).toContain('has just changed this proposal or decided');
    await world.runner.runDue();
    expect(world.zahra.received()).toHaveLength(1);
    expect((await world.audit()).map(({ action }) => action)).toEqual(['topics.decline']);
  });

  it('does not decide about a text that its member has changed meanwhile', async () => {
    await world.propose(world.zahra);
    await world.zahra.submit('topics:edit:1', filled({ title: 'New words' }));
    expect(textOf(await world.adviser.submit('topics:revise:1.1', filled()))).toContain('has just changed this proposal');
    expect(await world.newest()).toMatchObject({ title: 'New words' });
  });
});

describe('on a platform where people are asked before they are written to', () => {
  it('nothing is sent to who did not ask; it waits for them', async () => {
    await world.close();
    world = await createTopicsWorld({ capabilities: { unaskedDirectMessages: false } });
    const { topics } = world.store.autocommit;
    const text = { title: 'Water', question: 'How?', why: '', sector: 'recovery', language: 'en', resources: [] } as const;
    const id = await topics.insert(text, { anonymous: true, at: world.clock.now() });
    await topics.addProposer(id, world.id('zahra'), { anonymous: true, key: crypto.randomUUID() });
    await world.adviser.submit('topics:decline:1.1', { reason: 'Later.' });
    await world.runner.runDue();
    expect(world.to('direct:zahra')).toEqual([]);
    expect(textOf(await world.zahra.pressAnyway('members:waiting:0', [], 'channel'))).toContain('Later.');
  });
});

describe('an answer that waits for the end of quiet hours', () => {
  it('does not tell organisers whom it is for', async () => {
    await world.propose(world.zahra, {}, 'anonymous');
    world.clock.set(Date.parse('2026-11-22T23:00:00+03:00'));
    await world.adviser.submit('topics:decline:1.1', { reason: 'Later.' });
    await world.runner.runDue();
    expect(world.zahra.received()).toEqual([]);
    for (const view of ['upcoming', 'recent', 'failed']) {
      const agenda = textOf(await world.boss.pressAnyway(`community:agenda:${view}`));
      expect(agenda).not.toContain('zahra');
    }
    await world.runUntil('2026-11-23T09:00:00+03:00');
    expect(world.zahra.received().join()).toContain('Later.');
  });
});

it('an answer whose arrival is unknown does not tell organisers whom it is for', async () => {
  await world.propose(world.zahra, {}, 'anonymous');
  await world.adviser.submit('topics:decline:1.1', { reason: 'Later.' });
  await sql`update agenda set state = 'failed', reason = 'in-doubt' where kind = 'deliver'`.execute(world.store.database.db);
  await sql`update deliveries set state = 'held', in_doubt = 1`.execute(world.store.database.db);
  const agenda = textOf(await world.boss.pressAnyway('community:agenda:failed'));
  expect(agenda).toContain('for a member whose name isn’t shown may have arrived');
  expect(agenda).not.toContain('zahra');
});

it('nobody can count the few supporters of a proposal without a name, wherever the bot lists or counts its messages', async () => {
  await world.close();
  const metrics = createTestMetrics();
  world = await createTopicsWorld({ metrics });
  await world.propose(world.zahra, {}, 'anonymous');
  for (const person of [world.karwan, world.lava]) await person.pressAnyway('topics:support:1');
  await planPart.plan?.(world.contexts.autocommit);
  await world.runUntil('2026-11-30T09:00:00+03:00');
  expect(world.karwan.received().join()).toContain('a topic you support is planned');
  const counted = metrics.told.delivery.map(([kind]) => kind);
  expect(counted).toContain('topics.plan.draft');
  expect(counted).not.toContain('topics.plan.supported');
  const { db } = world.store.database;
  const news = 'News about a topic that someone supports';
  const page = async (view: string) => textOf(await world.boss.pressAnyway(`community:agenda:${view}`));
  const linesOf = (text: string) => text.split('\n').filter((line) => line.includes(news));
  const rowsOf = sql`id in (select agenda.id from agenda, deliveries where agenda.key = 'deliver:' || deliveries.key
    and deliveries.kind = 'topics.plan.supported')`;
  for (const [view, state, delivery] of [
    ['recent', 'done', 'sent'],
    ['upcoming', 'planned', 'planned'],
    ['failed', 'failed', 'failed'],
  ] as const) {
    await sql`update agenda set state = ${state}, finished_at = due_at where ${rowsOf}`.execute(db);
    await sql`update deliveries set state = ${delivery} where kind = 'topics.plan.supported'`.execute(db);
    const shown = linesOf(await page(view));
    expect([view, shown.length, shown.join().includes('×')]).toEqual([view, 1, false]);
  }
  // One click tries all of them again.
  await world.boss.pressAnyway('community:agenda:failed');
  await world.boss.press('community:retry');
  expect(linesOf(await page('failed'))).toEqual([]);
  expect(textOf(await world.boss.type('/community audit'))).not.toContain('×');
  // The demo's timeline neither.
  const { toldCount } = world.contexts.autocommit.features;
  const rows = (await world.store.autocommit.agenda.list({ states: ['planned', 'dropped', 'done'], limit: 50 })).slice(0, 2);
  const two = {
    at: world.clock.now(),
    what: { type: 'message', kind: 'topics.plan.supported' },
    state: 'planned',
    rows,
    deliveries: [],
  } as const;
  expect(rows).toHaveLength(2);
  expect(happeningLabel(two, toldCount, 'en')).toBe(happeningLabel({ ...two, rows: rows.slice(0, 1) }, toldCount, 'en'));
  // Five say so.
  expect(world.contexts.autocommit.features.toldCount('topics.plan.supported', 5)).toBe(5);
});

describe.each(engines())('who proposed without a name, on $name', ({ open }) => {
  it('is told by nothing but the table of those proposers', async () => {
    await world.close();
    world = await createTopicsWorld({ open });
    await world.propose(world.zahra, { title: 'Unnamed' }, 'anonymous');
    for (const person of [world.karwan, world.lava]) await person.pressAnyway('topics:support:1');
    const shown = textOf(await world.boss.type('/topics show 1'));
    expect(shown).toContain('a colleague who would rather not be named');
    expect(shown).toContain('Fewer than five supporters');
    expect(shown).not.toContain('zahra');
    expect(textOf(await world.karwan.type('/topics list'))).toContain('Fewer than five supporters');
    await world.adviser.submit('topics:revise:1.1', filled({ title: 'Unnamed still' }));
    await world.adviser.submit('topics:decline:1.2', { reason: 'Later.' });

    const zahra = world.id('zahra');
    const rows = async (table: string) =>
      (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(world.store.database.db)).rows;
    for (const { args, key } of (await rows('deliveries')).filter(({ kind }) => String(kind).startsWith('topics.'))) {
      expect(JSON.parse(String(args))).toEqual({ answer: expect.stringMatching(/^[\da-f-]{36}$/) });
      expect(String(key)).toMatch(/^topics\.[a-z]+:[\da-f-]{36}:\d+$/);
    }
    for (const { key, kind, payload } of (await rows('agenda')).filter((row) => String(row.key).includes('topics'))) {
      expect({ kind, payload: JSON.stringify(payload) }).not.toMatchObject({ payload: expect.stringContaining('proposal') });
      expect(String(key)).toMatch(/^deliver:topics\.[a-z]+:[\da-f-]{36}:\d+$/);
    }
    expect((await rows('audit')).map(({ details }) => JSON.parse(String(details)))).toEqual([{ proposal: 1 }, { proposal: 1 }]);
    expect(await rows('topic_proposers')).toEqual([]);
    expect((await rows('topic_anonymous_proposers')).map(({ member_id }) => member_id)).toEqual([zahra]);

    await world.runner.runDue();
    expect(world.zahra.received().join()).toContain('Later.');
    for (const user of ['boss', 'adviser', 'karwan']) {
      const exported = JSON.stringify(await exportPersonalData(world.contexts.autocommit, world.id(user)));
      expect(exported).not.toContain('zahra');
      expect(exported).not.toContain('Who has opened one?');
    }
    expect(await exportPersonalData(world.contexts.autocommit, zahra)).toMatchObject({
      topics: { proposals: [{ title: 'Unnamed still', anonymous: true, state: 'declined', beforeItWasEdited: { title: 'Unnamed' } }] },
    });
    expect(JSON.stringify(world.logger.lines)).not.toContain('Unnamed');
    expect(textOf(await world.boss.type('/community audit'))).not.toContain('zahra');
    expect(textOf(await world.boss.type('/community agenda'))).not.toContain('zahra');

    await world.zahra.pressAnyway(`members:forget-confirm:${zahra}`, [], 'direct');
    expect(await rows('topic_anonymous_proposers')).toEqual([]);
  });
});

describe.each(engines())('two reviewers at the same moment, on $name', ({ open }) => {
  const outcomes = async (...works: readonly Promise<unknown>[]) => (await Promise.allSettled(works)).map(({ status }) => status).sort();
  const as = async (user: string) => {
    const person = await world.contexts.autocommit.people.find(world.id(user));
    if (!person) throw new Error(`nobody is called ${user}`);
    return person;
  };

  beforeEach(async () => {
    await world.close();
    world = await createTopicsWorld({ open });
    await world.propose(world.zahra);
    await world.propose(world.karwan, { title: 'Other' });
  });

  it('decide once about a proposal', async () => {
    const [boss, adviser] = [await as('boss'), await as('adviser')];
    const { transaction } = world.contexts;
    const seen = { id: (await world.newest()).id, version: 1 };
    expect(
      await outcomes(
        transaction((context) => decline(context, boss, seen, 'One.')),
        transaction((context) => decline(context, adviser, seen, 'Other.')),
      ),
    ).toEqual(['fulfilled', 'rejected']);
    expect(await world.audit()).toHaveLength(1);
  });

  it('do not merge two proposals into one another', async () => {
    const [boss, adviser] = [await as('boss'), await as('adviser')];
    const { transaction } = world.contexts;
    const [one, other] = (await world.store.autocommit.topics.openTexts()).map(({ id }) => ({ id, version: 1 }));
    if (!one || !other) throw new Error('two are proposed');
    expect(
      await outcomes(
        transaction((context) => mergeInto(context, boss, one, other.id)),
        transaction((context) => mergeInto(context, adviser, other, one.id)),
      ),
    ).toEqual(['fulfilled', 'rejected']);
    expect(await world.store.autocommit.topics.openTexts()).toHaveLength(1);
  });

  it('lose no support that is given while a proposal is merged', async () => {
    const [boss, lava] = [await as('boss'), await as('lava')];
    const { transaction } = world.contexts;
    const [one, other] = (await world.store.autocommit.topics.openTexts()).map(({ id }) => ({ id, version: 1 }));
    if (!one || !other) throw new Error('two are proposed');
    const supporting = transaction((context) => support(context, lava, one.id));
    const merging = transaction((context) => mergeInto(context, boss, one, other.id));
    const [supported] = await Promise.allSettled([supporting, merging]);
    expect(await world.newest()).toMatchObject({ id: other.id, supporters: supported.status === 'fulfilled' ? 1 : 0 });
  });
});
