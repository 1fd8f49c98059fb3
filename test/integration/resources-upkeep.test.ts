import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planHousekeeping } from '../../jobs/housekeeping.js';
import { addDays, localDateOf } from '../../src/calendar/wall-clock.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, HOUR, latest } from '../../src/core/time.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { resourcesStore } from '../../src/features/resources/store/index.js';
import type { ResourcesTables } from '../../src/features/resources/store/tables.js';
import type { ResourceId } from '../../src/features/resources/types.js';
import { planLinks } from '../../src/features/resources/upkeep/links.js';
import type { LinkFound } from '../../src/ports/links.js';
import { insertResource } from '../support/resources.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let zainab: Person;
let boss: Person;
let member: MemberId;
let haneen: MemberId;
let found: Record<string, LinkFound>;
let asked: string[];

beforeEach(async () => {
  found = {};
  asked = [];
  world = await createWorld({
    settings: { quietHours: { start: '00:00', end: '00:00' } },
    linkChecks: {
      isOn: true,
      async check(link) {
        asked.push(link);
        return found[link] ?? { state: 'alive', status: 200 };
      },
    },
  });
  member = await world.addMember({ user: 'zainab', name: 'Zainab' });
  await world.addMember({ user: 'karwan', name: 'Karwan' });
  haneen = await world.addMember({ user: 'haneen', name: 'Haneen', role: 'organiser' });
  [zainab, boss] = [world.person('zainab'), world.person('haneen')];
  await planHousekeeping(world.contexts.autocommit);
});
afterEach(() => world.close());

const store = () => resourcesStore(world.contexts.autocommit.tx);
const insert = (given: Parameters<typeof insertResource>[2] = {}, by = member) => insertResource(world.contexts.autocommit, by, given);
const linkOf = (id: ResourceId) => `https://example.org/${id}`;
/** Lets so much time pass, with everything that is due on the way. */
async function pass(ms: number): Promise<void> {
  const end = after(world.clock.now(), ms);
  for (;;) {
    const next = await world.contexts.autocommit.agenda.nextDue();
    if (next === undefined || next > end) break;
    world.clock.set(latest(next, world.clock.now()));
    await world.runner.runDue();
  }
  world.clock.set(end);
}
/** As if nothing had been due meanwhile. */
const jump = (ms: number) => world.clock.set(after(world.clock.now(), ms));
const posts = () => world.sent.filter(({ to }) => to.includes('organisers')).map(({ text }) => text);
const card = async (id: number, by = boss) => textOf(await by.type(`/resources show ${id}`));

describe('the review date', () => {
  it('asks the contributor, and organisers after two weeks; one click renews it', async () => {
    const id = await insert({ title: 'Referral guide', kind: 'guide' });
    await insert({ title: 'Law book', kind: 'book' });
    jump(360 * DAY);
    await pass(DAY);
    expect(zainab.received().join()).not.toContain('still right');
    await pass(6 * DAY);
    const asking = zainab.received().join('\n');
    expect(asking).toContain('Is this still right?');
    expect(asking).toContain('Referral guide');
    expect(asking).not.toContain('Law book');
    expect(textOf(await boss.type('/resources check'))).toContain('Everything has been seen to');
    await pass(14 * DAY);
    expect(posts().join('\n')).toContain('nobody has seen to them for two weeks');
    const check = textOf(await boss.type('/resources check'));
    expect(check).toContain('1 resource that nobody has checked for long');
    expect(check).toContain('Referral guide');
    expect(textOf(await zainab.pressAnyway(`resources:right:${id}`))).toContain('Thank you');
    expect(textOf(await boss.type('/resources check'))).toContain('Everything has been seen to');
    const [forOwner, forOrganiser, forOther] = [await card(id, zainab), await card(id), await card(id, world.person('karwan'))];
    expect(forOwner).toContain('Checked by the person who added it on');
    expect(forOrganiser).toContain('Checked by Zainab on');
    // Who added something is nobody's business.
    expect(forOther).toContain('Checked by the person who added it on');
    expect(forOther).not.toContain('Zainab');
  });

  it('is renewed by organisers too, with a trace, and by nobody else', async () => {
    const id = await insert();
    expect(textOf(await world.person('karwan').pressAnyway(`resources:right:${id}`))).toContain('isn’t for you');
    expect(textOf(await boss.pressAnyway(`resources:right:${id}`))).toContain('Checked by Haneen on');
    expect(textOf(await boss.type('/community audit'))).toContain('Confirmed that a resource is still right');
    await boss.pressAnyway(`resources:withdraw-yes:${id}`);
    await zainab.pressAnyway(`resources:withdraw-yes:${id}`);
    expect(textOf(await zainab.pressAnyway(`resources:right:${id}`))).toContain('nothing to confirm');
  });

  it('is a setting of each kind', async () => {
    await insert({ kind: 'report' });
    jump(60 * DAY);
    expect(textOf(await boss.type('/resources settings'))).toContain('Reports: months until a check');
    await boss.submit('resources:settings:seldom', { training: '24', 'policy-paper': '24', report: '1', recording: '36', book: '36' });
    await pass(DAY);
    expect(zainab.received().join()).toContain('Is this still right?');
  });

  it('names nobody who is erased, and is part of the copy of one’s data', async () => {
    const id = await insert();
    await boss.pressAnyway(`resources:right:${id}`);
    const exported = await exportPersonalData(world.contexts.autocommit, haneen);
    expect(JSON.stringify(exported)).toContain('checkedResources');
    await world.addMember({ user: 'other', role: 'organiser' });
    await world.contexts.transaction((context) => eraseMember(context, haneen));
    expect((await store().upkeepOf(id))?.checkedBy).toBeNull();
    expect(await card(id, zainab)).toContain('Checked by an organiser on');
  });
});

describe('links', () => {
  beforeEach(() => planLinks(world.contexts.autocommit));

  it('are looked at once a month, a few of each server at a time', async () => {
    for (let index = 0; index < 10; index += 1) await insert();
    await pass(DAY);
    expect(asked).toHaveLength(10);
    expect(new Set(asked).size).toBe(10);
    await pass(28 * DAY);
    expect(asked).toHaveLength(10);
    await pass(7 * DAY);
    expect(asked).toHaveLength(20);
  });

  it('that are gone are told to the contributor at once, then to organisers, and are forgotten once replaced', async () => {
    const id = await insert({ title: 'Referral guide' });
    found[linkOf(id)] = { state: 'gone', status: 404 };
    await pass(DAY);
    expect(zainab.received().join()).toContain('leads nowhere any more (the site answers 404)');
    expect(await card(id)).toContain('leads nowhere any more');
    expect(await card(id, world.person('karwan'))).not.toContain('leads nowhere');
    expect(textOf(await boss.type('/resources check'))).toContain('Everything has been seen to');
    await pass(16 * DAY);
    expect(textOf(await boss.type('/resources check'))).toContain('A link that leads nowhere');
    await zainab.submit(`resources:link:${id}`, { link: 'https://example.org/new', language: ['en'] });
    expect(textOf(await boss.type('/resources check'))).toContain('Everything has been seen to');
  });

  it('count as lost only after several tries, where a server refuses or does not answer', async () => {
    const [refused, away, back] = [await insert(), await insert(), await insert()];
    found[linkOf(refused)] = { state: 'refused', status: 403 };
    found[linkOf(away)] = { state: 'unreachable' };
    found[linkOf(back)] = { state: 'refused', status: 503 };
    await pass(DAY);
    expect(zainab.received()).toHaveLength(0);
    delete found[linkOf(back)];
    await pass(2 * DAY);
    expect(zainab.received().join()).toContain('Twice the site didn’t give the page (it answers 403)');
    expect(zainab.received()).toHaveLength(1);
    await pass(5 * DAY);
    expect(zainab.received().join()).toContain('Nobody has answered at this link for days');
    expect(zainab.received()).toHaveLength(2);
  });

  it('and what is found wrong of somebody who left the space go to organisers', async () => {
    const id = await insert({ title: 'Referral guide' });
    await zainab.pressAnyway(`resources:stay:${id}`);
    await zainab.leave();
    await world.person('karwan').submit(`resources:flag:${id}`, { text: 'The number has changed.' });
    await world.runner.runDue();
    expect(posts().join()).toContain('whoever added it is no longer here');
    expect(posts().join()).toContain('The number has changed.');
    found[linkOf(id)] = { state: 'gone', status: 404 };
    await pass(DAY);
    expect(posts().join()).toContain('A link in a resource needs a look');
    expect(zainab.received()).toEqual([]);
  });

  it('of somebody who was erased go to organisers', async () => {
    const id = await insert();
    await world.contexts.transaction((context) => resourcesStore(context.tx).change({ id, version: 2 }, { stays: true }));
    await world.contexts.transaction((context) => eraseMember(context, member));
    found[linkOf(id)] = { state: 'closed' };
    await pass(DAY);
    expect(posts().join()).toContain('isn’t on the internet');
  });

  it('are not held against their servers while the bot’s own line is cut', async () => {
    const [one, two] = [await insert(), await insert()];
    await zainab.submit(`resources:link:${two}`, { link: 'https://other.example/x', language: ['en'] });
    await world.contexts.transaction((context) => resourcesStore(context.tx).change({ id: two, version: 3 }, { state: 'approved' }));
    found[linkOf(one)] = { state: 'unreachable' };
    found['https://other.example/x'] = { state: 'unreachable' };
    await pass(10 * DAY);
    expect(zainab.received().join()).not.toContain('Nobody has answered');
    expect(asked.length).toBeGreaterThan(10);
    expect(await rows().selectFrom('resource_links').selectAll().execute()).toEqual([]);
  });

  it('are left alone where the setting says so', async () => {
    await insert();
    await boss.submit('resources:settings:pages', { expiryDays: '30', checkLinks: ['no'], indexable: ['no'] });
    await pass(40 * DAY);
    expect(asked).toEqual([]);
  });

  it('to the machine itself or its network are not taken', async () => {
    const GUIDE = { title: 'Guide', summary: 'Good', kind: ['guide'], language: ['en'] };
    for (const link of [
      'http://127.0.0.1/a',
      'http://10.0.0.7/x',
      'http://2130706433.',
      'https://printer.local/',
      'http://a.localhost:3000',
    ]) {
      expect(textOf(await zainab.submit('resources:add:0', { ...GUIDE, link })), link).toContain(
        'only works on one machine or in one network',
      );
    }
  });
});

const rows = () => world.store.database.db.withTables<ResourcesTables>();

describe('sharing for a while', () => {
  it('is warned of, ends, and is told', async () => {
    const id = await insert({ title: 'Referral guide', visibility: 'public' });
    const today = localDateOf(world.clock.now(), 'Asia/Baghdad');
    const last = addDays(today, 40);
    expect(textOf(await zainab.submit(`resources:expires:${id}`, { until: addDays(today, -1) }))).toContain('This day is over');
    expect(textOf(await world.person('karwan').submit(`resources:expires:${id}`, { until: last }))).toContain('isn’t for you');
    expect(textOf(await zainab.submit(`resources:expires:${id}`, { until: last }))).toContain('May be shared outside until');
    await pass(8 * DAY);
    expect(zainab.received()).toEqual([]);
    await pass(5 * DAY);
    expect(zainab.received().join()).toContain('only members see it, unless you set another day');
    expect(zainab.received()).toHaveLength(1);
    await pass(26 * DAY);
    expect((await store().find(id))?.visibility).toBe('public');
    await pass(3 * DAY);
    expect((await store().find(id))?.visibility).toBe('members');
    expect((await store().publicPage({ offset: 0, limit: 5 })).total).toBe(0);
    expect(zainab.received().join()).toContain('The time for sharing this is over');
    expect(zainab.received()).toHaveLength(2);
  });

  it('ends also where an organiser restores it after the last day', async () => {
    const id = await insert({ visibility: 'public' });
    const today = localDateOf(world.clock.now(), 'Asia/Baghdad');
    await zainab.submit(`resources:expires:${id}`, { until: addDays(today, 3) });
    const version = (await store().find(id))?.version;
    await boss.submit(`resources:remove:${id}.${version}`, { reason: 'A complaint.' });
    await pass(10 * DAY);
    await boss.pressAnyway(`resources:restore:${id}`);
    await pass(HOUR);
    expect(await store().find(id)).toMatchObject({ state: 'approved', visibility: 'members' });
  });

  it('ends at midnight of the community, to the minute, also for what was approved in between', async () => {
    const id = await insert({ visibility: 'public' });
    const today = localDateOf(world.clock.now(), 'Asia/Baghdad');
    await zainab.submit(`resources:expires:${id}`, { until: today });
    const midnight = Date.parse(`${addDays(today, 1)}T00:00:00+03:00`);
    world.clock.set(after(world.clock.now(), midnight - world.clock.now() - 60_000));
    await world.runner.runDue();
    expect((await store().find(id))?.visibility).toBe('public');
    world.clock.set(after(world.clock.now(), 61_000));
    await world.runner.runDue();
    expect((await store().find(id))?.visibility).toBe('members');
    // Its contributor asks for everyone once more, without another day: it is taken back at once.
    await zainab.submit(`resources:details:${id}`, {
      sectors: [],
      organisation: '',
      publishedOn: '',
      sharing: ['free'],
      visibility: ['public'],
    });
    const { version } = (await store().find(id)) ?? { version: 0 };
    await boss.pressAnyway(`resources:approve:${id}.${version}`);
    world.clock.set(after(world.clock.now(), HOUR));
    await world.runner.runDue();
    expect((await store().find(id))?.visibility).toBe('members');
  });
});
