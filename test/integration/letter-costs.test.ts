import { afterEach, expect, it } from 'vitest';
import { lettersStore } from '../../src/features/letter/store/index.js';
import type { Mail } from '../../src/ports/mail.js';
import { insertEvent } from '../support/events.js';
import { PUBLIC_URL } from '../support/guest-browser.js';
import { insertResource } from '../support/resources.js';
import { recordStatements } from '../support/statements.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';

let world: TopicsWorld;
afterEach(() => world.close());

const mail: Mail = { send: async () => {} };
const store = () => lettersStore(world.store.autocommit.tx);
const seen = async () => {
  const letter = await store().newest();
  return `${letter?.id}.${letter?.version}`;
};

/** A draft that tells of an event and a resource; several members get letters by mail. */
async function open(): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-25T09:00:00+03:00', publicUrl: PUBLIC_URL, mail });
  for (const user of ['boss', 'zahra', 'karwan', 'lava']) {
    await world.store.autocommit.members.update(world.id(user), { email: `${user}@example.org` });
    if (user !== 'lava') await world.person(user).pressAnyway('letter:agree:0');
  }
  await world.app.prepare();
  await insertResource(world.contexts.autocommit, world.id('zahra'));
  await world.runUntil('2026-11-29T09:00:00+03:00');
  await insertEvent(world.store.autocommit.tx, world.clock.now());
  await world.runUntil('2026-12-03T10:01:00+03:00');
}

/** The statements of some work, besides the writes that change rows. */
async function costOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const recorded = recordStatements();
  try {
    await work();
  } finally {
    recorded.stop();
  }
  return recorded.ran
    .filter(({ source, changed }) => !changed && !/^\s*(?:begin|commit|rollback|savepoint|release)/i.test(source))
    .map(({ source }) => source);
}

it('each click costs at most ten statements', async () => {
  await open();
  const { boss, lava } = world;
  const id = (await store().newest())?.id;
  let at = await seen();
  const item = { title: 'Another guide', words: 'In other words', leftOut: [] };
  // What is offered once below an answer is not of this feature.
  await boss.type('/community letter');
  for (const [what, work] of [
    ['overview', () => boss.pressAnyway('letter:overview:0')],
    ['show', () => boss.pressAnyway(`letter:show:${id}.ar`)],
    ['items', () => boss.pressAnyway(`letter:items:${at}.en.0`)],
    ['change', () => boss.pressAnyway(`letter:change:${at}.en`, ['resources-1'])],
    ['item', () => boss.submit(`letter:item:${at}.en.resources-1`, item)],
    ['opening form', () => boss.pressAnyway(`letter:opening:${at}.ar`)],
    ['opening', () => boss.submit(`letter:opening:${at}.ar`, { subject: 'عنوان', opening: 'أهلًا' })],
    ['test', () => boss.pressAnyway(`letter:test:${id}.en`)],
    ['approve', () => boss.pressAnyway(`letter:approve:${at}`)],
    ['approve-yes', () => boss.pressAnyway(`letter:approve-yes:${at}.3`)],
    ['take-back', () => boss.pressAnyway(`letter:take-back:${id}`)],
    ['mails', () => boss.pressAnyway(`letter:mails:${id}`)],
    ['bounces', () => boss.submit('letter:bounces:0', { addresses: 'zahra@example.org' })],
    ['agree', () => lava.pressAnyway('letter:agree:0')],
    ['no mail', () => lava.pressAnyway('letter:no-mail:0')],
  ] as const) {
    at = await seen();
    const cost = await costOf(work);
    expect.soft([what, cost.length <= 10 ? 'cheap' : cost]).toEqual([what, 'cheap']);
  }
});
