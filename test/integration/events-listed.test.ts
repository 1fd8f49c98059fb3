import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { eventsStore, mergeEventRows } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { insertEvent } from '../support/events.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const EVENT = toId<EventId>(1);
const store = () => eventsStore(world.store.autocommit.tx);

/** A draft of a webinar in two weeks. */
async function drafted(): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
  await insertEvent(world.store.autocommit.tx, world.clock.now(), { state: 'draft' });
}
const add = async (people: string) =>
  textOf(await world.boss.submit(`events:listed-add:1.${(await store().whole(EVENT))?.event.version ?? 0}`, { people }));
const version = async () => (await store().whole(EVENT))?.event.version ?? 0;

describe('events for people whom organisers choose by name', () => {
  it('are chosen by names, addresses and organisations, and what is unclear is asked back', async () => {
    await drafted();
    const house = await world.addOrganisation({ name: 'Reed House' });
    for (const name of ['Sara Ali', 'Sara Omar', 'Nour Salim']) await world.addMember({ name, user: name, organisation: house });
    await world.addMember({ name: 'Amal', user: 'amal', email: 'amal@example.org' });
    await world.boss.pressAnyway('events:listed:1.0');
    const text = await add('1. Zahra\n- AMAL@example.org\nsara\nNobody Here\nNour');
    expect(text).toContain('3 more people are chosen.');
    expect(text).toContain('For one line several people fit');
    expect(text).toContain('sara: Sara Ali (Reed House) and Sara Omar (Reed House)');
    expect(text).toMatch(/I don’t find one line among the members:\s+• Nobody Here/);
    expect(text).toContain('It is only for 3 people you chose.');
    expect(await add('reed house')).toContain('2 more people are chosen.');
    expect(await store().listedOf(EVENT)).toHaveLength(5);
    expect(textOf(await world.boss.submit('events:listed-search:1', { text: 'karw' }))).toContain('One person fits “karw”.');
    await world.boss.press('events:listed-pick', [String(world.id('karwan'))]);
    expect(await store().isListed(EVENT, world.id('karwan'))).toBe(true);
    await world.boss.press('events:listed-remove', [String(world.id('karwan'))]);
    expect(await store().isListed(EVENT, world.id('karwan'))).toBe(false);
    expect(new Set((await world.audit()).map(({ action }) => action))).toEqual(new Set(['events.audience']));
  });

  it('are announced to nobody else, seen by nobody else, and nobody else registers', async () => {
    await drafted();
    await add('zahra');
    await world.boss.pressAnyway(`events:announce:1.${await version()}`);
    await world.runner.runDue();
    expect(world.sent.map(({ to }) => to)).toEqual(['direct:zahra']);
    expect(world.zahra.received().join()).toContain('The organisers invite you to this event.');
    for (const line of ['/events list', '/events show 1', '/events show safe', '/events calendar 1', '/events attend 123456']) {
      expect(textOf(await world.lava.type(line))).not.toContain('Safe spaces');
    }
    expect(textOf(await world.lava.type('/events show 1'))).toContain('I don’t find that event.');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('I don’t find that event.');
    expect(await store().registrationsOf(EVENT)).toEqual([]);
    world.zahra.lookAtMessages();
    await world.zahra.press('events:answer:1.online');
    expect(textOf(await world.zahra.type('/events list'))).toContain('Safe spaces');
    expect(await store().registrationsOf(EVENT)).toMatchObject([{ member: world.id('zahra'), state: 'going' }]);
    // Who is added later is invited at once; who is removed and registered stays.
    await add('karwan');
    await world.boss.press('events:listed-remove', [String(world.id('zahra'))]);
    await world.runner.runDue();
    expect(world.sent.map(({ to }) => to)).toEqual(['direct:zahra', 'direct:karwan']);
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('You are coming.');
  });

  it('bring no colleague whom organisers did not choose', async () => {
    await drafted();
    const house = await world.addOrganisation({ name: 'Reed House' });
    for (const user of ['sara', 'nour']) await world.addMember({ name: user, user, organisation: house });
    await add('sara');
    await world.boss.pressAnyway(`events:announce-quietly:1.${await version()}`);
    expect(textOf(await world.person('sara').submit('events:colleague:1', { name: 'nour' }))).toContain(
      'Only people whom the organisers invited',
    );
  });

  it('can be opened to everyone, but not closed once everyone read of them', async () => {
    await drafted();
    await add('zahra');
    expect(
      textOf(
        await world.boss.submit(`events:who:1.${await version()}`, {
          sectors: ['protection'],
          types: [],
          approval: ['no'],
          recorded: ['no'],
        }),
      ),
    ).toContain('Please open it to everyone first.');
    await world.boss.pressAnyway(`events:listed-all:1.${await version()}`);
    expect([await store().listedOf(EVENT), (await store().whole(EVENT))?.event.audience]).toEqual([[], { to: 'everyone' }]);
    await world.boss.pressAnyway(`events:announce:1.${await version()}`);
    expect(await add('zahra')).toContain('It was announced to everyone already');
    expect((await store().whole(EVENT))?.event.audience).toEqual({ to: 'everyone' });
  });

  it('are copied with their people, follow a person who is merged, and forget one who is erased', async () => {
    await drafted();
    await add('zahra\nkarwan\nlava');
    await world.boss.submit('events:copy:1', { title: 'Again', date: '2027-01-10' });
    expect(await store().listedOf(toId<EventId>(2))).toHaveLength(3);
    await world.contexts.transaction((context) => eraseMember(context, world.id('lava')));
    expect(await store().listedOf(EVENT)).toEqual([world.id('zahra'), world.id('karwan')]);
    await mergeEventRows(world.store.autocommit.tx, world.id('karwan'), world.id('zahra'));
    expect(await store().listedOf(EVENT)).toEqual([world.id('zahra')]);
  });
});
