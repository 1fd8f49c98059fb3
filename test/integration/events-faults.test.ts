import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { after, DAY, toInstant } from '../../src/core/time.js';
import { cancelEvent } from '../../src/features/events/announcing/announce.js';
import { reminderJobs } from '../../src/features/events/reminders/jobs.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { insertEvent } from '../support/events.js';
import { recordStatements } from '../support/statements.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { textOf, type WorldOptions } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };
const START = '2026-12-06T10:00:00+03:00';

async function open(options: WorldOptions = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
}

/** The number 1, with one session of the number 1. Zahra comes and asked to be reminded. */
async function announced(): Promise<void> {
  await world.boss.submit('events:new:0', WEBINAR);
  const link = { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
  await world.boss.submit(world.boss.control('events:details').action, link);
  await world.boss.press('events:announce');
  await world.runner.runDue();
  await world.zahra.pressAnyway('events:answer:1.online');
  await world.zahra.pressAnyway('events:remind:1.yes');
}

const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key));

describe('hours of an event that cannot be', () => {
  it('are refused with a sentence: an end before the start, an hour that the clocks skip, one that they show twice', async () => {
    await open({ settings: { timezone: 'Europe/Berlin' } });
    const make = async (given: object) => textOf(await world.boss.submit('events:new:0', { ...WEBINAR, ...given }));
    expect(await make({ startTime: '10:00', endTime: '09:30' })).toBe(
      'startTime: It would end at 09:30, before it starts at 10:00. Please check both hours. Only what begins in the evening may end after midnight, until 06:00.',
    );
    expect(await make({ startTime: '17:00', endTime: '09:00' })).toContain('before it starts at 17:00');
    expect(await make({ startTime: '10:00', endTime: '01:00' })).toContain('before it starts at 10:00');
    expect(await make({ startTime: '10:00', endTime: '10:00' })).toContain('before it starts at 10:00');
    expect(await make({ startTime: '06:00', endTime: '23:00' })).toContain('longer than 16 hours');
    // An evening may go on past midnight, so that is asked.
    expect(await make({ startTime: '22:00', endTime: '01:00' })).toContain('Does it end at 01:00 on the next day, Monday 7 December?');
    expect(await make({ date: '2027-03-28', startTime: '02:30', endTime: '04:00' })).toBe(
      'startTime: On that day the clocks skip 02:30. Please choose another hour.',
    );
    expect(await make({ date: '2027-10-31', startTime: '02:30', endTime: '04:00' })).toBe(
      'startTime: On that day the clocks show 02:30 twice. Please choose an hour before or after.',
    );
  });
});

describe('an event in person and online', () => {
  it('is not announced without its place or its link', async () => {
    await open();
    await world.boss.submit('events:new:0', WEBINAR);
    const details = (place: string, link: string) =>
      world.boss.submit(world.boss.control('events:details').action, { about: '', format: ['hybrid'], place, link, language: ['en'] });
    await details('Hall 2', '');
    expect(textOf(await world.boss.press('events:announce'))).toContain('Please add the link first');
    await world.boss.type('/events edit 1');
    await details('', 'meet.example.org/abc');
    expect(textOf(await world.boss.press('events:announce'))).toContain('Please add the place first');
    await world.boss.type('/events edit 1');
    await details('Hall 2', 'meet.example.org/abc');
    expect(textOf(await world.boss.press('events:announce'))).toContain('It is announced');
  });
});

describe('an event that was called off', () => {
  it('answers each button that still stands somewhere, and reminds nobody', async () => {
    await open();
    await announced();
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:cancel').action, { reason: 'The road is closed.' });
    for (const answer of ['online', 'maybe', 'no'])
      expect(textOf(await world.zahra.pressAnyway(`events:answer:1.${answer}`))).toBe('It was called off.');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toBe('It was called off.');
    expect(textOf(await world.zahra.submit('events:colleague:1', { name: 'Karwan' }))).toBe('name: It was called off.');
    expect(textOf(await world.zahra.pressAnyway('events:here:1'))).toBe('It was called off.');
    expect(textOf(await world.zahra.submit('events:feedback:1', { stars: ['5'], useful: '', missing: '' }))).toBe(
      'stars: It was called off.',
    );
    expect(textOf(await world.zahra.pressAnyway('events:calendar:1'))).toContain('Safe spaces');
    await world.runUntil('2026-12-07T12:00:00+03:00');
    expect([...said('events:reminder'), ...said('events:thanks')]).toEqual([]);
  });
});

describe('what no button has', () => {
  it('is answered with a sentence', async () => {
    await open();
    await announced();
    const gone = 'I don’t find that event. /events list shows what is coming up.';
    for (const action of [
      'events:answer:1.tomorrow',
      'events:answer:99.online',
      'events:remind:1.perhaps',
      'events:here:99',
      'events:show:x',
    ])
      expect([action, textOf(await world.zahra.pressAnyway(action))]).toEqual([action, gone]);
    expect(textOf(await world.zahra.pressAnyway('events:announce:1.2'))).not.toContain('Safe spaces');
    expect(textOf(await world.lava.pressAnyway('events:remind:1.yes'))).toBe('You aren’t registered for this event yet.');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.room'))).toBe(
      'You can’t attend this event in that way. Please choose another answer.',
    );
  });
});

describe('somebody who is erased between the event and its questions', () => {
  it('stays counted, and is neither thanked nor named', async () => {
    await open();
    await announced();
    await world.runUntil(START);
    await world.zahra.pressAnyway('events:here:1');
    await world.zahra.pressAnyway(`members:forget-confirm:${world.id('zahra')}`);
    const list = textOf(await world.boss.type('/events attendance 1'));
    expect(list).toContain('1 there');
    expect(list.toLowerCase()).not.toContain('zahra');
    await world.runUntil('2026-12-06T16:00:00+03:00');
    expect(said('events:thanks').map(({ to }) => to.split(':')[0])).toEqual(['thread']);
    expect(textOf(await world.boss.type('/events report 2026-01-01 2026-12-31'))).toContain('1 webinar');
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a bot that was off', () => {
  it('reminds of nothing that is over or was of use long ago, and of what is still to come', async () => {
    await open();
    await announced();
    // Off from a week before until three hours before.
    await world.leapTo('2026-12-06T07:00:00+03:00');
    expect(said('events:reminder')).toEqual([]);
    // Off again, from then until long after the start, but before the end.
    await world.leapTo('2026-12-06T10:50:00+03:00');
    expect(said('events:reminder')).toEqual([]);
    await world.leapTo('2026-12-12T12:00:00+03:00');
    expect([...said('events:reminder'), ...said('events:thanks')]).toEqual([]);
  });

  it('says how long it really is when it comes back a little late', async () => {
    await open();
    await announced();
    await world.leapTo('2026-12-06T09:25:00+03:00');
    expect(world.zahra.received()).toEqual([expect.stringContaining('“Safe spaces” begins in 35 minutes.')]);
    await world.leapTo('2026-12-06T10:10:00+03:00');
    expect(world.zahra.received().at(-1)).toContain('“Safe spaces” has begun.');
  });
});

describe('an event with 10,000 registrations', () => {
  const COUNT = 10_000;

  async function crowded(count = COUNT, now = world.clock.now()): Promise<EventId> {
    const { tx } = world.store.autocommit;
    const { db } = world.store.engines.autocommit.tx;
    const id = await insertEvent(tx, now, { onlineCapacity: count });
    const columns = (await sql<{ name: string }>`select name from pragma_table_info('members') where name != 'id'`.execute(db)).rows.map(
      ({ name }) => sql.ref(name),
    );
    await sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
      insert into members (${sql.join(columns)}) select ${sql.join(columns)} from members cross join n where members.id = ${world.id('lava')}`.execute(
      db,
    );
    await sql`insert into event_registrations (community_id, event_id, member_id, state, attends, reminds, registered_at, waiting_since)
      select community_id, ${id}, id, case when id % 10 = 0 then 'waiting' else 'going' end, 'online', 1, ${world.clock.now()},
        case when id % 10 = 0 then ${world.clock.now()} + id end from members where id > ${world.id('lava')}`.execute(db);
    return id;
  }

  async function statements<T>(act: () => Promise<T>): Promise<number> {
    const recording = recordStatements();
    try {
      await act();
      return recording.ran.filter(({ source }) => !/^\s*(?:begin|commit|savepoint|release)/i.test(source)).length;
    } finally {
      recording.stop();
    }
  }

  it('is reminded of after what begins sooner, where 5,000 reminders are due at one moment', async () => {
    await open();
    // What the second begins with is due a day before the first.
    const [later, sooner] = [await crowded(1900), await crowded(1900, after(world.clock.now(), -DAY))];
    const [one, other] = await Promise.all(
      [later, sooner].map(async (id) => (await eventsStore(world.store.autocommit.tx).whole(id))?.sessions[0]),
    );
    if (!one || !other) throw new Error('no session');
    const [job] = reminderJobs;
    const payload = { session: one.id, minutes: 24 * 60, startsAt: one.startsAt };
    await world.contexts.transaction(async (context) => {
      const result = await job?.run(context, payload, { dueAt: other.startsAt, now: other.startsAt } as never);
      if (result?.type === 'done') await result.effects?.(context);
    });
    const { rows } = await sql<{ session: number; n: number; first: number; last: number }>`
      select json_extract(args, '$.session') as session, count(*) as n, min(id) as first, max(id) as last
      from deliveries where kind = 'events.reminder' group by 1 order by first`.execute(world.store.engines.autocommit.tx.db);
    expect(rows.map(({ session }) => session)).toEqual([other.id, one.id]);
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(5000);
    expect(rows[0]?.last).toBeLessThan(rows[1]?.first ?? 0);
  });

  it('costs few statements: a click, the reminders of all, a cancellation, and the list', async () => {
    await open();
    const id = await crowded();
    const session = await world.store.autocommit.events.session(1 as never);
    if (!session) throw new Error('no session');
    expect(await statements(() => world.zahra.pressAnyway(`events:answer:${id}.online`))).toBeLessThan(30);
    const [job] = reminderJobs;
    const payload = { session: session.id, minutes: 60, startsAt: session.startsAt };
    const dueAt = toInstant(session.startsAt - 3_600_000);
    const reminding = await statements(() =>
      world.contexts.transaction(async (context) => {
        const result = await job?.run(context, payload, { dueAt, now: dueAt } as never);
        if (result?.type === 'done') await result.effects?.(context);
      }),
    );
    expect(reminding).toBeLessThan(COUNT / 50);
    const { rows } = await sql<{ n: number }>`select count(*) as n from deliveries where kind = 'events.reminder'`.execute(
      world.store.engines.autocommit.tx.db,
    );
    expect(rows[0]?.n).toBe(COUNT - COUNT / 10 + 1);
    // Names are read in portions.
    expect(await statements(() => world.boss.type(`/events attendance ${id}`))).toBeLessThan(COUNT / 100);
    const boss = {
      id: world.id('boss'),
      name: 'boss',
      language: 'en',
      timezone: 'Asia/Baghdad',
      role: 'organiser',
      status: 'active',
    } as const;
    const calledOff = await statements(() =>
      world.contexts.transaction((context) => cancelEvent(context, boss, { id, version: 1 }, 'The road is closed.')),
    );
    expect(calledOff).toBeLessThan(COUNT / 50);
  });
});
