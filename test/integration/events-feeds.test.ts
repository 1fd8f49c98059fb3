import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/core/language.js';
import type { Reply } from '../../src/core/message.js';
import { after, HOUR } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { DEFAULT_OPENING_DAYS } from '../../src/features/topics/rules/openings.js';
import { topicsStore } from '../../src/features/topics/store/index.js';
import { insertEvent } from '../support/events.js';
import { aTopic } from '../support/topic-rows.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const open = async (options: Parameters<typeof createTopicsWorld>[0] = {}) => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', publicUrl: 'https://mudhif.example.org', ...options });
};

async function served(path: string, rest: string, language: Language = 'en') {
  return world.features.page(path)?.serve(world.contexts.autocommit, { rest, query: {}, language });
}

async function feed(path: 'events/calendar' | 'events/feed', rest: string, language: Language = 'en'): Promise<string> {
  const reply = await served(path, rest, language);
  if (reply?.type !== 'file') throw new Error('no calendar');
  return new TextDecoder().decode(reply.bytes);
}

/** Its entries, as another library reads them. */
function entriesIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return { uid: event.uid, title: event.summary, sequence: event.sequence, status: String(component.getFirstPropertyValue('status')) };
  });
}

const tokenIn = (reply: Reply): string => /\/events\/feed\/([0-9a-f]+)\.ics/.exec(JSON.stringify(messageOf(reply)))?.[1] ?? '';

async function go(event: EventId, user: string, state: 'going' | 'declined' = 'going'): Promise<void> {
  const given = { organisation: null, state, attends: 'online', registeredAt: world.clock.now(), waitingSince: null } as const;
  await eventsStore(world.store.autocommit.tx).saveAnswer({ event, member: world.id(user), ...given });
}

describe('the calendar of all events', () => {
  it('shows what is announced or called off, without place and links, and the same bytes while nothing changes', async () => {
    await open();
    const { tx } = world.store.autocommit;
    const now = world.clock.now();
    const about = 'Join https://meet.example.org/abc or www.example.org/x early';
    const given = {
      announcedAt: now,
      place: 'Hall 2',
      texts: { en: { title: 'Safe spaces', about }, ar: { title: 'مساحات آمنة', about: '' } },
    };
    const shown = await insertEvent(tx, now, given);
    const off = await insertEvent(tx, now, { texts: { en: { title: 'Called off', about: '' } } });
    await insertEvent(tx, now, { state: 'draft', texts: { en: { title: 'A draft', about: '' } } });
    const chosen = await insertEvent(tx, now, { audience: { to: 'members' } });
    for (const id of [shown, chosen]) await eventsStore(tx).updateEvent(id, { announcedAt: now });
    await eventsStore(tx).updateEvent(off, { announcedAt: now, state: 'cancelled', cancelledAt: now, sequence: 1 });
    const text = await feed('events/calendar', 'events.ics');
    expect(entriesIn(text).map(({ title, status, sequence }) => [title, status, sequence])).toEqual([
      ['Safe spaces', 'CONFIRMED', 102],
      ['Called off', 'CANCELLED', 102],
    ]);
    expect(text).not.toMatch(/meet\.example|www\.example|Hall 2/);
    expect(text).toContain('BEGIN:VTIMEZONE');
    world.clock.advance(HOUR);
    expect(await feed('events/calendar', '')).toBe(text);
    expect(entriesIn(await feed('events/calendar', '', 'ar'))[0]?.title).toBe('مساحات آمنة');
  });

  it('shows the openings of topics, and crosses out those that are not held', async () => {
    await open();
    const { tx } = world.store.autocommit;
    const row = aTopic(after(world.clock.now(), HOUR), { texts: { en: { title: 'Rivers', question: 'Why?' } } });
    await topicsStore(tx).draftPlan(row.month, world.clock.now(), DEFAULT_OPENING_DAYS);
    const topic = await topicsStore(tx).insertTopic(row);
    // Until the plan is approved, nobody but advisers sees it, and nobody learns of what is taken out of it.
    expect(entriesIn(await feed('events/calendar', ''))).toEqual([]);
    await topicsStore(tx).updateTopic(topic, { state: 'skipped' });
    expect(entriesIn(await feed('events/calendar', ''))).toEqual([]);
    await topicsStore(tx).updateTopic(topic, { state: 'planned' });
    const { version = 0 } = (await topicsStore(tx).plan(row.month)) ?? {};
    expect(await topicsStore(tx).approvePlan(row.month, version, 'advisers', world.clock.now())).toBe(true);
    expect(entriesIn(await feed('events/calendar', ''))).toMatchObject([
      { title: expect.stringMatching(/^Topic opens: .Rivers.$/), status: 'CONFIRMED' },
    ]);
    await topicsStore(tx).updateTopic(topic, { state: 'skipped' });
    expect(entriesIn(await feed('events/calendar', ''))).toMatchObject([
      { title: expect.stringMatching(/^Topic opens: .Rivers.$/), status: 'CANCELLED' },
    ]);
  });
});

describe('the own calendar of a member', () => {
  it('is at an address that they alone have, with the same entries as the file', async () => {
    await open();
    const { tx } = world.store.autocommit;
    const mine = await insertEvent(tx, world.clock.now());
    await insertEvent(tx, world.clock.now(), { texts: { en: { title: 'Another', about: '' } } });
    await go(mine, 'zahra');
    await world.zahra.type('/events calendar');
    const file = messageOf(await world.zahra.pressAnyway(`events:calendar:${mine}`)).files?.[0]?.bytes;
    await world.zahra.type('/events calendar');
    const token = tokenIn(await world.zahra.press('events:feed:show'));
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    const entries = entriesIn(await feed('events/feed', `${token}.ics`));
    expect(entries.map(({ title }) => title)).toEqual(['Safe spaces']);
    expect(entriesIn(new TextDecoder().decode(file)).map(({ uid }) => uid)).toEqual(entries.map(({ uid }) => uid));
    expect(tokenIn(await world.zahra.pressAnyway('events:feed:show'))).toBe(token);
    await go(mine, 'zahra', 'declined');
    expect(entriesIn(await feed('events/feed', token))).toEqual([]);
  });

  it('shows the link only from the day before', async () => {
    await open();
    const mine = await insertEvent(world.store.autocommit.tx, world.clock.now());
    await go(mine, 'zahra');
    const token = tokenIn(await world.zahra.pressAnyway('events:feed:show'));
    expect(await feed('events/feed', token)).not.toContain('meet.example.org');
    world.clock.set(Date.parse('2026-12-05T12:00:00+03:00'));
    expect(await feed('events/feed', token)).toContain('meet.example.org');
  });

  it('has another address when they want one, and none once they have left or were erased', async () => {
    await open();
    const first = tokenIn(await world.zahra.pressAnyway('events:feed:show'));
    world.clock.advance(1000);
    const second = tokenIn(await world.zahra.press('events:feed:renew'));
    expect(await served('events/feed', `${first}.ics`)).toBeUndefined();
    expect(await served('events/feed', `${second}.ics`)).toBeDefined();
    for (const forged of ['', 'x', '0'.repeat(32), `${second}0`]) expect(await served('events/feed', forged)).toBeUndefined();
    expect(await served('events/subscribe', first)).toBeUndefined();
    await world.zahra.leave();
    expect(await served('events/feed', second)).toBeUndefined();
  });

  it('is taken into a calendar from a page', async () => {
    await open();
    const token = tokenIn(await world.zahra.pressAnyway('events:feed:show'));
    const own = await served('events/subscribe', token);
    const all = await served('events/subscribe', '', 'ar');
    const textOfPage = (reply: typeof own) => (reply?.type === 'document' ? reply.body.text : '');
    expect(textOfPage(own)).toContain(`href="webcal://mudhif.example.org/p/events/feed/${token}.ics"`);
    expect(textOfPage(all)).toContain('href="webcal://mudhif.example.org/p/events/calendar/events.ics?language=ar"');
    expect(textOfPage(all)).not.toContain(token);
  });

  it('is not offered where the bot has no public address', async () => {
    world = await createTopicsWorld();
    expect(JSON.stringify(await world.zahra.type('/events calendar'))).not.toContain('events:feed');
    expect(textOf(await world.zahra.pressAnyway('events:feed:show'))).toContain('no public address');
    expect(await eventsStore(world.store.autocommit.tx).feedOf(world.id('zahra'))).toBeUndefined();
    expect(await eventsStore(world.store.autocommit.tx).memberOfFeed('')).toBeUndefined();
  });
});
