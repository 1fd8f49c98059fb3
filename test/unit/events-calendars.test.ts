import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/calendar/wall-clock.js';
import { toId } from '../../src/core/ids.js';
import { after, HOUR, toInstant, toLocalDate, toLocalTime } from '../../src/core/time.js';
import { type CalendarEntry, entriesOf } from '../../src/features/events/calendars/entries.js';
import { googleLink, outlookLink } from '../../src/features/events/calendars/links.js';
import { writeCalendar } from '../../src/features/events/calendars/write.js';
import type { CommunityEvent, Registration, Session } from '../../src/features/events/types.js';
import { anEvent } from '../support/events.js';

const NOW = toInstant(Date.parse('2026-11-22T09:00:00Z'));

const entry: CalendarEntry = {
  uid: 'event-1-1-5@mudhif',
  sequence: 0,
  status: 'CONFIRMED',
  startsAt: after(NOW, HOUR),
  endsAt: after(NOW, 2 * HOUR),
  zone: 'Asia/Baghdad',
  title: 'Safe spaces',
  about: '',
  where: '',
  link: '',
};

/** The entries as another library reads them. */
async function read(...entries: readonly Partial<CalendarEntry>[]) {
  const text = await writeCalendar(
    'Events',
    entries.map((given) => ({ ...entry, ...given })),
    NOW,
  );
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = calendar.getAllSubcomponents('vtimezone').map((component) => new ICAL.Timezone(component));
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const momentOf = (time: ICAL.Time) => {
      const zone = zones.find(({ tzid }) => tzid === time.zone?.tzid);
      if (!zone) throw new Error(`no VTIMEZONE for ${time.zone?.tzid}`);
      // The library keeps zones for the whole process; here each file has to bring its own.
      time.zone = zone;
      return toInstant(time.toUnixTime() * 1000);
    };
    return { event, component, startsAt: momentOf(event.startDate), endsAt: momentOf(event.endDate) };
  });
  return { text, calendar, zones, events };
}

describe('a calendar file', () => {
  it.each([
    ['Asia/Baghdad', '2026-03-29', '02:30'],
    ['Asia/Baghdad', '2026-10-25', '02:30'],
    ['Europe/Berlin', '2026-03-28', '10:00'],
    ['Europe/Berlin', '2026-03-29', '01:30'],
    ['Europe/Berlin', '2026-03-29', '10:00'],
    ['Europe/Berlin', '2026-10-24', '10:00'],
    ['Europe/Berlin', '2026-10-25', '00:15'],
    ['Europe/Berlin', '2026-10-25', '03:30'],
    ['Europe/Berlin', '2026-10-26', '10:00'],
    ['America/New_York', '2026-03-07', '10:00'],
    ['America/New_York', '2026-03-08', '01:00'],
    ['America/New_York', '2026-03-08', '10:00'],
    ['America/New_York', '2026-10-31', '10:00'],
    ['America/New_York', '2026-11-01', '10:00'],
    ['America/New_York', '2026-11-02', '23:30'],
    ['Asia/Tehran', '2026-03-22', '10:00'],
    ['UTC', '2026-03-22', '10:00'],
    ['Asia/Calcutta', '2026-03-22', '10:00'],
  ])('holds the hour of the wall clock in %s, on %s at %s', async (zone, date, time) => {
    const startsAt = instantOf(toLocalDate(date), toLocalTime(time), zone);
    const { events, zones, text } = await read({ zone, startsAt, endsAt: after(startsAt, 1.5 * HOUR) });
    expect(zones).toHaveLength(1);
    expect(events[0]).toMatchObject({ startsAt, endsAt: after(startsAt, 1.5 * HOUR) });
    expect(events[0]?.event.startDate.toString()).toBe(`${date}T${time}:00`);
    expect(text).toMatch(/\r\nDTSTAMP:20261122T090000Z\r\n/);
  });

  it('defines each zone once, and has no METHOD', async () => {
    const { zones, events, text } = await read({}, { uid: 'two' }, { uid: 'three', zone: 'Europe/Berlin' });
    expect(zones.map(({ tzid }) => tzid)).toEqual(['Asia/Baghdad', 'Europe/Berlin']);
    expect(events).toHaveLength(3);
    expect(text).not.toContain('METHOD');
  });

  it('keeps Arabic titles, long texts and hostile ones whole, and nothing of them becomes a property', async () => {
    const title = 'مساحات آمنة، خطوة بخطوة؛ للجميع 👩‍👩‍👧‍👦';
    const about = 'ئەوەی لە بەسرە فێری بووین، بە وردی 🤝; a, b\\c\n'.repeat(40).trim();
    const hostile = 'Hall 2\r\nEND:VEVENT\r\nBEGIN:VEVENT\nX-EVIL:1\rATTACH:file:///etc/passwd\u2028X:\u0000\u0007;,\\n';
    const { events, calendar } = await read({ title, about, where: hostile, link: 'https://meet.example.org/a;b,c?x=1;y\r\nX-EVIL:1' });
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(events[0]?.event.summary).toBe(title);
    expect(events[0]?.event.description).toBe(about);
    expect(events[0]?.event.location).toBe('Hall 2\nEND:VEVENT\nBEGIN:VEVENT\nX-EVIL:1\nATTACH:file:///etc/passwd\nX:;,\\n');
    expect(events[0]?.component.getFirstPropertyValue('url')).toBe('https://meet.example.org/a%3Bb%2Cc?x=1%3ByX-EVIL:1');
    expect(events[0]?.component.getAllProperties().map(({ name }) => name)).not.toContain('x-evil');
  });

  it('holds any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const { events } = await read({ title: text, about: text });
        const expected = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
        expect(events[0]?.event.summary).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an event in a calendar', () => {
  const event: CommunityEvent = {
    ...anEvent(NOW, { format: 'hybrid', place: 'Hall 2', texts: { en: { title: 'Safe spaces', about: 'What we learned' } } }),
    id: toId(4),
    version: 3,
    sequence: 2,
    announcedAt: NOW,
    cancelledAt: null,
    cancelReason: null,
  };
  const session = (id: number, state: Session['state'] = 'planned'): Session => ({
    id: toId(id),
    event: event.id,
    position: id,
    state,
    date: toLocalDate('2026-12-06'),
    startTime: toLocalTime('10:00'),
    endTime: toLocalTime('11:00'),
    startsAt: after(NOW, id * HOUR),
    endsAt: after(NOW, (id + 1) * HOUR),
    code: null,
    women: null,
    men: null,
    overnightSure: false,
  });
  const registration = (state: Registration['state'], attends: Registration['attends'] = 'room') =>
    ({ state, attends, version: 1 }) as Registration;

  it('has the same name and a higher number after a change', async () => {
    const seen = { event, sessions: [session(1)], registration: registration('going'), showsWhere: false, people: [], now: NOW };
    const [before] = entriesOf(seen, 'en');
    const [moved] = entriesOf(
      { ...seen, event: { ...event, version: 4 }, sessions: [{ ...session(1), startsAt: after(NOW, 48 * HOUR) }] },
      'en',
    );
    expect(moved?.uid).toBe(before?.uid);
    const { events } = await read(moved ?? {});
    expect(events[0]?.event).toMatchObject({ uid: before?.uid, sequence: moved?.sequence });
    expect(moved?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    for (const change of [{ now: after(NOW, 2 * HOUR) }, { registration: { ...registration('going'), version: 2 } }]) {
      expect(entriesOf({ ...seen, ...change }, 'en')[0]?.sequence).toBeGreaterThan(before?.sequence ?? 0);
    }
    expect(events[0]?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
  });

  it('is cancelled as a whole or one session alone, and tentative for who may come', async () => {
    const statuses = async (whole: Partial<CommunityEvent>, sessions: readonly Session[], state: Registration['state']) =>
      (
        await read(
          ...entriesOf(
            { event: { ...event, ...whole }, sessions, registration: registration(state), showsWhere: true, people: [], now: NOW },
            'en',
          ),
        )
      ).events.map(({ component }) => component.getFirstPropertyValue('status'));
    expect(await statuses({ state: 'cancelled' }, [session(1), session(2)], 'going')).toEqual(['CANCELLED', 'CANCELLED']);
    expect(await statuses({}, [session(1), session(2, 'cancelled')], 'going')).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(await statuses({}, [session(1)], 'maybe')).toEqual(['TENTATIVE']);
  });

  it('says where it is only to who may know', () => {
    const seen = { event, sessions: [session(1)], registration: registration('going'), showsWhere: true, people: [], now: NOW };
    expect(entriesOf(seen, 'en')[0]).toMatchObject({ where: 'Hall 2', link: event.link });
    expect(entriesOf({ ...seen, registration: registration('going', 'online') }, 'en')[0]?.where).toBe(event.link);
    expect(entriesOf({ ...seen, showsWhere: false }, 'en')[0]?.about).toContain('one day before');
    expect(entriesOf({ ...seen, showsWhere: false, registration: registration('maybe') }, 'en')[0]?.about).toBe('What we learned');
    for (const hidden of [{ showsWhere: false }, { event: { ...event, state: 'cancelled' as const } }]) {
      const [written] = entriesOf({ ...seen, ...hidden }, 'en');
      expect(JSON.stringify(written)).not.toMatch(/Hall 2|meet\.example/);
      expect(googleLink(written ?? entry) + outlookLink(written ?? entry)).not.toMatch(/Hall|meet\.example/);
    }
  });
});

describe('a link to a calendar', () => {
  it('holds the hours in UTC, and as much of the title as an address may have', () => {
    const google = new URL(googleLink({ ...entry, title: 'Q&A + tea', where: 'Hall 2' }));
    expect(Object.fromEntries(google.searchParams)).toEqual({
      action: 'TEMPLATE',
      text: 'Q&A + tea',
      dates: '20261122T100000Z/20261122T110000Z',
      ctz: 'Asia/Baghdad',
      location: 'Hall 2',
    });
    const outlook = new URL(outlookLink({ ...entry, title: 'Q&A + tea', where: 'Hall 2' }));
    expect(outlook.searchParams.get('startdt')).toBe('2026-11-22T10:00:00.000Z');
    expect(outlook.href).toContain('subject=Q%26A%20%2B%20tea');
    for (const title of ['مساحات آمنة خطوة بخطوة '.repeat(6), '👩‍👩‍👧‍👦'.repeat(13), 'x'.repeat(150)]) {
      for (const make of [googleLink, outlookLink]) {
        const address = make({ ...entry, title, where: 'y'.repeat(500) });
        expect(address.length).toBeLessThanOrEqual(512);
        expect(address).not.toContain('yyy');
      }
    }
  });
});
