import { after, DAY, HOUR, toLocalDate, toLocalTime } from '../../../src/core/time.js';
import type { BothPlatforms } from '../both-platforms.js';
import { type Act, does, presses, shows, submits, types } from './acts.js';
import { draft, event } from './events.js';

const hours = { date: '2026-12-20', startTime: '10:00', endTime: '11:30' };

/** An event of two sessions, by its number. */
const training = async (world: BothPlatforms) => {
  const id = await event()(world);
  const startsAt = after(world.clock.now(), 20 * DAY);
  await world.store.autocommit.events.insertSession({
    event: id,
    position: 2,
    state: 'planned',
    date: toLocalDate('2026-12-26'),
    startTime: toLocalTime('10:00'),
    endTime: toLocalTime('11:00'),
    startsAt,
    endsAt: after(startsAt, HOUR),
  });
  return id;
};

/** A draft with a guest, by its number. */
const withGuest = async (world: BothPlatforms) => {
  const id = await draft(world);
  const guest = { event: id, role: 'speaker', member: null, name: 'Salma', about: '', agreedAt: world.clock.now() } as const;
  await world.store.autocommit.events.insertPerson(guest);
  return id;
};

/** The first event of a series, by its number. */
const recurring = (state: 'draft' | 'announced') => async (world: BothPlatforms) => {
  const startsOn = toLocalDate('2026-12-06');
  const series = await world.store.autocommit.events.insertSeries({ rule: 'FREQ=WEEKLY', startsOn });
  return event({ state, series, occurrence: startsOn })(world);
};

const plan = {
  name: 'plan.csv',
  mediaType: 'text/csv',
  bytes: new TextEncoder().encode('Title,Day,Begins,Ends\nSafe spaces,2026-12-08,10:00,11:00\n'),
};

/** What only organisers may do while they make events. */
export const EVENT_MAKING_ACTS: Readonly<Record<string, Act>> = {
  'button events:people': shows(presses('events:people:$'), draft),
  'button events:people-add': shows(presses('events:people-add:$.1'), draft),
  'button events:people-guest': shows(presses('events:people-guest:$.1'), draft),
  'button events:people-remove': does('events.people', presses('events:people-remove:$.1', ['1']), withGuest),
  'form events:people-add': does('events.people', submits('events:people-add:$.1', { role: ['speaker'], name: 'boss' }), draft),
  'form events:people-guest': does(
    'events.people',
    submits('events:people-guest:$.1', { role: ['host'], name: 'Salma', about: '' }),
    draft,
  ),
  'button events:sessions': shows(presses('events:sessions:$'), draft),
  'button events:session': shows(presses('events:session:$.1', ['1']), draft),
  'button events:session-add': shows(presses('events:session-add:$.1'), draft),
  'button events:session-move': shows(presses('events:session-move:$.1.1'), draft),
  'button events:session-off': shows(presses('events:session-off:$.1.2'), training),
  'form events:session-add': does('events.edit', submits('events:session-add:$.1', hours), draft),
  'button events:hours': shows(presses('events:hours:$.1.1.2026-12-08.1800.0600'), draft),
  'button events:hours-yes': does('events.edit', presses('events:hours-yes:$.1.1.2026-12-08.1800.0600'), draft),
  'form events:hours': does('events.edit', submits('events:hours:$.1.1.2026-12-08.1800.0600', hours), draft),
  'form events:session-move': does('events.edit', submits('events:session-move:$.1.1', hours), draft),
  'form events:session-off': does('events.session-off', submits('events:session-off:$.1.2', { reason: 'No power' }), training),
  'button events:zone': shows(presses('events:zone:$.1'), draft),
  'form events:zone': does('events.edit', submits('events:zone:$.1', { zone: 'Geneva' }), draft),
  'button events:needs': shows(presses('events:needs:$.1'), draft),
  'form events:needs': does('events.edit', submits('events:needs:$.1', { interpretation: ['ar'], offers: [], asked: ['no'] }), draft),
  'button events:after': shows(presses('events:after:$.1'), draft),
  'form events:after': does(
    'events.edit',
    submits('events:after:$.1', { certificate: ['yes'], requiredShare: '80', feedback: ['yes'], countsWomen: ['no'] }),
    draft,
  ),
  '/events copy': shows(types('/events copy 1'), event()),
  '/events settings': shows(types('/events settings')),
  'button events:copy': shows(presses('events:copy:$'), draft),
  'form events:copy': does('events.new', submits('events:copy:$', { title: 'Again', date: '2027-01-10' }), draft),
  'button events:settings': shows(presses('events:settings:general')),
  'form events:settings': does(
    'settings.change',
    submits('events:settings:general', {
      keptFree: 'Friday 12:00-13:00 Prayer',
      seriesAnnounceDays: '7',
      correctionDays: '5',
    }),
  ),
  'button events:repeat': shows(presses('events:repeat:$.1'), draft),
  'form events:repeat': does('events.repeat', submits('events:repeat:$.1', { every: ['week'], until: '', times: '3', rule: '' }), draft),
  'button events:repeat-not': does('events.repeat', presses('events:repeat-not:$.1'), recurring('draft')),
  'button events:series-apply': does('events.series-edit', presses('events:series-apply:$.1'), recurring('announced')),
  'button events:series-apply-yes': does('events.series-edit', presses('events:series-apply-yes:$.1'), recurring('announced')),
  'button events:series-end': shows(presses('events:series-end:$.1'), recurring('announced')),
  'form events:series-end': does('events.series-end', submits('events:series-end:$.1', { reason: 'It ends' }), recurring('announced')),
  '/events import': shows(types('/events import')),
  'button events:import': shows(presses('events:import:0')),
  'form events:import': shows(submits('events:import:0', { file: plan })),
  'button events:import-make': shows(presses('events:import-make:none')),
  'button events:preview': shows(presses('events:preview:$'), draft),
  'button events:announce-quietly': does('events.open', presses('events:announce-quietly:$.1'), draft),
  'button events:announce-sure': does('events.announce', presses('events:announce-sure:$.1.posted'), draft),
  'button events:announce-later': shows(presses('events:announce-later:$.1'), draft),
  'button events:announce-not': does('events.announce-later', presses('events:announce-not:$.1'), draft),
  'form events:announce-later': does(
    'events.announce-later',
    submits('events:announce-later:$.1', { date: '2026-12-01', time: '09:00' }),
    draft,
  ),
};
