import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { FormValues, Reply } from '../../src/core/message.js';
import { after, HOUR, MINUTE, toInstant, toLocalTime } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { controlsOf, textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const EVENING = { title: 'A long night', kind: ['training'], date: '2026-12-06', startTime: '18:00', endTime: '06:00' };
const LINK = { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
const ASKED = 'It starts on Sunday 6 December at 18:00. Does it end at 06:00 on the next day, Monday 7 December?';

const NOTED = 'It ends after midnight';

const hours = async () => {
  const whole = await eventsStore(world.store.autocommit.tx).whole(toId(1));
  return (whole?.sessions ?? []).map(({ date, startTime, endTime }) => `${date} ${startTime}–${endTime}`);
};
const titleOf = async () => (await eventsStore(world.store.autocommit.tx).whole(toId(1)))?.event.texts.en?.title;
const valuesOf = (reply: Reply) =>
  reply.type === 'form' ? reply.form.fields.map((field) => ('value' in field ? field.value : undefined)) : [];

async function announced(): Promise<void> {
  await world.boss.submit('events:new:0', { ...EVENING, startTime: '10:00', endTime: '12:00' });
  await world.boss.submit(world.boss.control('events:details').action, LINK);
  await world.boss.press('events:announce');
  await world.runUntil('2026-11-22T09:30:00+03:00');
  await world.zahra.pressAnyway('events:answer:1.online');
}

describe('an end that lies before the start, in the evening', () => {
  it('is asked of a new event, which keeps what was typed', async () => {
    const asked = textOf(await world.boss.submit('events:new:0', EVENING));
    expect(asked).toContain(ASKED);
    expect(asked).toContain('I’ve kept the draft');
    const yes = textOf(await world.boss.press('events:hours-yes'));
    expect(yes).toContain('A long night');
    expect(yes).not.toContain(NOTED);
    expect(await hours()).toEqual(['2026-12-06 18:00–06:00']);
  });

  it('is asked once: announcing a draft of which it was answered asks nothing, also after it is taken back', async () => {
    await world.boss.submit('events:new:0', EVENING);
    await world.boss.press('events:hours-yes');
    await world.boss.submit(world.boss.control('events:details').action, LINK);
    expect(textOf(await world.boss.press('events:announce:'))).toContain('It is announced');
    expect(textOf(await world.boss.press('events:undo:'))).toContain('draft');
    expect(textOf(await world.boss.press('events:announce:'))).toContain('It is announced');
  });

  it('is asked anew of other hours', async () => {
    await world.boss.submit('events:new:0', EVENING);
    await world.boss.press('events:hours-yes');
    await world.boss.submit(world.boss.control('events:details').action, LINK);
    const times = () => world.boss.control('events:times').action;
    expect(textOf(await world.boss.submit(times(), { ...EVENING, endTime: '21:00' }))).toContain('Saved.');
    expect(textOf(await world.boss.submit(times(), EVENING))).toContain(ASKED);
    // What is neither answered nor changed is a draft of other hours still.
    await world.boss.type('/events edit 1');
    expect(textOf(await world.boss.press('events:announce:'))).toContain('It is announced');
    expect(await hours()).toEqual(['2026-12-06 18:00–21:00']);
  });

  it('is noted on the card of a draft until it is answered', async () => {
    await world.boss.submit('events:new:0', EVENING);
    expect(textOf(await world.boss.type('/events edit 1'))).toContain(NOTED);
    await world.boss.submit(world.boss.control('events:details').action, LINK);
    await world.boss.press('events:announce:');
    await world.boss.press('events:announce-sure:');
    expect(textOf(await world.boss.type('/events edit 1'))).not.toContain(NOTED);
  });

  it('is asked on the card of what was announced before anybody was asked, and nobody hears of the answer', async () => {
    await announced();
    await world.boss.submit('events:session-add:1.3', { date: '2026-12-08', startTime: '10:00', endTime: '11:00' });
    const late = { startTime: toLocalTime('22:00'), endTime: toLocalTime('01:00') };
    const [first, second] = (await eventsStore(world.store.autocommit.tx).whole(toId(1)))?.sessions ?? [];
    for (const session of [first, second]) {
      if (!session) throw new Error('there is no session');
      const moments = { startsAt: after(session.startsAt, 12 * HOUR), endsAt: after(session.startsAt, 15 * HOUR) };
      await eventsStore(world.store.autocommit.tx).updateSession(session.id, { ...late, ...moments });
    }
    await world.runner.runDue();
    const before = world.sent.length;
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('It starts on Sunday 6 December at 22:00. Does it end at 01:00');
    await world.boss.press('events:hours-yes');
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('It starts on Tuesday 8 December at 22:00. Does it end at 01:00');
    expect(valuesOf(await world.boss.press('events:hours:'))).toEqual(['2026-12-08', '22:00', '01:00']);
    await world.boss.press('events:hours-yes');
    expect(textOf(await world.boss.type('/events edit 1'))).not.toContain('Does it end');
    await world.runner.runDue();
    expect(world.sent).toHaveLength(before);
    expect(await hours()).toEqual(['2026-12-06 22:00–01:00', '2026-12-08 22:00–01:00']);
  });

  it('is changed in a form that has all that was typed, by whoever says no', async () => {
    await world.boss.submit('events:new:0', EVENING);
    const { action } = world.boss.control('events:hours:');
    expect(valuesOf(await world.boss.pressAnyway(action))).toEqual(['2026-12-06', '18:00', '06:00']);
    const saved = textOf(await world.boss.submit(action, { date: '2026-12-06', startTime: '18:00', endTime: '20:00' }));
    expect(saved).toContain('A long night');
    expect(await hours()).toEqual(['2026-12-06 18:00–20:00']);
  });

  it('moves an announced event only once that is answered, and keeps its other title', async () => {
    await announced();
    await world.boss.type('/events edit 1');
    const before = world.sent.length;
    const asked = textOf(await world.boss.submit(world.boss.control('events:times').action, { ...EVENING, title: 'A longer night' }));
    expect(asked).toContain(ASKED);
    expect(asked).toContain('The time stays as it is until you answer.');
    await world.runner.runDue();
    expect(await hours()).toEqual(['2026-12-06 10:00–12:00']);
    expect(await titleOf()).toBe('A longer night');
    expect(world.sent.slice(before).map(({ to }) => to)).not.toContain('direct:zahra');
    world.clock.advance(MINUTE);
    await world.boss.press('events:hours-yes');
    await world.runner.runDue();
    expect(await hours()).toEqual(['2026-12-06 18:00–06:00']);
    expect(world.sent.slice(before).map(({ to }) => to)).toContain('direct:zahra');
  });

  it('is asked of one session and of one more, and of an hour that is typed instead', async () => {
    await announced();
    await world.boss.type('/events edit 1');
    await world.boss.press('events:sessions');
    const night = { date: '2026-12-07', startTime: '20:00', endTime: '01:00' };
    const added = world.boss.control('events:session-add').action;
    expect(textOf(await world.boss.submit(added, night))).toContain('Does it end at 01:00 on the next day, Tuesday 8 December?');
    expect(await hours()).toHaveLength(1);
    const again = world.boss.control('events:hours:').action;
    expect(textOf(await world.boss.submit(again, { ...night, endTime: '02:00' }))).toContain('Does it end at 02:00 on the next day');
    await world.boss.press('events:hours-yes');
    expect(await hours()).toEqual(['2026-12-06 10:00–12:00', '2026-12-07 20:00–02:00']);
    const { event, sessions } = (await eventsStore(world.store.autocommit.tx).whole(toId(1))) ?? { sessions: [] };
    const move = `events:session-move:1.${event?.version}.${sessions[1]?.id}`;
    // What is saved already is not asked again.
    expect(textOf(await world.boss.submit(move, { ...night, endTime: '02:00' }))).toContain('Saved.');
    expect(textOf(await world.boss.submit(move, { ...night, endTime: '03:00' }))).toContain('Does it end at 03:00');
    expect(await hours()).toEqual(['2026-12-06 10:00–12:00', '2026-12-07 20:00–02:00']);
  });

  it('is asked in Arabic and Kurdish too', async () => {
    for (const [language, words] of [
      ['ar', 'هل تنتهي عند 06:00 في اليوم التالي'],
      ['ckb', 'ئایا لە 06:00ی ڕۆژی دواتر'],
    ] as const) {
      await world.boss.type(`/profile language ${language}`);
      expect(textOf(await world.boss.submit('events:new:0', EVENING))).toContain(words);
    }
  });
});

describe('an announcement of what ends after midnight', () => {
  const ANNOUNCED = 'It is announced';
  const state = async () => (await eventsStore(world.store.autocommit.tx).whole(toId(1)))?.event;

  /** A draft whose organiser has not answered. */
  async function unanswered(given: FormValues = {}): Promise<void> {
    await world.boss.submit('events:new:0', { ...EVENING, ...given });
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:details').action, LINK);
  }

  it('asks first, and says so only once that is answered', async () => {
    await unanswered();
    const asked = textOf(await world.boss.press('events:announce:'));
    expect(asked).toContain(ASKED);
    expect(asked).toContain('Nothing is announced until you answer.');
    expect((await state())?.state).toBe('draft');
    expect(textOf(await world.boss.press('events:announce-sure:'))).toContain(ANNOUNCED);
    expect(await hours()).toEqual(['2026-12-06 18:00–06:00']);
    await world.runner.runDue();
    expect(world.fake.posted.map(({ key }) => key)).toContain('events:announcement:1');
  });

  it('is not made by whoever says no, and asks nothing of another time', async () => {
    await unanswered();
    await world.boss.press('events:announce:');
    const { action } = world.boss.control('events:hours:');
    expect(valuesOf(await world.boss.pressAnyway(action))).toEqual(['2026-12-06', '18:00', '06:00']);
    await world.boss.submit(action, { date: '2026-12-06', startTime: '18:00', endTime: '20:00' });
    expect((await state())?.state).toBe('draft');
    expect(textOf(await world.boss.press('events:announce:'))).toContain(ANNOUNCED);
  });

  it('asks before people can register without a post', async () => {
    await unanswered();
    expect(textOf(await world.boss.press('events:announce-quietly:'))).toContain(ASKED);
    expect((await state())?.state).toBe('draft');
    expect(textOf(await world.boss.press('events:announce-sure:'))).toContain('People can register now');
    expect(await state()).toMatchObject({ state: 'announced', announcedAt: null });
  });

  it('asks before it waits for its moment', async () => {
    await unanswered();
    const later = world.boss.control('events:announce-later').action;
    expect(textOf(await world.boss.submit(later, { date: '2026-12-01', time: '09:00' }))).toContain(ASKED);
    expect((await state())?.announceAt).toBeNull();
    expect(textOf(await world.boss.press('events:announce-sure:'))).toContain('Tuesday 1 December');
    expect(await state()).toMatchObject({ state: 'draft', announceAt: Date.parse('2026-12-01T09:00:00+03:00') });
    await world.runUntil('2026-12-01T09:01:00+03:00');
    expect((await state())?.state).toBe('announced');
  });

  it('that waits since before anybody was asked is not made: organisers are asked in their channel', async () => {
    await unanswered();
    const at = toInstant(Date.parse('2026-12-01T09:00:00+03:00'));
    await world.contexts.transaction(async (context) => {
      await eventsStore(context.tx).updateEvent(toId(1), { announceAt: at });
      await context.agenda.plan({
        key: 'events:announce:1:later',
        kind: 'events.making.announce-later',
        payload: { event: 1, at },
        dueAt: at,
      });
    });
    await world.runUntil('2026-12-01T09:01:00+03:00');
    expect(await state()).toMatchObject({ state: 'draft', announceAt: null });
    const told = world.sent.find(({ key }) => key.startsWith('events:not-announced:1'));
    expect(told?.text).toContain(ASKED);
    const sure = (told ? controlsOf(told.message) : []).find(({ action }) => action.startsWith('events:announce-sure:'));
    expect(textOf(await world.boss.pressAnyway(sure?.action ?? ''))).toContain(ANNOUNCED);
  });

  it('asks of each session and of a copy', async () => {
    await unanswered();
    await world.boss.type('/events edit 1');
    await world.boss.press('events:sessions');
    await world.boss.submit(world.boss.control('events:session-add').action, { date: '2026-12-07', startTime: '20:00', endTime: '01:00' });
    await world.boss.press('events:hours-yes');
    await world.boss.submit('events:copy:1', { title: 'Another long night', date: '2026-12-13' });
    const asked = textOf(await world.boss.press('events:announce:'));
    expect(asked).toContain('It starts on Sunday 13 December at 18:00. Does it end at 06:00 on the next day, Monday 14 December?');
    expect(asked).toContain('It starts on Monday 14 December at 20:00. Does it end at 01:00 on the next day, Tuesday 15 December?');
    // One of both may be wrong: the list shows them.
    expect(textOf(await world.boss.press('events:sessions'))).toContain('Sunday 13 December');
  });

  it('asks of what an organiser has read, not of what somebody changed since', async () => {
    await unanswered();
    await world.boss.press('events:announce:');
    const sure = world.boss.control('events:announce-sure:').action;
    await world.boss.submit(world.boss.control('events:hours:').action, { date: '2026-12-06', startTime: '20:00', endTime: '05:00' });
    await world.boss.press('events:hours-yes');
    expect(textOf(await world.boss.pressAnyway(sure))).toContain('changed');
    expect((await state())?.state).toBe('draft');
  });

  it('is of hours on one evening: what a calendar has over several days is left out, and said so', async () => {
    const entry = (start: string, end: string) => [
      'BEGIN:VEVENT',
      `SUMMARY:From ${start}`,
      `DTSTART:${start}`,
      `DTEND:${end}`,
      'END:VEVENT',
    ];
    const days = [entry('20261206T100000', '20261208T120000'), entry('20261213T100000', '20261213T120000')];
    const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...days.flat(), 'END:VCALENDAR'].join('\r\n');
    const file = { name: 'plan.ics', mediaType: 'text/calendar', bytes: new TextEncoder().encode(text) };
    const read = textOf(await world.boss.submit('events:import:0', { file }));
    expect(read).toContain('From 20261213T100000');
    expect(read).not.toContain('From 20261206T100000');
    expect(read).toContain('longer than 16 hours');
  });

  it('asks of what came from a calendar', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:night@example.org',
      'SUMMARY:A long night',
      'URL:https://meet.example.org/abc',
      'DTSTART:20261206T180000',
      'DTEND:20261207T060000',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const file = { name: 'plan.ics', mediaType: 'text/calendar', bytes: new TextEncoder().encode(calendar) };
    await world.boss.submit('events:import:0', { file });
    await world.boss.press('events:import-make');
    await world.runner.runDue();
    await world.boss.type('/events edit 1');
    expect(textOf(await world.boss.press('events:announce:'))).toContain(ASKED);
    expect((await state())?.state).toBe('draft');
  });
});
