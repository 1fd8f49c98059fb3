import { afterEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { plain } from '../../src/core/text.js';
import { after, HOUR } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';
import type { StoriesTables } from '../../src/features/stories/store/tables.js';
import type { TopicsTables } from '../../src/features/topics/store/tables.js';
import { createCoffeeWorld } from '../support/coffee.js';
import { recordStatements } from '../support/statements.js';
import { aTopic, insertSummary } from '../support/topic-rows.js';
import { createTopicsWorld } from '../support/topics.js';
import { type Person, textOf, type World } from '../support/world.js';

let world: World;
afterEach(() => world.close());

const home = async (person: Person) => {
  const { cards } = await composeHome(world.contexts.autocommit, person.identity);
  return cards.flatMap(({ blocks }) => blocks.flatMap((block) => ('text' in block ? [plain(block.text)] : []))).join('\n');
};
const told = { title: 'A room', happened: 'We met.', changed: 'It is open.', language: ['en'], agreed: [] };

describe('an invitation to tell a story', () => {
  it('comes after a coffee chat that led to an agreement, to who told so alone, and once', async () => {
    const coffee = await createCoffeeWorld({ coffee: { cadence: { every: 'week', weekday: 'sun' } } });
    world = coffee;
    const [one, other] = (await coffee.addJoined(2)) as [MemberId, MemberId];
    await coffee.plan();
    await coffee.runUntil(after((await coffee.round()).matchingAt, HOUR));
    const [match] = await world.store.autocommit.coffee.matchesOf(one);
    await coffee.click(one, `coffee:met:${match?.id}`);
    const answer = textOf(await coffee.click(one, `coffee:outcome:${match?.id}`, ['agreement']));
    expect(answer + textOf(await world.as(one).type('/coffee status'))).toContain('led to an agreement');
    expect(textOf(await world.as(one).type('/coffee status'))).not.toContain('led to an agreement');
    expect(await home(world.as(one))).toContain('led to an agreement');
    expect(await home(world.as(other))).not.toContain('led to an agreement');
    await world.as(one).submit(`stories:share:coffee:${match?.id}`, told);
    expect(await home(world.as(one))).not.toContain('led to an agreement');
    const rows = world.store.database.db.withTables<StoriesTables>();
    expect((await rows.selectFrom('stories').select('member_id').execute()).map(({ member_id }) => member_id)).toEqual([one]);
  });

  it('comes to who facilitated a topic whose recommendation was carried out, and can be put aside', async () => {
    const topics = await createTopicsWorld();
    world = topics;
    const now = world.clock.now();
    const id = await world.store.autocommit.topics.insertTopic(aTopic(now, { state: 'closed' }));
    await world.store.autocommit.topics.updateTopic(id, { facilitator: topics.id('zahra') });
    await insertSummary(world.store.autocommit, id, now, [{ outcome: 'done' }]);
    expect(await home(topics.zahra)).not.toContain('recommended has been done');
    await world.store.database.db.withTables<TopicsTables>().updateTable('topic_recommendations').set({ reviewed_at: now }).execute();
    expect(await home(topics.zahra)).toContain('recommended has been done');
    expect(await home(topics.karwan)).not.toContain('recommended has been done');
    expect(textOf(await topics.zahra.type('/topics list'))).toContain('recommended has been done');
    await topics.zahra.pressAnyway(`stories:not-now:topics:${id}`);
    expect(await home(topics.zahra)).not.toContain('recommended has been done');
  });
});

it('a click costs at most ten statements', async () => {
  const topics = await createTopicsWorld();
  world = topics;
  const { zahra, karwan, boss } = topics;
  await zahra.type('/stories mine');
  const cost = async (what: string, work: () => Promise<unknown>) => {
    const recorded = recordStatements();
    try {
      await work();
    } finally {
      recorded.stop();
    }
    // What features offer below the answer comes after the transaction, as `costOfCommands` counts too.
    const isControl = (source: string) => /^\s*(?:begin|commit|rollback|savepoint|release)/i.test(source);
    const end = recorded.ran.findLastIndex(({ source }) => /^\s*commit/i.test(source));
    const read = recorded.ran.slice(0, end).filter(({ source, changed }) => !changed && !isControl(source));
    expect.soft([what, read.length <= 10 ? 'cheap' : read.map(({ source }) => source)]).toEqual([what, 'cheap']);
  };
  await cost('share', () => zahra.submit('stories:share:0', told));
  await cost('write', () => zahra.submit('stories:write:1.ar', { ...told, title: 'غرفة' }));
  await cost('write form', () => zahra.pressAnyway('stories:write:1.ar'));
  await cost('agreed', () => zahra.submit('stories:agreed:1', { agreed: ['page'] }));
  await cost('name', () => zahra.submit('stories:name:1', { person: 'karwan' }));
  await cost('send', () => zahra.pressAnyway('stories:send:1'));
  await cost('yes', () => karwan.pressAnyway('stories:yes:1'));
  await cost('mine', () => karwan.type('/stories mine'));
  await cost('review', () => boss.type('/stories review'));
  await cost('show', () => boss.pressAnyway('stories:show:1'));
  await cost('comment', () => boss.submit('stories:comment:1.4', { comment: 'When?' }));
  await cost('send again', () => zahra.pressAnyway('stories:send:1'));
  await cost('edit', () => boss.submit('stories:edit:1.6.en', { ...told, title: 'Another' }));
  await zahra.pressAnyway('stories:send:1');
  await cost('approve', () => boss.pressAnyway('stories:approve:1.8'));
  await cost('list', () => karwan.type('/stories list'));
  await cost('no', () => karwan.pressAnyway('stories:no:1'));
  await cost('unname', () => zahra.pressAnyway(`stories:unname:1.${topics.id('karwan')}`));
  await cost('withdraw', () => zahra.pressAnyway('stories:withdraw:1'));
  await cost('withdraw-yes', () => zahra.pressAnyway('stories:withdraw-yes:1'));
  const rows = world.store.database.db.withTables<StoriesTables>();
  expect(await rows.selectFrom('stories').select(['state', 'version']).execute()).toEqual([{ state: 'draft', version: 10 }]);
});
