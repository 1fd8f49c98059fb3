import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import type { Reply } from '../../src/core/message.js';
import { after, DAY } from '../../src/core/time.js';
import type { Context } from '../../src/feature-api/index.js';
import { findingStore, resourcesStore } from '../../src/features/resources/store/index.js';
import { requestsStore } from '../../src/features/resources/store/requests.js';
import { storiesStore } from '../../src/features/stories/store/index.js';
import type { StoryState } from '../../src/features/stories/types.js';
import { topicsStore } from '../../src/features/topics/store/index.js';
import { insertEvent } from '../support/events.js';
import { insertResource } from '../support/resources.js';
import { insertOpened } from '../support/topic-rows.js';
import { createTopicsWorld, filled, type TopicsWorld } from '../support/topics.js';
import { controlsOf, type Person, textOf } from '../support/world.js';

/** More than two menus hold. */
const ROWS = 60;
/** How the buttons to later pages are called. */
const ON = /^(?:Next|Later)$/;

let world: TopicsWorld;
let member: MemberId;
let other: MemberId;
beforeAll(async () => {
  world = await createTopicsWorld({ settings: { topics: { perMonth: 100 } } });
  [member, other] = [world.id('zahra'), world.id('karwan')];
}, 60_000);
afterAll(() => world.close());

const title = (number: number) => `Item ${String(number).padStart(2, '0')}`;
const first = title(1);
const last = title(ROWS);
const insert = (one: (context: Context, title: string) => Promise<unknown>) =>
  world.contexts.transaction(async (context) => {
    for (let number = 1; number <= ROWS; number++) await one(context, title(number));
  });

const controlsIn = (reply: Reply) => (reply.type === 'message' ? controlsOf(reply.message) : []);
const offers = (reply: Reply, wanted: string): boolean =>
  controlsIn(reply).some((control) => control.type === 'select' && control.options.some(({ label }) => label.includes(wanted)));

/** Reads on until a menu offers the first of the rows and until one offers the last, whichever order the list has. */
async function expectReached(person: Person, open: () => Promise<Reply>, titles = [first, last]): Promise<void> {
  for (const wanted of titles) {
    let page = await open();
    for (let pages = 1; !offers(page, wanted) && pages <= ROWS; pages++) {
      const on = controlsIn(page).find((control) => control.type === 'button' && ON.test(control.label));
      if (!on) throw new Error(`no way to ${wanted} from page ${pages}:\n${textOf(page)}`);
      page = await person.pressAnyway(on.action);
    }
    expect(offers(page, wanted), wanted).toBe(true);
  }
}

it('resources: the search, one’s own, the queue, and what needs a look', async () => {
  const { zahra, boss } = world;
  await insert((context, text) => insertResource(context, member, { title: text }));
  await expectReached(zahra, () => zahra.type('/resources search item'));
  await expectReached(zahra, () => zahra.type('/resources mine'));
  const ids = (await resourcesStore(world.contexts.autocommit.tx).ofMember(member)).map(({ id }) => id);
  await world.contexts.transaction(async (context) => {
    for (const id of ids) await resourcesStore(context.tx).change({ id, version: 2 }, { approvedAt: after(context.now, -2000 * DAY) });
  });
  await expectReached(boss, () => boss.type('/resources check'));
  await world.contexts.transaction(async (context) => {
    for (const id of ids) await resourcesStore(context.tx).change({ id, version: 3 }, { state: 'pending' });
  });
  await expectReached(boss, () => boss.type('/resources review'));
}, 120_000);

it('collections: all of them, the menu into which one a resource goes, and what is in a long one', async () => {
  const { boss } = world;
  await insert((context, text) =>
    findingStore(context.tx).insertCollection(member, { title: text, summary: 'x', visibility: 'members' }, context.now),
  );
  await expectReached(boss, () => boss.type('/resources collections'));
  const id = await world.contexts.transaction((context) => insertResource(context, other, { title: 'Guide' }));
  await expectReached(boss, () => boss.pressAnyway(`resources:collect:${id}`));
  // It is put into the last one of the last page, too.
  const page = await boss.pressAnyway(`resources:collect:${id}~2`);
  const menu = controlsIn(page).find((control) => control.type === 'select');
  const value = menu?.type === 'select' ? (menu.options.at(-1)?.value ?? '') : '';
  expect(textOf(await boss.press('resources:collect', [value]))).toContain(first);
  const inside = await world.contexts.transaction(async (context) => {
    const resources = [];
    for (let number = 1; number <= 40; number++) resources.push(await insertResource(context, other, { title: `Part ${number}.` }));
    const collection = await findingStore(context.tx).insertCollection(
      other,
      { title: 'Long', summary: 'x', visibility: 'members' },
      context.now,
    );
    await findingStore(context.tx).arrange(collection, resources);
    return collection;
  });
  expect(offers(await boss.pressAnyway(`resources:collection:${inside}`), 'Part 40.')).toBe(false);
  const rest = await boss.pressAnyway(`resources:collection:${inside}~1`);
  expect(textOf(rest)).toContain('40. Part 40.');
  expect(offers(rest, 'Part 40.')).toBe(true);
}, 120_000);

it('requests: one’s own, those of all, and the organisers’ list', async () => {
  const { zahra, karwan, boss } = world;
  await insert(async ({ tx, now }, what) => {
    const store = requestsStore(tx);
    const id = await store.insertRequest(member, { what, purpose: '', sectors: [], language: null, deadline: null }, now);
    await store.changeRequest(id, ['draft'], { state: 'open', askedAt: now });
  });
  await expectReached(zahra, () => zahra.pressAnyway('resources:request-mine:0'));
  await expectReached(karwan, () => karwan.pressAnyway('resources:request-list:0'));
  await expectReached(boss, () => boss.type('/resources requests'));
}, 120_000);

it('stories: one’s own, those that name one, those that wait, and those that are published', async () => {
  const { zahra, karwan, boss } = world;
  const write = (state: StoryState) =>
    insert(async ({ tx, now }, text) => {
      const store = storiesStore(tx);
      const id = await store.insert({ member, language: 'en', named: false, onPage: false, madeAt: now });
      await store.saveText(id, { language: 'en', title: text, happened: 'x', changed: 'y' });
      await store.list(id, other);
      await store.answer(id, other, 'yes', now);
      await store.change({ id, version: 1 }, { state, publishedAt: state === 'published' ? now : null });
    });
  await write('published');
  await expectReached(zahra, () => zahra.type('/stories mine'));
  await expectReached(karwan, () => karwan.type('/stories mine'));
  await expectReached(karwan, () => karwan.type('/stories list'));
  await write('pending');
  await expectReached(boss, () => boss.type('/stories review'));
}, 120_000);

it('topics: proposals, one’s own, the queue, topics, and the lists behind the plan with what was taken off them', async () => {
  const { karwan, boss } = world;
  const now = world.clock.now();
  for (let number = 1; number <= ROWS; number++) await world.propose(karwan, filled({ title: title(number) }));
  await expectReached(karwan, () => karwan.type('/topics mine'));
  await expectReached(karwan, () => karwan.pressAnyway('topics:list:0'));
  await expectReached(boss, () => boss.type('/topics review'));
  for (let number = 1; number <= ROWS; number++) {
    const texts = { en: { title: title(number), question: 'Who?' } };
    const id = await insertOpened(world.store.autocommit, after(now, -number * DAY), { texts });
    await world.store.autocommit.topics.setFollows(id, other, true, now);
  }
  await expectReached(karwan, () => karwan.pressAnyway('topics:browse:0'));
  await expectReached(karwan, () => karwan.pressAnyway('topics:following:0'));
  for (const removed of [false, true]) {
    const sector = removed ? 'recovery' : 'legislation';
    await insert(({ tx }, text) =>
      topicsStore(tx).insertTemplates(
        (['evergreen', 'annual'] as const).map((kind) => ({
          kind,
          code: null,
          sector,
          monthOfYear: kind === 'annual' ? 3 : null,
          slot: kind === 'annual' ? 1 : null,
          texts: { en: { title: removed ? `Off ${text}` : text, question: 'Who?' } },
          removed,
        })),
      ),
    );
    const titles = [first, last].map((text) => (removed ? `Off ${text}` : text));
    await expectReached(boss, () => boss.pressAnyway(`topics:evergreen:${sector}`), titles);
    await expectReached(boss, () => boss.pressAnyway('topics:annual:0'), titles);
  }
}, 120_000);

it('events that come, and members', async () => {
  const { karwan, boss } = world;
  await insert(({ tx, now }, text) => insertEvent(tx, now, { texts: { en: { title: text, about: 'x' } } }));
  await expectReached(karwan, () => karwan.type('/events list'));
  for (let number = 1; number <= ROWS; number++) await world.addMember({ name: title(number) });
  await expectReached(boss, () => boss.type('/community members'));
}, 120_000);
