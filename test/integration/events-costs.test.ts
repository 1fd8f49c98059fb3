import { afterEach, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { HOUR, toLocalDate } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { insertEvent, insertGoing, insertHost } from '../support/events.js';
import { openFolder } from '../support/files.js';
import { guestBrowser, PUBLIC_URL } from '../support/guest-browser.js';
import { recordStatements } from '../support/statements.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const EVENT = toId<EventId>(1);
const STARTS = Date.parse('2026-12-06T09:00:00+03:00');
const tx = () => world.store.autocommit.tx;
const version = async (id: EventId = EVENT) => (await eventsStore(tx()).whole(id))?.event.version ?? 0;

/** An announced meeting, which zahra hosts and to which karwan goes, and a draft. */
async function open(): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', publicUrl: PUBLIC_URL });
  await insertEvent(tx(), world.clock.now(), { kind: 'coordination-meeting', countsWomen: true, onlineCapacity: 2, recorded: true });
  await insertHost(tx(), EVENT, world.id('zahra'));
  await insertGoing(tx(), EVENT, world.id('karwan'));
  await insertHost(tx(), await insertEvent(tx(), world.clock.now(), { state: 'draft' }), world.id('boss'));
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

type Click = readonly [string, () => Promise<unknown>];

async function expectCheap(clicks: readonly Click[]): Promise<void> {
  for (const [what, work] of clicks) {
    const cost = await costOf(work);
    expect.soft([what, cost.length <= 10 ? 'cheap' : cost]).toEqual([what, 'cheap']);
  }
}

it('a click of a member costs at most ten statements', async () => {
  await open();
  await world.lava.pressAnyway('events:show:1');
  await expectCheap([
    ['show', () => world.lava.pressAnyway('events:show:1')],
    ['list', () => world.lava.pressAnyway('events:list:0')],
    ['going', () => world.lava.pressAnyway('events:answer:1.online')],
    ['remind', () => world.lava.pressAnyway('events:remind:1.yes')],
    ['recording', () => world.lava.pressAnyway('events:recording:1.yes')],
    ['maybe', () => world.lava.pressAnyway('events:answer:1.maybe')],
    ['no', () => world.lava.pressAnyway('events:answer:1.no')],
    ['calendar', () => world.lava.pressAnyway('events:calendar:1')],
    ['note', () => world.lava.submit('events:note:1', { kind: ['update'], sector: ['-'], words: 'We moved', attribution: ['nobody'] })],
  ]);
});

it('a click of whoever comes to a series costs at most ten statements', async () => {
  await open();
  const startsOn = toLocalDate('2026-12-06');
  const series = await eventsStore(tx()).insertSeries({ rule: 'FREQ=WEEKLY', startsOn });
  const questions = [{ label: 'Lunch?', required: false, options: [] }];
  for (const [days, asks] of [[], [], questions].entries()) {
    const occurrence = toLocalDate(`2026-12-${String(6 + days).padStart(2, '0')}`);
    await insertEvent(tx(), world.clock.now(), { series, occurrence, questions: asks });
  }
  await world.lava.pressAnyway('events:show:3');
  await expectCheap([
    ['join', () => world.lava.pressAnyway('events:series-join:3.online')],
    ['leave', () => world.lava.pressAnyway('events:series-leave:3')],
  ]);
});

it('a click of whoever keeps the list costs at most ten statements', async () => {
  await open();
  await world.zahra.pressAnyway('events:attendance:1');
  world.clock.set(STARTS + HOUR / 2);
  await expectCheap([
    ['attendance', () => world.zahra.pressAnyway('events:attendance:1')],
    ['search', () => world.zahra.submit('events:attendance-search:1', { text: 'lava' })],
    ['present', () => world.zahra.pressAnyway('events:present:1', ['1'])],
    ['absent', () => world.zahra.pressAnyway('events:absent:1', ['1'])],
    ['door', () => world.zahra.pressAnyway('events:door:1', [String(world.id('lava'))])],
    ['guest', () => world.zahra.submit('events:door-guest:1', { name: 'Nadia', organisation: '' })],
    ['women form', () => world.zahra.pressAnyway('events:women:1')],
    ['women', () => world.zahra.submit('events:women:1', { women: '12', men: '9' })],
    ['numbers', () => world.zahra.pressAnyway('events:attendance-numbers:1')],
    ['decision', () => world.zahra.submit('events:minutes-decision:1', { words: 'We meet monthly', sector: ['-'] })],
  ]);
});

it('a click of an organiser costs at most ten statements', async () => {
  await open();
  await world.boss.pressAnyway('events:draft:2');
  const at = async (action: string) => `events:${action}:2.${await version(toId(2))}`;
  const add = await at('listed-add');
  await expectCheap([
    ['draft', () => world.boss.pressAnyway('events:draft:2')],
    ['listed', () => world.boss.pressAnyway('events:listed:2.0')],
    ['listed-add', () => world.boss.submit(add, { people: 'zahra\nkarwan' })],
    ['listed-search', () => world.boss.submit('events:listed-search:2', { text: 'lava' })],
  ]);
  for (const [action, values] of [
    ['listed-pick', [String(world.id('lava'))]],
    ['listed-remove', [String(world.id('lava'))]],
    ['listed-all', []],
    ['announce', []],
  ] as const) {
    const id = await at(action);
    await expectCheap([[action, () => world.boss.pressAnyway(id, values)]]);
  }
  await expectCheap([
    ['guests', () => world.boss.pressAnyway('events:guests:1')],
    ['guests-link', () => world.boss.pressAnyway('events:guests-link:1.open')],
    ['guests of the host', () => world.zahra.pressAnyway('events:guests:1')],
    ['guests-link closed', () => world.boss.pressAnyway('events:guests-link:1.close')],
    ['applicants', () => world.boss.pressAnyway('events:applicants:1.0')],
  ]);
});

it('a page of a guest costs at most ten statements', async () => {
  await open();
  const browser = guestBrowser(world);
  const link = /https:\S+[0-9a-f]{32}/.exec(textOf(await world.boss.pressAnyway('events:guests-link:1.open')))?.[0] ?? '';
  const form = await browser.get(link);
  const own = await browser.send(form, { name: 'First' });
  const other = await browser.get(link);
  await expectCheap([
    ['invitation', () => browser.get(link)],
    ['registering', () => browser.post(other, { name: 'Second' })],
    ['own page', () => browser.get(own.path)],
    ['withdrawing', () => browser.post(own, { act: 'no' })],
  ]);
});

it('a click about files of an event costs at most ten statements', async () => {
  const { blobs, close } = openFolder();
  try {
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', blobs });
    await insertEvent(tx(), world.clock.now(), {});
    await insertHost(tx(), EVENT, world.id('zahra'));
    await insertGoing(tx(), EVENT, world.id('karwan'));
    await world.contexts.transaction(async (context) => {
      for (const id of [1, 2]) {
        const stored = await context.blobs.put(bytesOf('slides'), 10);
        const given = { event: EVENT, member: world.id('zahra'), name: 'slides.pdf', size: 6, addedAt: context.now };
        await eventsStore(context.tx).insertFile({ ...given, stored: { ...stored, type: 'pdf' } });
        await context.blobUses.use(stored, { key: `events:file:${id}`, member: world.id('zahra') }, context.now);
      }
    });
    const what = { kind: ['slides'], language: ['en'] };
    await world.zahra.pressAnyway('events:files-manage:1');
    await expectCheap([
      ['file-what form', () => world.zahra.pressAnyway('events:file-what:1')],
      ['file-what', () => world.zahra.submit('events:file-what:1', { ...what, others: ['no'] })],
      ['file-what for others', () => world.zahra.submit('events:file-what:2', { ...what, others: ['yes'] })],
      ['files-manage', () => world.zahra.pressAnyway('events:files-manage:1')],
      ['file-show', () => world.zahra.pressAnyway('events:file-show:1')],
      ['file-remove', () => world.zahra.pressAnyway('events:file-remove:1')],
      ['files', () => world.karwan.pressAnyway('events:files:1')],
      ['file', () => world.karwan.pressAnyway('events:file:1')],
      ['files-later', () => world.karwan.pressAnyway('events:files-later:1.no')],
      ['show', () => world.karwan.pressAnyway('events:show:1')],
      ['file-remove-yes', () => world.zahra.pressAnyway('events:file-remove-yes:1')],
      ['slides', () => world.zahra.type('/events slides 1')],
    ]);
  } finally {
    close();
  }
});

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}
