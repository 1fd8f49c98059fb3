import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, momentsOf } from '../../src/calendar/wall-clock.js';
import { toId } from '../../src/core/ids.js';
import { baseSettingsSchema } from '../../src/core/settings.js';
import { toInstant, toLocalDate, toLocalTime, WEEKDAYS } from '../../src/core/time.js';
import { nextDays, occurrenceDays, readRule, ruleOf } from '../../src/features/events/recurrence.js';
import { conflictsOf } from '../../src/features/events/rules/conflicts.js';
import { readKeptFree } from '../../src/features/events/rules/kept-free.js';
import { readLink } from '../../src/features/events/rules/link.js';
import { sessionsOn } from '../../src/features/events/rules/occurrence.js';
import { crowdedBy, hasPlace, promotions, type Taken, type Waiting } from '../../src/features/events/rules/places.js';
import { remainingReminders, reminderAt } from '../../src/features/events/rules/reminders.js';
import { overlapsOther, renumbered } from '../../src/features/events/rules/sessions.js';
import { sessionMoments } from '../../src/features/events/rules/times.js';
import type { SessionId } from '../../src/features/events/types.js';

const at = (iso: string) => toInstant(Date.parse(iso));
const times = (date: string, start: string, end: string) => ({
  date: toLocalDate(date),
  startTime: toLocalTime(start),
  endTime: toLocalTime(end),
});

describe('the hours of a session', () => {
  it('are those of the event’s wall clock; an end that is not after the start is on the next day', () => {
    expect(sessionMoments(times('2026-12-06', '10:00', '11:30'), 'Asia/Baghdad')).toEqual({
      startsAt: at('2026-12-06T10:00+03:00'),
      endsAt: at('2026-12-06T11:30+03:00'),
    });
    expect(sessionMoments(times('2026-12-06', '22:00', '01:00'), 'Asia/Baghdad')).toMatchObject({ endsAt: at('2026-12-07T01:00+03:00') });
  });

  it('are asked for again where the clocks skip them or show them twice', () => {
    expect(sessionMoments(times('2026-03-29', '02:30', '04:00'), 'Europe/Berlin')).toEqual({
      problem: { type: 'missing', at: 'startTime', time: '02:30' },
    });
    expect(sessionMoments(times('2026-10-25', '01:00', '02:30'), 'Europe/Berlin')).toEqual({
      problem: { type: 'twice', at: 'endTime', time: '02:30' },
    });
    expect(momentsOf(toLocalDate('2026-10-25'), toLocalTime('02:30'), 'Europe/Berlin')).toEqual([
      at('2026-10-25T02:30+02:00'),
      at('2026-10-25T02:30+01:00'),
    ]);
    expect(sessionMoments(times('2026-12-06', '10:00', '09:00'), 'Asia/Baghdad')).toEqual({ problem: { type: 'long' } });
  });
});

describe('the reminders of a session', () => {
  it('come at the same hour of the wall clock, days before, whatever the clocks do in between', () => {
    const session = { ...times('2026-03-30', '10:00', '11:00'), startsAt: at('2026-03-30T10:00+02:00') };
    expect(reminderAt(session, 7 * 1440, 'Europe/Berlin')).toBe(at('2026-03-23T10:00+01:00'));
    expect(reminderAt(session, 60, 'Europe/Berlin')).toBe(at('2026-03-30T09:00+02:00'));
  });

  it('are those that are not over', () => {
    const session = { ...times('2026-12-06', '10:00', '11:00'), startsAt: at('2026-12-06T10:00+03:00') };
    expect(remainingReminders(session, 'Asia/Baghdad', at('2026-12-06T08:59+03:00')).map(({ minutes }) => minutes)).toEqual([60, 15, 0]);
    expect(remainingReminders(session, 'Asia/Baghdad', at('2026-12-06T10:00+03:00'))).toEqual([]);
  });
});

describe('hours that are kept free', () => {
  const names = [
    ['Friday', 'fri'],
    ['الجمعة', 'fri'],
    ['Saturday', 'sat'],
  ] as const;
  const read = (line: string) => readKeptFree(line, names, WEEKDAYS);

  it('are read from lines in any language, with digits of any script', () => {
    expect(read('friday, Saturday 12:00–13.30 Prayer')).toEqual({ days: ['fri', 'sat'], start: '12:00', end: '13:30', label: 'Prayer' });
    expect(read('الجمعة ١٢:٠٠-١٣:٣٠ الصلاة')).toMatchObject({ days: ['fri'], start: '12:00', label: 'الصلاة' });
    expect(read('22:00-6:00')).toMatchObject({ days: WEEKDAYS, start: '22:00', end: '06:00', label: '' });
    for (const wrong of ['Friday', 'Fri 12:00-13:00', '25:00-26:00', '12:00-12:00', '']) expect(read(wrong)).toBeUndefined();
  });

  it('speak against events, also over midnight', () => {
    const settings = baseSettingsSchema.parse({});
    const free = [read('Saturday 22:00-06:00 Rest'), read('13:00-14:00')].flatMap((each) => each ?? []);
    const session = { event: toId<never>(1), startsAt: at('2026-12-06T05:00+03:00'), endsAt: at('2026-12-06T13:30+03:00') };
    expect(conflictsOf(session, [], settings, free)).toEqual([
      { type: 'kept-free', label: 'Rest' },
      { type: 'kept-free', label: '' },
    ]);
  });
});

describe('the sessions of an event', () => {
  const session = (id: number, startsAt: number, position: number) => ({
    id: toId<SessionId>(id),
    position,
    state: 'planned' as const,
    startsAt: toInstant(startsAt),
    endsAt: toInstant(startsAt + 10),
  });

  it('are numbered by their time, and never overlap', () => {
    const sessions = [session(1, 100, 1), session(2, 50, 2), session(3, 200, 3)];
    expect(renumbered(sessions).map(({ id, position }) => [id, position])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(overlapsOther({ startsAt: toInstant(109), endsAt: toInstant(120) }, sessions)).toBe(true);
    expect(overlapsOther({ startsAt: toInstant(110), endsAt: toInstant(200) }, sessions)).toBe(false);
    expect(overlapsOther(session(1, 105, 1), sessions)).toBe(false);
  });
});

describe('what speaks against an hour', () => {
  const settings = baseSettingsSchema.parse({
    blackouts: [{ from: '2026-12-10', to: '2026-12-10', label: 'Victory day' }],
    outages: [{ days: ['sun'], start: '06:00', end: '08:00', warning: 'The internet is cut' }],
  });
  const session = (from: string, to: string, event = 1) => ({ event: toId<never>(event), startsAt: at(from), endsAt: at(to) });

  it('is a cut on its dates only', () => {
    const exams = [{ from: '2026-12-06', to: '2026-12-07' }];
    const dated = baseSettingsSchema.parse({
      workingWeek: ['sun', 'mon', 'tue'],
      outages: [{ days: ['sun', 'mon', 'tue'], dates: exams, start: '06:00', end: '08:00', warning: 'The internet is cut' }],
    });
    const on = (day: string) => conflictsOf(session(`2026-12-${day}T07:00+03:00`, `2026-12-${day}T09:00+03:00`), [], dated);
    expect([on('06'), on('07').length, on('08'), on('13')]).toEqual([[{ type: 'outage', warning: 'The internet is cut' }], 1, [], []]);
  });

  it('is named once each: days off, outages, other events', () => {
    expect(conflictsOf(session('2026-12-11T10:00+03:00', '2026-12-11T11:00+03:00'), [], settings)).toEqual([
      { type: 'day-off', name: undefined },
    ]);
    expect(conflictsOf(session('2026-12-10T10:00+03:00', '2026-12-10T11:00+03:00'), [], settings)).toEqual([
      { type: 'day-off', name: 'Victory day' },
    ]);
    // A night lies on two days.
    expect(conflictsOf(session('2026-12-09T22:00+03:00', '2026-12-10T00:30+03:00'), [], settings)).toEqual([
      { type: 'day-off', name: 'Victory day' },
    ]);
    expect(conflictsOf(session('2026-12-09T22:00+03:00', '2026-12-10T00:00+03:00'), [], settings)).toEqual([]);
    const early = session('2026-12-06T05:30+03:00', '2026-12-06T07:30+03:00');
    const others = [
      session('2026-12-06T07:00+03:00', '2026-12-06T09:00+03:00', 2),
      session('2026-12-06T07:30+03:00', '2026-12-06T09:00+03:00', 3),
      session('2026-12-06T05:30+03:00', '2026-12-06T07:30+03:00', 1),
    ];
    expect(conflictsOf(early, others, settings)).toEqual([
      { type: 'outage', warning: 'The internet is cut' },
      { type: 'event', event: 2, startsAt: at('2026-12-06T07:00+03:00') },
    ]);
  });
});

describe('the places of an event', () => {
  const limits = fc.record({
    format: fc.constantFrom('virtual', 'in-person', 'hybrid'),
    roomCapacity: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    onlineCapacity: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    organisationSeats: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  });
  const wanted = fc.record({
    attends: fc.constantFrom('room', 'online'),
    organisation: fc.option(
      fc.integer({ min: 1, max: 3 }).map((id) => toId<never>(id)),
      { nil: null },
    ),
  });
  const queue = fc.array(fc.record({ wanted, tellable: fc.boolean() }), { maxLength: 15 });

  it('are fewer than are taken once a limit is lower, also that of seats for each organisation', () => {
    const [one, other] = [toId<never>(1), toId<never>(2)];
    const limits = { format: 'hybrid', roomCapacity: 9, onlineCapacity: null, organisationSeats: null } as const;
    const taken: readonly Taken[] = [
      { attends: 'room', organisation: one, count: 3 },
      { attends: 'online', organisation: one, count: 1 },
      { attends: 'room', organisation: other, count: 2 },
      { attends: 'online', organisation: null, count: 8 },
    ];
    const crowded = (change: object, before: object = {}) => crowdedBy({ ...limits, ...before }, { ...limits, ...change }, taken);
    expect(crowded({ organisationSeats: 3 })).toEqual([{ of: 'organisation', taken: 4, places: 3 }]);
    expect(crowded({ organisationSeats: 4, roomCapacity: 5, onlineCapacity: 9 })).toEqual([]);
    expect(crowded({ roomCapacity: 4, onlineCapacity: 8 })).toEqual([
      { of: 'room', taken: 5, places: 4 },
      { of: 'online', taken: 9, places: 8 },
    ]);
    // What was as low before crowds nobody anew.
    expect(crowded({ organisationSeats: 3 }, { organisationSeats: 3 })).toEqual([]);
  });

  it('go to who waits first, and none stays empty that somebody could have', () => {
    fc.assert(
      fc.property(limits, queue, (of, people) => {
        const waiting: readonly Waiting[] = people.map((each, index) => ({
          ...each.wanted,
          tellable: each.tellable,
          id: toId<never>(index + 1),
        }));
        const chosen = promotions(of, [], waiting);
        const has = waiting.filter(({ id }) => chosen.includes(id));
        const taken: readonly Taken[] = has.map(({ attends, organisation }) => ({ attends, organisation, count: 1 }));
        const count = (fits: (taken: Taken) => boolean) => taken.filter(fits).length;
        expect(chosen).toEqual([...chosen].toSorted((one, other) => one - other));
        expect(count(({ attends }) => attends === 'room')).toBeLessThanOrEqual(of.roomCapacity ?? 99);
        expect(count(({ attends }) => attends === 'online')).toBeLessThanOrEqual(of.onlineCapacity ?? 99);
        for (const organisation of [1, 2, 3])
          expect(count((each) => each.organisation === organisation)).toBeLessThanOrEqual(of.organisationSeats ?? 99);
        // Nobody was passed over for somebody behind them, unless they can't be told or their kind of place was gone.
        for (const [index, each] of waiting.entries()) {
          const before = has.filter(({ id }) => id <= index).map((other) => ({ ...other, count: 1 }));
          expect(chosen.includes(each.id)).toBe(each.tellable && hasPlace(of, before, each));
        }
      }),
    );
  });
});

describe('the link of an event', () => {
  it.each([
    'http://localhost/x',
    'https://127.0.0.1/x',
    'https://[::1]/',
    'https://printer.local',
    'https://router.lan/x',
    'https://wiki.corp',
    'https://intranet/x',
    'https://10.0.0.1',
    'javascript:alert(1)',
    'https://a b',
  ])('is refused if others can’t open it: %s', (link) => expect(readLink(link)).toBeUndefined());

  it('is whole', () => {
    expect(readLink('meet.example.org/abc')).toBe('https://meet.example.org/abc');
  });
});

describe('a recurrence', () => {
  const start = toLocalDate('2026-12-06');
  const days = (rule: string, to = '2027-12-06') => occurrenceDays(rule, start, { from: start, to: toLocalDate(to) });

  it('is what chat offers, as a rule', () => {
    expect(ruleOf('week', start)).toBe('FREQ=WEEKLY');
    expect(ruleOf('two-weeks', start, { times: 3, until: toLocalDate('2027-01-01') })).toBe('FREQ=WEEKLY;INTERVAL=2;COUNT=3');
    expect(ruleOf('month-weekday', start, { until: toLocalDate('2027-01-01') })).toBe('FREQ=MONTHLY;BYDAY=1SU;UNTIL=20270101T235959Z');
    expect(ruleOf('month-weekday', toLocalDate('2026-12-31'))).toBe('FREQ=MONTHLY;BYDAY=-1TH');
    expect(ruleOf('month-date', start)).toBe('FREQ=MONTHLY;BYMONTHDAY=6');
  });

  it('is read from files, with its last day whole; what recurs within a day or is no rule is named', () => {
    expect(readRule('RRULE:freq=daily;until=20261212')).toBe('FREQ=DAILY;UNTIL=20261212T235959Z');
    expect(readRule('FREQ=DAILY;UNTIL=20261212T070000Z')).toBe('FREQ=DAILY;UNTIL=20261212T235959Z');
    for (const none of ['', 'weekly', 'COUNT=2', 'FREQ=WEEKLY;;', 'FREQ=WEEKLY\nX=1']) expect(readRule(none)).toBe('no-rule');
    for (const often of ['FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=9,10']) expect(readRule(often)).toBe('too-often');
  });

  it('gives days, an endless one as many as are asked for, and a broken one none', async () => {
    expect(await days('FREQ=MONTHLY;BYDAY=1SU', '2027-03-31')).toEqual(['2026-12-06', '2027-01-03', '2027-02-07', '2027-03-07']);
    expect(await days('FREQ=WEEKLY')).toHaveLength(53);
    expect(await days('FREQ=WEEKLY;BYDAY=XX')).toBe('no-rule');
    expect(await nextDays('FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2', start, 3)).toBe('never');
    expect(await nextDays('FREQ=WEEKLY;COUNT=1', start, 3)).toBe('never');
  });

  it('keeps the hour on the wall clock, every day of a year, in a zone whose clocks change', () => {
    const zone = 'Europe/Berlin';
    const first = {
      id: toId<SessionId>(1),
      event: toId<never>(1),
      position: 1,
      state: 'planned' as const,
      code: null,
      women: null,
      men: null,
      overnightSure: false,
    };
    const session = {
      ...first,
      ...times('2026-12-06', '02:30', '03:30'),
      startsAt: at('2026-12-06T02:30+01:00'),
      endsAt: at('2026-12-06T03:30+01:00'),
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 }), (shift) => {
        const day = addDays(start, shift);
        const [on] = sessionsOn(day, { sessions: [session], occurrence: start, zone });
        expect(on).toMatchObject({ date: day, startTime: '02:30', startsAt: instantOf(day, toLocalTime('02:30'), zone) });
      }),
    );
  });
});
