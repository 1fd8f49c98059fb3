import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { after, MINUTE, toInstant } from '../../src/core/time.js';
import { eventsSection } from '../../src/features/events/settings.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { voiceNeeds } from '../../src/features/events/voice/needs.js';
import { changeSettings } from '../../src/settings/index.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const EVENT = toId<EventId>(1);
const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:00' };
const START = toInstant(Date.parse('2026-12-06T10:00:00+03:00'));
const at = (minutes: number) => after(START, minutes * MINUTE);
const store = () => eventsStore(world.store.autocommit.tx);
const switchVoice = (voice: boolean) =>
  changeSettings(world.app.contexts.autocommit, null, (before) => ({ events: { ...eventsSection.of(before), voice } }));

/** An announced webinar in the voice channel «Majlis». */
async function open(): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', hasRooms: true });
  world.fake.talkRooms.set('r1', 'Majlis').set('r2', 'Garden');
  await switchVoice(true);
  await world.boss.submit('events:new:0', WEBINAR);
  await world.boss.press('events:voice:');
  await world.boss.pressAnyway(world.boss.control('events:voice-set').action, ['web:r1']);
  await world.boss.press('events:announce');
  await world.runner.runDue();
}
/** Somebody is in a room from this minute of the event on; null: in none. */
async function goes(user: string, room: string | null, minute: number): Promise<void> {
  world.clock.set(at(minute));
  await world.app.inbox.presence({ type: 'moved', from: world.person(user).identity, room, at: at(minute) });
}
async function seen(people: Readonly<Record<string, string>>, minute: number, since?: number): Promise<void> {
  world.clock.set(at(minute));
  await world.app.inbox.presence({
    type: 'seen',
    platform: 'web',
    space: 'test',
    people: Object.entries(people).map(([user, room]) => ({ user: world.person(user).identity.user, room })),
    at: at(minute),
    ...(since !== undefined && { since: at(since) }),
  });
}
/** Who was there, and how much of it, once it is over. */
async function counted(): Promise<Readonly<Record<string, string>>> {
  await world.runUntil(at(62));
  const { registrations, attendance } = await store().registrationsWithAttendance(EVENT);
  const names = await Promise.all(
    attendance.map(async ({ registration, source, share }) => {
      const member = registrations.find(({ id }) => id === registration)?.member;
      const user = ['zahra', 'karwan', 'lava', 'boss'].find((each) => world.id(each) === member) ?? String(member);
      return [user, `${source} ${share}`] as const;
    }),
  );
  return Object.fromEntries(names);
}

describe('presence in the voice channel of an event', () => {
  it('is said beforehand, in the announcement and in the reminders, with a way to say no', async () => {
    await open();
    const posts = () => world.fake.posted.filter(({ text }) => text.includes('voice channel'));
    expect(posts()[0]?.text).toContain('If you’re in it, you count as attending');
    expect((await store().whole(EVENT))?.event).toMatchObject({
      room: { platform: 'web', space: 'test', id: 'r1' },
      link: 'https://web.example.org/r1',
    });
    const before = posts().length;
    await world.runUntil(at(-50));
    expect(posts().length).toBeGreaterThan(before);
    expect(posts().every(({ text }) => !text.includes('Majlis'))).toBe(true);
  });

  it('counts for how much of a session somebody was there, with re-joins, also of those who did not register', async () => {
    await open();
    await world.zahra.pressAnyway('events:answer:1.online');
    await goes('zahra', 'r1', -10);
    await goes('karwan', 'r1', 0);
    await goes('zahra', null, 15);
    await goes('zahra', 'r1', 30);
    await goes('karwan', 'r2', 30);
    await goes('lava', 'r2', 31);
    await goes('nobody', 'r1', 32);
    await goes('zahra', null, 45);
    expect(await counted()).toEqual({ zahra: 'voice 50', karwan: 'voice 50' });
    // Only the share is kept.
    const [session] = (await store().whole(EVENT))?.sessions ?? [];
    expect(session && (await store().presenceAt(session.id))).toEqual([]);
  });

  it('goes on over a gap for those who are there before and after, and ends where the bot last heard of those who are not', async () => {
    await open();
    await seen({ zahra: 'r1', karwan: 'r1' }, 0);
    // A lost connection: it was heard until minute 20.
    await seen({ zahra: 'r1', lava: 'r1' }, 30, 20);
    // A restart: nobody knows until when it was heard.
    await seen({ zahra: 'r1' }, 45);
    await seen({ zahra: 'r1' }, 58);
    expect(await counted()).toEqual({ zahra: 'voice 100', karwan: 'voice 33' });
  });

  it('is not kept outside of sessions, nor of other channels, bots and people who are no members', async () => {
    await open();
    await world.addMember({ user: 'newcomer', status: 'newcomer' });
    await world.addMember({ user: 'radio', isBot: true });
    await goes('zahra', 'r1', -20);
    await goes('karwan', 'r2', 5);
    for (const user of ['newcomer', 'radio', 'nobody']) await goes(user, 'r1', 6);
    const [session] = (await store().whole(EVENT))?.sessions ?? [];
    expect(session && (await store().presenceAt(session.id))).toEqual([]);
    await seen({ zahra: 'r1', radio: 'r1', newcomer: 'r1' }, 10);
    expect(session && (await store().presenceAt(session.id))).toMatchObject([{ member: world.id('zahra'), cameAt: at(10) }]);
  });

  it('is not counted of whoever says no, until they say yes again', async () => {
    await open();
    await goes('zahra', 'r1', 0);
    expect(textOf(await world.zahra.pressAnyway('events:voice-no:0'))).toContain('I won’t count you in voice channels any more');
    await goes('zahra', null, 10);
    await goes('zahra', 'r1', 11);
    await seen({ zahra: 'r1', karwan: 'r1' }, 20);
    await seen({ zahra: 'r1', karwan: 'r1' }, 57);
    expect(await counted()).toEqual({ karwan: 'voice 67' });
    await world.zahra.press('events:voice-yes');
    expect(await store().unheard()).toEqual(new Set());
  });

  it('does not weigh more than what an organiser saw, and goes on to the end for whoever is seen shortly before', async () => {
    await open();
    await world.zahra.pressAnyway('events:answer:1.online');
    await goes('zahra', 'r1', 0);
    await world.boss.type('/events attendance 1');
    await world.boss.pressAnyway('events:present:1', ['1']);
    await goes('karwan', 'r1', 30);
    await seen({ zahra: 'r1', karwan: 'r1' }, 58);
    expect(await counted()).toEqual({ zahra: 'list 100', karwan: 'voice 50' });
  });

  it('is said to those who registered before a channel was chosen', async () => {
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', hasRooms: true });
    world.fake.talkRooms.set('r1', 'Majlis');
    await switchVoice(true);
    await world.boss.submit('events:new:0', WEBINAR);
    const details = { about: 'a', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
    await world.boss.submit(world.boss.control('events:details').action, details);
    await world.boss.press('events:announce');
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    await world.boss.press('events:voice:');
    await world.boss.pressAnyway(world.boss.control('events:voice-set').action, ['web:r1']);
    await world.runner.runDue();
    expect(world.zahra.received().at(-1)).toContain('If you’re in it, you count as attending');
  });

  it('is chosen by organisers, only where they want it; another link ends it', async () => {
    await open();
    await world.boss.type('/events edit 1');
    const details = { about: 'a', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
    await world.boss.submit(world.boss.control('events:details').action, details);
    expect((await store().whole(EVENT))?.event.room).toBeNull();
    await world.boss.type('/events edit 1');
    await world.boss.press('events:voice:');
    const gone = await world.boss.pressAnyway(world.boss.control('events:voice-set').action, ['web:r9']);
    expect(textOf(gone)).toContain('isn’t there any more');
    await switchVoice(false);
    expect(JSON.stringify(await world.boss.type('/events edit 1'))).not.toContain('events:voice:');
    expect(await needs()).toEqual([]);
    await switchVoice(true);
    expect(await needs()).toEqual(['voice-presence']);
  });
});

const needs = async () => voiceNeeds(await world.app.contexts.autocommit.community.settings()).map(({ need }) => need);
