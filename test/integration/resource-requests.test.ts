import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import type { FormValues } from '../../src/core/message.js';
import { plain } from '../../src/core/text.js';
import { after, DAY, HOUR, utcDate } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { RequestTables } from '../../src/features/resources/store/request-tables.js';
import { requestsStore } from '../../src/features/resources/store/requests.js';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { hashesIn, type openFolder } from '../support/files.js';
import { createFilesWorld } from '../support/files-world.js';
import { insertResource } from '../support/resources.js';
import { recordStatements } from '../support/statements.js';
import { type Person, textOf, type World } from '../support/world.js';

let world: World;
let place: ReturnType<typeof openFolder>;
/** She asks, he offers know-how in protection, and she organises. */
let zainab: Person;
let isAway = false;
let karwan: Person;
let boss: Person;
let ids: Readonly<Record<'zainab' | 'karwan' | 'lava', MemberId>>;

const OFFERS = { offers: ['legal-aid'], sectors: ['protection'] } as const;

beforeEach(async () => {
  isAway = false;
  ({ world, place } = await createFilesWorld(() => isAway));
  ids = {
    zainab: await world.addMember({ user: 'zainab', name: 'Zainab', ...OFFERS }),
    karwan: await world.addMember({ user: 'karwan', name: 'Karwan', ...OFFERS }),
    lava: await world.addMember({ user: 'lava', name: 'Lava', offers: [], sectors: ['protection'] }),
  };
  await world.addMember({ user: 'haneen', role: 'organiser', sectors: [], offers: ['media'] });
  [zainab, karwan, boss] = [world.person('zainab'), world.person('karwan'), world.person('haneen')];
});
afterEach(async () => {
  await world.close();
  place.close();
});

const WANTED = { what: 'Consent form', purpose: 'For a safe space', sectors: ['protection'], language: ['ar'], deadline: '' };
const db = () => world.store.database.db.withTables<RequestTables & ResourcesTables>();
const requests = () => db().selectFrom('resource_requests').select(['id', 'state', 'named', 'reason', 'what']).orderBy('id').execute();
const states = async () => (await requests()).map(({ state }) => state);
const answers = () => db().selectFrom('resource_answers').select(['id', 'state', 'member_id', 'resource_id']).orderBy('id').execute();
const day = (days: number) => utcDate(after(world.clock.now(), days * DAY));
const home = async (person: Person) => {
  const { cards } = await composeHome(world.contexts.autocommit, person.identity);
  return cards
    .flatMap(({ blocks }) => blocks.flatMap((block) => ('text' in block ? [withoutDirectionControls(plain(block.text))] : [])))
    .join('\n');
};
/** A request that the community reads, by its number. */
async function ask(values: FormValues = {}, as: 'named' | 'unnamed' = 'named', by = zainab): Promise<number> {
  await by.submit('resources:request:0', { ...WANTED, ...values });
  const { id } = await db().selectFrom('resource_requests').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  expect(textOf(await by.pressAnyway(`resources:request-send:${id}.${as}`))).toContain('I’ve asked');
  await world.runner.runDue();
  return id;
}
const text = (words: string, name = 'form.txt') => ({ name, mediaType: 'text/plain', bytes: new TextEncoder().encode(words) });
const attach = (id: number, by = karwan, values: FormValues = {}) =>
  by.submit(`resources:request-attach:${id}`, {
    title: 'Consent of survivors',
    summary: 'A form in plain words.',
    language: ['ar'],
    file: text('استمارة'),
    named: ['named'],
    ...values,
  });
const guide = (title = 'Consent in plain words') => insertResource(world.contexts.autocommit, ids.lava, { title });
const name = (id: number, resource: number | string, by = karwan, values: FormValues = {}) =>
  by.submit(`resources:request-name:${id}`, { resource: String(resource), note: '', named: ['unnamed'], ...values });

describe('a request', () => {
  it('shows first what exists already, and is asked with or without a name', async () => {
    await guide('Consent form of the network');
    await insertResource(world.contexts.autocommit, ids.lava, { title: 'Consent form for staff', visibility: 'organisers' });
    expect(textOf(await zainab.type('/resources request'))).toContain('Ask the community');
    const preview = textOf(await zainab.submit('resources:request:0', WANTED));
    expect(preview).toContain('Perhaps this helps already');
    expect(preview).not.toContain('for staff');
    expect(preview).toContain('I ask some of those who offer know-how in these sectors');
    expect(await states()).toEqual(['draft']);
    expect(textOf(await karwan.pressAnyway('resources:request-show:1'))).toContain('isn’t for you');
    expect(textOf(await zainab.press('resources:request-send:1.unnamed'))).toContain('I’ve asked');
    const seen = textOf(await karwan.pressAnyway('resources:request-show:1'));
    expect(seen).toContain('Consent form');
    expect(seen).not.toContain('Zainab');
    expect(textOf(await boss.pressAnyway('resources:request-show:1'))).not.toContain('Zainab');
  });

  it('finds what exists by its title in another language, also where not every word is in it', async () => {
    const id = await guide('Referral pathways');
    const titles = { ar: 'مسارات الإحالة' };
    await world.contexts.transaction(({ tx }) => resourcesStore(tx).change({ id, version: 2 }, { titles }));
    const what = 'دليل مسارات الإحالة للناجيات';
    expect(textOf(await zainab.submit('resources:request:0', { ...WANTED, what }))).toContain('Perhaps this helps already');
    expect(textOf(await zainab.submit('resources:request:0', { ...WANTED, what: 'خرائط الألغام' }))).not.toContain('Perhaps');
  });

  it('begins with the words that nothing was found for', async () => {
    const found = await karwan.type('/resources search mine "clearance maps" lang:ar');
    expect(textOf(found)).toContain('Nothing here has all of these words');
    const form = await karwan.press('resources:request:mine clearance maps');
    expect(form.type === 'form' && form.form.fields.find((field) => field.name === 'what')).toMatchObject({ value: 'mine clearance maps' });
    expect(textOf(await karwan.type('/resources search kind:'))).not.toContain('Ask the community');
  });

  it('has no deadline that is over, and no more of them than one person may have', async () => {
    expect(textOf(await zainab.submit('resources:request:0', { ...WANTED, deadline: day(-2) }))).toContain('deadline: This day is over');
    for (let count = 0; count < 5; count += 1) await ask({ what: `Form ${count}` });
    expect(textOf(await zainab.type('/resources request'))).toContain('You’re asking for 5 things already');
    expect(textOf(await zainab.submit('resources:request:0', WANTED))).toContain('5 things already');
    expect(await states()).toHaveLength(5);
    // Many that she has taken back since hide none of them.
    await world.contexts.transaction(async ({ tx, now }) => {
      const store = requestsStore(tx);
      for (let count = 0; count < 60; count += 1) {
        const taken = { what: 'x', purpose: '', sectors: [], language: null, deadline: null };
        await store.changeRequest(await store.insertRequest(ids.zainab, taken, now), ['draft'], { state: 'withdrawn' });
      }
    });
    expect(textOf(await zainab.submit('resources:request:0', WANTED))).toContain('5 things already');
  });

  it('asks those who offer know-how in its sector, at home and once below an answer, and writes to none who did not ask for it', async () => {
    const id = await ask();
    expect(karwan.received()).toEqual([]);
    expect(await home(karwan)).toContain('Zainab is looking for this. Can you help?');
    for (const other of [zainab, boss, world.person('lava')]) expect(await home(other)).not.toContain('Can you help?');
    expect(textOf(await karwan.type('/resources mine'))).toContain('Can you help?');
    expect(textOf(await karwan.type('/resources mine'))).not.toContain('Can you help?');
    expect(textOf(await karwan.pressAnyway(`resources:request-pass:${id}`))).toContain('won’t ask you about this again');
    expect(await home(karwan)).not.toContain('Can you help?');
  });

  it('is written to those who chose that', async () => {
    await karwan.pressAnyway('members:notice:0', ['resources.help-wanted:here']);
    await ask({}, 'unnamed');
    expect(karwan.received().join()).toContain('Someone in the community is looking for this');
    expect(karwan.received().join()).not.toContain('Zainab');
  });

  it('is answered with a file, which its author fetches and confirms, and which is a draft of the helper’s', async () => {
    const id = await ask();
    expect(textOf(await karwan.pressAnyway(`resources:request-help:${id}`))).toContain('How would you like to help?');
    expect(textOf(await attach(id))).toContain('It’s also a draft of yours');
    await world.runner.runDue();
    const told = zainab.received().join();
    expect(told).toContain('Karwan gives you:');
    expect(told).toContain('Consent of survivors');
    zainab.lookAtMessages();
    const got = await zainab.press('resources:request-get');
    expect(got.type === 'message' && got.message.files?.[0]?.name).toBe('form.txt');
    zainab.lookAtMessages();
    const fetch = zainab.control('resources:request-get').action;
    expect(textOf(await boss.pressAnyway(fetch))).toContain('isn’t for you');
    expect(await home(zainab)).toContain('Karwan gives you:');
    expect(textOf(await zainab.press('resources:request-yes'))).toContain('I’ve thanked whoever helped');
    await world.runner.runDue();
    expect(karwan.received().join()).toContain('What you gave has helped. Thank you!');
    expect(await states()).toEqual(['confirmed']);
    expect(await home(zainab)).not.toContain('gives you');
    const [drafted] = await db().selectFrom('resources').select(['state', 'member_id']).execute();
    expect(drafted).toEqual({ state: 'draft', member_id: ids.karwan });
  });

  it('is not answered with a file while the place for files is away: the helper reads so, and nothing is half stored', async () => {
    const id = await ask();
    isAway = true;
    expect(textOf(await attach(id))).toContain('can’t store files right now');
    isAway = false;
    expect(await answers()).toEqual([]);
    expect(await db().selectFrom('resources').select('id').execute()).toEqual([]);
    expect(await hashesIn(place.blobs)).toEqual([]);
    await attach(id);
    await world.runner.runDue();
    zainab.lookAtMessages();
    const { action } = zainab.control('resources:request-get');
    isAway = true;
    expect(textOf(await zainab.pressAnyway(action))).toContain('can’t reach the files right now');
  });

  it('is answered with what is in the resource centre; what members cannot read is refused', async () => {
    const id = await ask();
    const resource = await guide();
    const hidden = await insertResource(world.contexts.autocommit, ids.lava, { title: 'For staff', visibility: 'organisers' });
    expect(textOf(await name(id, hidden))).toContain('Members can’t read this one');
    expect(textOf(await name(id, 'no such title'))).toContain('Nothing here has');
    expect(textOf(await name(id, resource, zainab))).toContain('This is your own request');
    expect(textOf(await name(id, 'consent in plain', karwan, { note: 'Page 3' }))).toContain('Whoever asked gets it now');
    expect(textOf(await name(id, resource))).toContain('given already');
    await world.runner.runDue();
    expect(zainab.received().join()).toContain('Someone gives you:');
    expect(zainab.received().join()).toContain('Page 3');
    expect(zainab.received().join()).toContain('https://example.org/');
    expect(zainab.received().join()).not.toContain('Karwan');
  });

  it('is open again after an answer that was not it, with thanks to whoever gave it', async () => {
    const id = await ask();
    await name(id, await guide());
    await world.runner.runDue();
    zainab.lookAtMessages();
    await zainab.submit('resources:request-no:1', { reply: 'I need it in Arabic' });
    await world.runner.runDue();
    expect(await states()).toEqual(['open']);
    const told = karwan.received().join();
    expect(told).toContain('Thank you for helping!');
    expect(told).toContain('I need it in Arabic');
    expect(textOf(await zainab.pressAnyway('resources:request-yes:1'))).toContain('said that already');
    expect(textOf(await attach(id))).toContain('Thank you!');
    expect(await states()).toEqual(['answered']);
  });

  it('takes the answers of two at once; the one that helps ends it, and the other is told', async () => {
    const id = await ask();
    const lava = world.person('lava');
    const [one, other] = [await guide('One'), await guide('Two')];
    await lava.pressAnyway(`resources:request-help:${id}`);
    expect(textOf(await karwan.pressAnyway(`resources:request-help:${id}`))).toContain('Someone else would like to help too');
    await Promise.all([name(id, one), name(id, other, lava)]);
    expect(await answers()).toHaveLength(2);
    const mine = (await answers()).find(({ member_id }) => member_id === ids.karwan);
    await zainab.submit(`resources:request-no:${(await answers()).find(({ id: of }) => of !== mine?.id)?.id}`, { reply: '' });
    expect(await states()).toEqual(['answered']);
    await zainab.pressAnyway(`resources:request-yes:${mine?.id}`);
    expect(await states()).toEqual(['confirmed']);
    expect(textOf(await name(id, one, boss))).toContain('has ended in the meantime');
  });

  it('that ends while somebody writes loses nothing of what they wrote', async () => {
    const id = await ask();
    await karwan.pressAnyway(`resources:request-help:${id}`);
    await zainab.submit(`resources:request-withdraw:${id}`, { why: ['found'] });
    await world.runner.runDue();
    expect(karwan.received().join()).toContain('isn’t needed any more');
    const kept = textOf(await attach(id));
    expect(kept).toContain('Your file isn’t lost');
    expect(await answers()).toEqual([]);
    expect(await hashesIn(place.blobs)).toHaveLength(1);
    expect(textOf(await attach(9999))).toContain('Your file isn’t lost');
    expect(textOf(await name(id, await guide()))).toContain('has ended in the meantime');
    expect(textOf(await name(9999, 1))).toContain('isn’t here');
  });

  it('says so where what was given is removed before it was fetched', async () => {
    const id = await ask();
    await attach(id);
    await world.runner.runDue();
    zainab.lookAtMessages();
    const fetch = zainab.control('resources:request-get').action;
    await karwan.pressAnyway('resources:withdraw-yes:1');
    expect(textOf(await zainab.pressAnyway(fetch))).toContain('removed it');
    const shown = await zainab.pressAnyway(`resources:request-show:${id}`);
    expect(textOf(shown)).toContain('isn’t there any more');
    expect(textOf(shown)).not.toContain('Consent of survivors');
    await zainab.submit('resources:request-no:1', { reply: '' });
    expect(await states()).toEqual(['open']);
  });

  it('is closed by organisers only with a reason, which its author reads', async () => {
    const id = await ask();
    await karwan.pressAnyway(`resources:request-help:${id}`);
    expect(textOf(await boss.type('/resources requests'))).toContain('1 open request');
    expect(textOf(await boss.submit(`resources:request-close:${id}`, { reason: '' }))).toContain('reason: Please fill this in');
    expect(textOf(await karwan.submit(`resources:request-close:${id}`, { reason: 'no' }))).not.toContain('It’s closed');
    expect(textOf(await boss.submit(`resources:request-close:${id}`, { reason: 'We have no such form yet.' }))).toContain('It’s closed');
    await world.runner.runDue();
    expect(zainab.received().join()).toContain('We have no such form yet.');
    expect(karwan.received().join()).toContain('isn’t needed any more');
    expect(await states()).toEqual(['closed']);
  });
});

describe('time', () => {
  it('reminds who wanted to help and organisers before the deadline, and its author after it', async () => {
    const id = await ask({ deadline: day(10) });
    await karwan.pressAnyway(`resources:request-help:${id}`);
    await world.runUntil(after(world.clock.now(), 9 * DAY));
    expect(karwan.received().join()).toContain('You wanted to help with this');
    const told = world.to('channel:organisers').map((one) => one.text);
    expect(told.join()).toContain('Nobody has answered this yet');
    await world.runUntil(after(world.clock.now(), 3 * DAY));
    expect(zainab.received().join()).toContain('Do you still need it?');
    const form = await zainab.pressAnyway(`resources:request-edit:${id}`);
    expect(form.type === 'form' && form.form.fields.find((field) => field.name === 'deadline')).not.toHaveProperty('value');
    await zainab.submit(`resources:request-edit:${id}`, { ...WANTED, deadline: day(20) });
    expect(await states()).toEqual(['open']);
    await world.runUntil(after(world.clock.now(), 30 * DAY));
    expect(zainab.received().filter((one) => one.includes('Do you still need it?'))).toHaveLength(2);
    await zainab.submit(`resources:request-edit:${id}`, { ...WANTED, deadline: day(-9) });
    await world.runUntil(after(world.clock.now(), 30 * DAY));
    expect(zainab.received().filter((one) => one.includes('Do you still need it?'))).toHaveLength(2);
  });

  it('asks once more whether an answer helps', async () => {
    const id = await ask();
    await name(id, await guide());
    await world.runUntil(after(world.clock.now(), 6 * DAY));
    expect(zainab.received().filter((one) => one.includes('Did this help?'))).toHaveLength(1);
  });

  it('lists what is open once a month, moved by days off, and nothing where nothing is', async () => {
    world.clock.set('2026-12-01T09:00:00+03:00');
    await world.app.prepare();
    const listed = () => world.keys('resources:requests:');
    await world.runUntil('2027-01-09T09:00:00+03:00');
    expect(listed()).toEqual([]);
    await ask();
    await world.runUntil('2027-01-12T09:00:00+03:00');
    expect(listed()).toEqual(['resources:requests:2027-01']);
    const post = world.sent.find(({ key }) => key === 'resources:requests:2027-01');
    expect(new Date(post?.at ?? 0).toISOString()).toBe('2027-01-10T07:00:00.000Z');
    expect(post?.text).toContain('Consent form · Arabic');
    expect(post?.text).not.toContain('Zainab');
    const before = await world.store.autocommit.community.settings();
    await boss.submit('resources:settings:requests', {
      requestsPerPerson: '5',
      requestsWeek: ['1'],
      requestsWeekday: ['fri'],
      requestsTime: '11:00',
    });
    expect((await world.store.autocommit.community.settings())['resources']).not.toEqual(before['resources']);
    await world.runUntil('2027-02-28T09:00:00+03:00');
    // The first Friday of February is a day off, and so is the Saturday after it.
    const [, next] = world.sent.filter(({ key }) => key.startsWith('resources:requests:'));
    expect(new Date(next?.at ?? 0).toISOString()).toBe('2027-02-07T08:00:00.000Z');
    await zainab.submit('resources:request-withdraw:1', { why: ['not-needed'] });
    await world.runner.runDue();
    expect(world.updates.join()).toContain('All of this has been answered');
  });

  it('tells what is open in the letter, without names', async () => {
    const id = await ask();
    const sections = async () => {
      const [from, to] = [after(world.clock.now(), -DAY), after(world.clock.now(), HOUR)];
      const found = await world.features.letter(world.contexts.autocommit, { from, to, until: after(to, DAY) }, 'en');
      return found.find(({ title }) => title === 'What members are looking for')?.items;
    };
    expect(await sections()).toEqual([{ key: `requests:${id}`, title: 'Consent form', facts: 'Arabic', text: 'For a safe space' }]);
    await zainab.submit(`resources:request-withdraw:${id}`, { why: ['found'] });
    expect(await sections()).toBeUndefined();
  });

  it('is found by whoever follows the hint of the letter and was not asked', async () => {
    await ask();
    const lava = world.person('lava');
    await lava.type('/resources mine');
    expect(textOf(await lava.press('resources:request-list'))).toContain('Consent form');
  });

  it('is measured until the first answer, and not broken down below five', async () => {
    const resource = await guide();
    for (let count = 0; count < 5; count += 1) {
      const id = await ask({ what: `Form ${count}` });
      world.clock.set(after(world.clock.now(), 30 * HOUR));
      await name(id, resource);
      const shown = textOf(await boss.type('/resources requests'));
      if (count < 4) expect(shown).not.toContain('Half of the answers');
      await zainab.pressAnyway(`resources:request-yes:${count + 1}`);
    }
    const shown = textOf(await boss.type('/resources requests'));
    expect(shown).toContain('5 requests, 5 answered, 5 confirmed');
    expect(shown).toContain('Half of the answers came within 2 days');
    expect(shown).toContain('Protection: 5 answered');
  });
});

describe('whoever goes', () => {
  const erase = (id: MemberId) => world.contexts.transaction(async (context) => eraseMember(context, id));

  it('takes their requests and words along; what was answered still counts', async () => {
    const first = await ask({ what: 'Unanswered' });
    const second = await ask();
    await name(second, await guide(), karwan, { note: 'Page 3' });
    await karwan.pressAnyway(`resources:request-help:${first}`);
    await erase(ids.zainab);
    expect(await requests()).toEqual([{ id: second, state: 'left', named: 0, reason: null, what: '' }]);
    expect(textOf(await karwan.pressAnyway(`resources:request-show:${first}`))).toContain('isn’t here');
    await erase(ids.karwan);
    expect(await answers()).toMatchObject([{ member_id: null, state: 'passed' }]);
    expect(await db().selectFrom('resource_askings').selectAll().execute()).toEqual([]);
  });

  it('has their requests back when they return; what they gave is taken back while they are away', async () => {
    const id = await ask();
    await attach(id);
    await karwan.leave();
    await world.runner.runDue();
    expect(await states()).toEqual(['open']);
    await zainab.leave();
    await world.runner.runDue();
    expect(await states()).toEqual(['left']);
    expect(textOf(await boss.type('/resources requests'))).toContain('Nobody is looking for anything');
    await zainab.join();
    expect(await states()).toEqual(['open']);
  });

  it('reads all of it in the copy of what the bot knows', async () => {
    const id = await ask();
    await name(id, await guide(), karwan, { note: 'Page 3' });
    expect(await exportPersonalData(world.contexts.autocommit, ids.zainab)).toMatchObject({
      resources: { requests: [{ what: 'Consent form', purpose: 'For a safe space', state: 'answered', named: true }] },
    });
    expect(await exportPersonalData(world.contexts.autocommit, ids.karwan)).toMatchObject({
      resources: { requestsAnswered: [{ gave: 'Consent in plain words', note: 'Page 3' }], askedToHelp: [{ request: id, said: 'yes' }] },
    });
  });
});

it('a click costs at most ten statements', async () => {
  const resource = await guide();
  await karwan.type('/resources mine');
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
  await cost('form', () => zainab.type('/resources request form'));
  await cost('preview', () => zainab.submit('resources:request:0', { ...WANTED, deadline: day(9) }));
  await cost('send', () => zainab.pressAnyway('resources:request-send:1.named'));
  await cost('edit', () => zainab.submit('resources:request-edit:1', { ...WANTED, deadline: day(12) }));
  await world.runner.runDue();
  await cost('mine', () => zainab.pressAnyway('resources:request-mine:0'));
  await cost('list', () => karwan.pressAnyway('resources:request-list:0'));
  await cost('help', () => karwan.pressAnyway('resources:request-help:1'));
  await cost('name', () => name(1, resource));
  await cost('show', () => zainab.pressAnyway('resources:request-show:1'));
  await cost('no', () => zainab.submit('resources:request-no:1', { reply: 'no' }));
  await cost('attach', () => attach(1));
  await cost('yes', () => zainab.pressAnyway('resources:request-yes:2'));
  const id = await ask();
  await karwan.pressAnyway(`resources:request-help:${id}`);
  await cost('withdraw form', () => zainab.pressAnyway(`resources:request-withdraw:${id}`));
  await cost('edit form', () => zainab.pressAnyway(`resources:request-edit:${id}`));
  await cost('organisers', () => boss.type('/resources requests'));
  await cost('close', () => boss.submit(`resources:request-close:${id}`, { reason: 'No' }));
});
