import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY } from '../../src/core/time.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { findingStore } from '../../src/features/resources/store/index.js';
import { insertResource } from '../support/resources.js';
import { costOfClick } from '../support/statements.js';
import { createWorld, type Person, textOf, type World } from '../support/world.js';

let world: World;
let zainab: Person;
let author: MemberId;
beforeEach(async () => {
  world = await createWorld({ settings: { quietHours: { start: '00:00', end: '00:00' } } });
  await world.addMember({ user: 'zainab', name: 'Zainab' });
  author = await world.addMember({ user: 'karwan', name: 'Karwan' });
  zainab = world.person('zainab');
  await world.app.prepare();
});
afterEach(() => world.close());

const add = (given: Parameters<typeof insertResource>[2], by = author) =>
  world.contexts.transaction((context) => insertResource(context, by, given));
const week = () => world.runUntil(after(world.clock.now(), 7 * DAY));
const news = (person = zainab) => person.received().filter((text) => text.includes('New in the resource centre'));
const subscribe = async (values: { sectors?: string[]; languages?: string[] } = {}, person = zainab) => {
  const reply = await person.submit('resources:subscribe:0', values);
  world.clock.advance(1000);
  return reply;
};

describe('news of resources', () => {
  it('come once a week to whoever asked for them, and not at all if there are none', async () => {
    expect(textOf(await zainab.type('/resources subscribe'))).toContain('Shall I tell you');
    await add({ title: 'Too early' });
    expect(await zainab.press('resources:subscribe')).toMatchObject({ type: 'form' });
    expect(textOf(await subscribe())).toContain('all sectors');
    await week();
    expect(news()).toEqual([]);
    await add({ title: 'Referral guide' });
    await add({ title: 'Legal aid' });
    await week();
    expect(news()).toHaveLength(1);
    expect(news()[0]).toContain('Referral guide');
    expect(news()[0]).toContain('Legal aid');
    expect(news()[0]).not.toContain('Too early');
    await week();
    await week();
    expect(news()).toHaveLength(1);
    expect(news(world.person('karwan'))).toEqual([]);
  });

  it('are of the sectors and languages that were chosen, and never of what the reader may not see or has added', async () => {
    await subscribe({ sectors: ['protection'], languages: ['ar'] });
    await add({ title: 'Both', sectors: ['protection', 'recovery'], language: 'ar' });
    await add({ title: 'Other language', sectors: ['protection'], language: 'en' });
    await add({ title: 'Other sector', sectors: ['recovery'], language: 'ar' });
    await add({ title: 'No sector', language: 'ar' });
    await add({ title: 'For organisers', sectors: ['protection'], language: 'ar', visibility: 'organisers' });
    await add({ title: 'My own', sectors: ['protection'], language: 'ar' }, (await zainab.member()).id);
    await week();
    expect(news()).toHaveLength(1);
    expect(news()[0]).toContain('Both');
    for (const title of ['Other', 'No sector', 'organisers', 'My own']) expect(news()[0], title).not.toContain(title);
  });

  it('end when they are not wanted any more, also in /profile notifications', async () => {
    await subscribe();
    await add({ title: 'Referral guide' });
    await zainab.type('/profile notifications');
    await zainab.press('members:notices:1');
    expect(textOf(await zainab.press('members:notices:2'))).toContain('New resources, once a week');
    await zainab.type('/resources subscribe');
    expect(textOf(await zainab.press('resources:unsubscribe'))).toContain('no longer tell you');
    await week();
    expect(news()).toEqual([]);
    await subscribe({}, world.person('karwan'));
    await world.store.autocommit.notices.choose(author, { notice: 'resources.news', choice: 'off', platform: null });
    await add({ title: 'Another' }, (await zainab.member()).id);
    await week();
    expect(news(world.person('karwan'))).toEqual([]);
  });

  it('go with the member, and are in their copy', async () => {
    await subscribe({ languages: ['ckb'] });
    const { id } = await zainab.member();
    expect(await exportPersonalData(world.contexts.autocommit, id)).toMatchObject({
      resources: { subscription: { sectors: [], languages: ['ckb'] } },
    });
    await zainab.leave();
    expect(await findingStore(world.contexts.autocommit.tx).subscription(id)).toBeUndefined();
  });

  it('cost a click no more than any other', async () => {
    for (const click of [
      () => zainab.pressAnyway('resources:subscribe:0'),
      () => subscribe({ sectors: ['protection'] }),
      () => zainab.pressAnyway('resources:subscription:0'),
      () => zainab.pressAnyway('resources:unsubscribe:0'),
    ]) {
      expect(await costOfClick(click)).toBeLessThanOrEqual(10);
    }
  });
});
