import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { FormValues } from '../../src/core/message.js';
import { MINUTE, toInstant } from '../../src/core/time.js';
import { plannedPerYear } from '../../src/features/events/settings.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { noticesStore } from '../../src/features/members/store/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { createTopicsWorld, type TopicsWorld } from '../support/topics.js';
import { controlsOf, textOf, type WorldOptions } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces, step by step', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };

async function open(options: WorldOptions = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
}

/** A draft with a link. */
async function draft(given: FormValues = {}): Promise<void> {
  await world.boss.submit('events:new:0', { ...WEBINAR, ...given });
  const details = { about: 'What we learned', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
  await world.boss.submit(world.boss.control('events:details').action, details);
}

async function announced(given: FormValues = {}): Promise<void> {
  await draft(given);
  await world.boss.press('events:announce');
  await world.runner.runDue();
}

const inChannel = () => world.fake.posted.filter(({ to }) => !to.startsWith('direct:')).map(({ key }) => key);
const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key)).map(({ text }) => text);
const shown = async () => textOf(await world.zahra.type('/events show 1'));

describe('people of an event', () => {
  const add = async (form: 'add' | 'guest', values: FormValues) => {
    await world.boss.type('/events edit 1');
    await world.boss.press('events:people');
    return textOf(await world.boss.submit(world.boss.control(`events:people-${form}`).action, values));
  };

  it('can be shown where there are more than a menu holds, as after a merge of two that was undone', async () => {
    await open();
    await draft();
    const { tx } = world.store.autocommit;
    const guest = { event: toId<EventId>(1), role: 'speaker', member: null, about: '', agreedAt: world.clock.now() } as const;
    for (let number = 1; number <= 25; number++) await eventsStore(tx).insertPerson({ ...guest, name: `Guest ${number}` });
    const reply = await world.boss.pressAnyway('events:people:1');
    expect(textOf(reply)).toContain('The menu holds the first 25 only');
    if (reply.type !== 'message') throw new Error(reply.type);
    const menu = controlsOf(reply.message).find((control) => control.type === 'select');
    expect(menu?.options.map(({ value }) => value)).toEqual(Array.from({ length: 25 }, (_, index) => String(index + 1)));
    expect(textOf(await world.boss.press('events:people-remove', ['1']))).not.toContain('The menu holds');
  });

  it('are named once they say yes; who makes an event hosts it', async () => {
    await open();
    await draft();
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('Host: boss (hasn’t agreed yet)');
    expect(await add('add', { role: ['speaker'], name: 'somebody' })).toContain('somebody');
    expect(await add('add', { role: ['speaker'], name: 'karwan' })).toContain('I ask karwan');
    expect(await add('add', { role: ['speaker'], name: 'karwan' })).toContain('has that part already');
    expect(await add('guest', { role: ['speaker'], name: 'Dr Salma @everyone', about: 'University of Basra' })).toContain('Dr Salma');
    await world.runner.runDue();
    expect(world.karwan.received()).toEqual([expect.stringContaining('Would you take part in “Safe spaces')]);
    await world.boss.type('/events edit 1');
    await world.boss.press('events:announce');
    await world.runner.runDue();
    const post = world.fake.posted.find(({ key }) => key === 'events:announcement:1');
    expect(withoutDirectionControls(post?.text ?? '')).toContain('Speaker: Dr Salma @everyone (University of Basra)');
    expect(await shown()).not.toMatch(/karwan|boss/);
    expect(textOf(await world.zahra.pressAnyway('events:part-yes:2'))).toContain('changed since');
    world.karwan.lookAtMessages();
    expect(textOf(await world.karwan.press('events:part-yes'))).toContain('Thank you!');
    await world.runner.runDue();
    expect(await shown()).toContain('Speakers: karwan and Dr Salma');
    expect(world.updates.at(-1)).toContain('karwan');
    await world.boss.type('/events edit 1');
    await world.boss.press('events:people');
    await world.boss.press('events:part-yes');
    expect(await shown()).toContain('Host: boss');
  });

  it('can say no, leave or be erased: organisers hear of it and are asked for someone else', async () => {
    await open();
    await announced();
    await add('add', { role: ['speaker'], name: 'karwan' });
    await add('add', { role: ['host'], name: 'lava' });
    await world.runner.runDue();
    await world.karwan.press('events:part-yes');
    expect(textOf(await world.karwan.press('events:part-no'))).toContain('The organisers hear');
    await world.lava.press('events:part-yes');
    await world.lava.leave();
    await world.runner.runDue();
    expect(said('events:people:refused')).toEqual([expect.stringContaining('karwan can’t take part')]);
    expect(said('events:people:gone')).toEqual([expect.stringContaining('The part is free again: Host')]);
    expect(await shown()).not.toMatch(/karwan|lava/);
  });
});

const TRAINING = { ...WEBINAR, kind: ['training'] };
const hours = (date: string, startTime = '10:00', endTime = '12:00') => ({ date, startTime, endTime });

/** Opens a form from the organiser’s card of the event, and fills it in. */
async function fill(form: string, values: FormValues) {
  await world.boss.type('/events edit 1');
  return textOf(await world.boss.submit(world.boss.control(`events:${form}:`).action, values));
}

/** The same from the card of one of its sessions. */
async function fillSession(form: string, session: string, values: FormValues) {
  await world.boss.type('/events edit 1');
  await world.boss.press('events:sessions');
  await world.boss.press('events:session:', [session]);
  return textOf(await world.boss.submit(world.boss.control(`events:${form}:`).action, values));
}

async function addSession(values: FormValues) {
  await world.boss.type('/events edit 1');
  await world.boss.press('events:sessions');
  return textOf(await world.boss.submit(world.boss.control('events:session-add').action, values));
}

describe('the sessions of an event', () => {
  it('are added to a draft in the order of their time, and deleted; they never overlap', async () => {
    await open();
    await draft(TRAINING);
    expect(await addSession(hours('2026-12-01'))).toMatch(/1\. Tuesday 1 December[^]*2\. Sunday 6 December/);
    expect(await addSession(hours('2026-12-06', '11:00'))).toContain('Another session of this event is at that time');
    expect(await fillSession('session-off', '1', { reason: '' })).not.toContain('Sunday 6 December');
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('Tuesday 1 December');
    await world.boss.press('events:sessions');
    await world.boss.press('events:session:', ['2']);
    expect(() => world.boss.control('events:session-off')).toThrow('sees no');
  });

  it('are added, moved and called off alone once it is announced; everyone registered hears, and reminders follow', async () => {
    await open();
    await announced(TRAINING);
    await world.zahra.pressAnyway('events:answer:1.online');
    await addSession(hours('2026-12-07'));
    await addSession(hours('2026-12-08'));
    await world.runner.runDue();
    expect(await fillSession('session-move', '2', hours('2026-12-09'))).toContain('Saved');
    expect(await fillSession('session-off', '3', { reason: 'No power @everyone' })).toContain('Called off');
    await world.runner.runDue();
    expect(world.zahra.received()).toEqual([
      expect.stringContaining('has one more session'),
      expect.stringContaining('has one more session'),
      expect.stringMatching(/One session of .* has a new time/),
      expect.stringMatching(/won’t take place[^]*No power @everyone/),
    ]);
    expect(said('events:session-off:3')).toHaveLength(2);
    // The day is another: she is asked again.
    expect(await shown()).toContain('A place is kept for you');
    await world.zahra.pressAnyway('events:answer:1.online');
    const reply = await world.zahra.press('events:calendar');
    const calendar = reply.type === 'message' ? new TextDecoder().decode(reply.message.files?.[0]?.bytes) : '';
    expect(calendar.match(/SEQUENCE:\d+|STATUS:\w+/g)).toEqual([
      'SEQUENCE:459',
      'STATUS:CONFIRMED',
      'SEQUENCE:459',
      'STATUS:CANCELLED',
      'SEQUENCE:459',
      'STATUS:CONFIRMED',
    ]);
    await world.runUntil('2026-12-09T10:30:00+03:00');
    const reminded = world.sent
      .filter(({ key }) => key.startsWith('events:reminder:'))
      .map(({ at }) => new Date(at).toISOString().slice(0, 10));
    expect([...new Set(reminded)]).toEqual(['2026-11-29', '2026-12-02', '2026-12-05', '2026-12-06', '2026-12-08', '2026-12-09']);
  });

  it('are followed by thanks though the last one is called off after the others', async () => {
    await open();
    await announced(TRAINING);
    await addSession(hours('2026-12-08'));
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.zahra.pressAnyway('events:remind:1.yes');
    await world.runUntil('2026-12-06T10:30:00+03:00');
    await world.zahra.pressAnyway('events:here:1');
    await world.runUntil('2026-12-07T09:00:00+03:00');
    expect(said('events:thanks')).toEqual([]);
    await fillSession('session-off', '2', { reason: 'No power' });
    await world.runner.runDue();
    expect(world.zahra.received().at(-1)).toContain('Thank you for being at');
    expect(said('events:thanks')).toHaveLength(2);
    expect(said('events:session-off')[0]).not.toContain('The other sessions take place.');
    await world.runUntil('2026-12-12T09:00:00+03:00');
    expect(said('events:thanks')).toHaveLength(2);
  });

  it('say of a new time whether people answer again, and of a session that is off just that', async () => {
    await open();
    await announced(TRAINING);
    await addSession(hours('2026-12-08'));
    await world.zahra.pressAnyway('events:answer:1.online');
    await fillSession('session-move', '2', hours('2026-12-08', '11:00'));
    await world.runner.runDue();
    expect(world.zahra.received().at(-1)).toContain('what you answered stays');
    await fillSession('session-move', '2', hours('2026-12-09', '11:00'));
    await world.runner.runDue();
    expect(world.zahra.received().at(-1)).toContain('It is on another day: please tell us again');
    await world.boss.type('/profile language ar');
    const list = await fillSession('session-off', '2', { reason: 'No power' });
    expect(list).toContain('ملغاة');
    expect(list).not.toContain('أُلغيت الفعالية');
  });

  it('tell whoever switched changes off of a new time and a cancellation all the same', async () => {
    await open();
    await announced(TRAINING);
    await world.zahra.pressAnyway('events:answer:1.online');
    await noticesStore(world.store.autocommit.tx).choose(world.id('zahra'), { notice: 'events.changes', choice: 'off', platform: null });
    await addSession(hours('2026-12-07'));
    await world.runner.runDue();
    expect(world.zahra.received()).toEqual([]);
    await fillSession('session-move', '1', hours('2026-12-06', '09:00'));
    await fillSession('session-off', '2', { reason: 'No power' });
    await world.runner.runDue();
    await world.boss.type('/events edit 1');
    world.clock.advance(MINUTE);
    await world.boss.submit(world.boss.control('events:cancel').action, { reason: 'The speaker is ill.' });
    await world.runner.runDue();
    expect(world.zahra.received()).toEqual([
      expect.stringMatching(/One session of .* has a new time/),
      expect.stringMatching(/won’t take place[^]*No power/),
      expect.stringContaining('The speaker is ill.'),
    ]);
  });

  it('keep their hours when the zone is another', async () => {
    await open();
    await announced();
    expect(await fill('zone', { zone: 'Atlantis' })).toContain('I don’t know a time zone or city called Atlantis');
    expect(await fill('zone', { zone: 'Geneva' })).toContain('10:00 to 11:30 (Zurich time)');
    await world.runner.runDue();
    expect(said('events:moved:1')).toHaveLength(1);
  });
});

describe('an announcement', () => {
  it('comes at its time, unless it lacks something by then', async () => {
    await open();
    await draft();
    expect(await fill('announce-later', { date: '2026-12-07', time: '09:00' })).toContain('before it begins');
    expect(await fill('announce-later', { date: '2026-11-25', time: '09:00' })).toContain('I announce it on Wednesday 25 November');
    await world.boss.press('events:announce-not');
    await fill('announce-later', { date: '2026-11-26', time: '09:00' });
    await world.runUntil('2026-11-26T08:59:00+03:00');
    expect(world.fake.posted).toEqual([]);
    expect(textOf(await world.zahra.type('/events list'))).toContain('Nothing is planned');
    await world.runUntil('2026-11-26T09:01:00+03:00');
    expect(world.fake.posted.map(({ key }) => key)).toEqual(['events:announcement:1']);
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('It is announced.');
    expect(world.boss.control('events:undo')).toBeDefined();
  });

  it('comes at no hour that the clocks skip or show twice', async () => {
    await open({ settings: { timezone: 'Europe/Berlin' } });
    await draft({ date: '2027-11-05' });
    expect(await fill('announce-later', { date: '2027-03-28', time: '02:30' })).toContain('On that day the clocks skip 02:30');
    expect(await fill('announce-later', { date: '2027-10-31', time: '02:30' })).toContain('On that day the clocks show 02:30 twice');
    expect(await fill('announce-later', { date: '2027-10-31', time: '03:30' })).toContain('I announce it on Sunday 31 October');
  });

  it('is told to organisers when it can’t come', async () => {
    await open();
    await world.boss.submit('events:new:0', WEBINAR);
    expect(await fill('announce-later', { date: '2026-11-26', time: '09:00' })).toContain('add the link first');
    const details = { about: '', format: ['virtual'], place: '', link: 'meet.example.org/abc', language: ['en'] };
    await fill('details', details);
    await fill('announce-later', { date: '2026-11-26', time: '09:00' });
    await fill('details', { ...details, link: '' });
    await world.runUntil('2026-11-26T09:01:00+03:00');
    expect(said('events:not-announced:1')).toEqual([expect.stringContaining('the link is missing')]);
  });

  it('may be none: people register from the list, and nothing is posted until it is', async () => {
    await open();
    await draft();
    await world.boss.type('/events edit 1');
    expect(textOf(await world.boss.press('events:announce-quietly'))).toContain('People can register now');
    await world.zahra.type('/events list');
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('You’re coming');
    await fill('times', { ...WEBINAR, date: '2026-12-07' });
    await world.runUntil('2026-12-01T12:00:00+03:00');
    expect(inChannel()).toEqual([]);
    expect(world.zahra.received()).toEqual([expect.stringContaining('has a new time')]);
    await world.boss.type('/events edit 1');
    await world.boss.press('events:announce');
    await world.runner.runDue();
    expect(inChannel()).toEqual(['events:announcement:1']);
  });
});

describe('what an event says and asks', () => {
  it('is shown as people will read it, in each language', async () => {
    await open();
    await draft();
    expect(await fill('needs', { interpretation: ['ar', 'ckb'], offers: ['stepFree', 'signLanguage'], asked: ['no'] })).toContain(
      'Interpretation: Arabic',
    );
    await fill('after', { certificate: ['yes'], requiredShare: '75', feedback: ['no'], countsWomen: ['yes'] });
    const whole = await world.store.autocommit.events.whole(toId(1));
    expect(whole?.event).toMatchObject({ certificate: true, requiredShare: 75, feedback: false, countsWomen: true });
    await world.boss.type('/events edit 1');
    const preview = textOf(await world.boss.press('events:preview'));
    expect(preview).toContain('There is: step-free access and sign language');
    expect(preview).toContain('لغة إشارة');
    expect(preview).not.toContain('meet.example');
  });

  it('is registered for from the first day on', async () => {
    await open();
    await announced();
    const places = { roomCapacity: '', onlineCapacity: '', organisationSeats: '', registrationUntil: '2026-11-24' };
    expect(await fill('places', { ...places, registrationFrom: '2026-11-25' })).toContain('before the first one');
    await fill('places', { ...places, registrationUntil: '', registrationFrom: '2026-11-25' });
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('Registration');
    await world.runUntil('2026-11-25T00:00:00+03:00');
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('You’re coming');
  });

  it('tells everyone registered that it is elsewhere, and the second of two organisers what the first changed', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    const [first, second] = ['details', 'needs'].map((form) => world.boss.control(`events:${form}:`).action) as [string, string];
    await world.boss.submit(first, { about: 'New', format: ['virtual'], place: '', link: 'meet.example.org/new', language: ['en'] });
    const late = textOf(await world.boss.submit(second, { interpretation: [], offers: ['childcare'], asked: ['no'] }));
    expect(late).toContain('boss has changed this event meanwhile: title and text and place or link.');
    await world.runner.runDue();
    expect(world.zahra.received()).toEqual([expect.stringContaining('How or where to attend')]);
    expect(JSON.stringify(world.sent)).not.toContain('meet.example');
  });
});

describe('a copy of an event', () => {
  it('is a draft on another day with the same hours and fields, and nobody comes yet', async () => {
    await open();
    await announced(TRAINING);
    await addSession(hours('2026-12-08'));
    await fill('needs', { interpretation: ['ar'], offers: [], asked: ['no'] });
    await world.zahra.pressAnyway('events:answer:1.online');
    const form = await world.boss.type('/events copy 1');
    const id = form.type === 'form' ? form.form.id : '';
    expect(textOf(await world.boss.submit(id, { title: 'Again', date: '2026-11-01' }))).toContain('has passed');
    const card = textOf(await world.boss.submit(id, { title: 'Again', date: '2027-01-10' }));
    expect(card).toMatch(/This is the copy[^]*Again[^]*10 January at 10:00 to 11:30[^]*12 January at 10:00 to 12:00/);
    expect(card).toContain('Interpretation: Arabic');
    expect(card).toContain('nobody registered yet');
  });
});

describe('the settings of events', () => {
  const kind = (given: FormValues = {}) => ({
    'webinar-planned': '8',
    'webinar-reminders': ['60'],
    'webinar-feedback': ['no'],
    'webinar-certificate': ['yes'],
    'webinar-share': '50',
    ...given,
  });

  it('say what new events of a kind are like, and when they are reminded of', async () => {
    await open();
    expect(textOf(await world.boss.type('/events settings'))).toContain('Webinar: none planned');
    expect(textOf(await world.boss.submit('events:settings:webinar', kind({ 'webinar-share': '0' })))).toContain('webinar-share');
    expect(textOf(await world.boss.submit('events:settings:webinar', kind()))).toContain(
      'Webinar: 8 a year · reminders: an hour before · certificates from 50% on',
    );
    // Whoever has chosen nothing is told that not all events have the usual moments.
    expect(textOf(await world.zahra.type('/events reminders'))).toContain('have set others');
    expect(textOf(await world.zahra.press('events:choose-reminders', ['60']))).not.toContain('have set others');
    expect(plannedPerYear(await world.store.autocommit.community.settings())).toEqual({ webinar: 8 });
    await announced();
    expect((await world.store.autocommit.events.whole(toId(1)))?.event).toMatchObject({
      certificate: true,
      feedback: false,
      requiredShare: 50,
    });
    await world.runUntil('2026-12-06T11:00:00+03:00');
    expect(world.keys('events:reminder:1:60:')).toHaveLength(1);
    expect(world.keys('events:reminder:')).toHaveLength(1);
  });

  it('keep hours free: a draft in them warns', async () => {
    await open();
    const general = {
      keptFree: 'Sunday 11:00-12:00 Staff meeting\nBlursday 1',
      seriesAnnounceDays: '7',
      correctionDays: '5',
      voice: ['no'],
      threadFiles: ['no'],
    };
    expect(textOf(await world.boss.submit('events:settings:general', general))).toContain('I can’t read “Blursday 1”');
    await world.boss.submit('events:settings:general', { ...general, keptFree: 'Sunday 11:00-12:00 Staff meeting' });
    expect(textOf(await world.boss.submit('events:new:0', WEBINAR))).toContain('The community keeps this hour free: Staff meeting.');
  });
});

describe('an event that recurs', () => {
  const REPEAT = { every: ['week'], until: '', times: '', rule: '' };
  const seriesOf = async () => {
    const { events } = world.store.autocommit;
    return events.wholeOf(await events.eventsOfSeries(toId(1)));
  };
  const starts = async () =>
    (await seriesOf()).map(
      ({ event, sessions: [first] }) => `${event.state} ${first?.date} ${first?.startTime} ${new Date(first?.startsAt ?? 0).toISOString()}`,
    );

  async function weekly(given: FormValues = {}): Promise<void> {
    await draft();
    expect(await fill('repeat', { ...REPEAT, ...given })).toContain('It repeats from now on');
    await world.boss.press('events:announce');
    await world.runUntil('2026-11-22T09:30:00+03:00');
  }

  it('refuses rules that are none, too often or never', async () => {
    await open();
    await draft();
    expect(await fill('repeat', { ...REPEAT, rule: 'every week' })).toContain('I can’t read this rule');
    expect(await fill('repeat', { ...REPEAT, rule: 'FREQ=HOURLY' })).toContain('at most one event a day');
    expect(await fill('repeat', { ...REPEAT, until: '2026-12-07' })).toContain('no further day');
    expect(await fill('repeat', { ...REPEAT, every: ['month-weekday'] })).toContain('After this one: Sunday 3 January');
    expect(textOf(await world.boss.press('events:repeat-not'))).not.toContain('After this one');
  });

  it('is made twelve months ahead, keeps its hour, and each is announced once some days before', async () => {
    await open();
    await draft();
    await fill('zone', { zone: 'Europe/Berlin' });
    await fill('repeat', REPEAT);
    await world.boss.press('events:announce');
    await world.runUntil('2026-11-22T09:30:00+03:00');
    const made = await starts();
    expect(made).toHaveLength(51);
    expect(made[1]).toBe('announced 2026-12-13 10:00 2026-12-13T09:00:00.000Z');
    expect(made[16]).toBe('announced 2027-03-28 10:00 2027-03-28T08:00:00.000Z');
    expect(textOf(await world.zahra.type('/events list')).match(/Safe spaces/g)).toHaveLength(1);
    expect(inChannel()).toEqual(['events:announcement:1']);
    await world.runUntil('2026-12-06T12:30:00+03:00');
    expect(inChannel().filter((key) => key.startsWith('events:announcement'))).toEqual(['events:announcement:1', 'events:announcement:2']);
    // A day later there is one more only once its week has come.
    expect((await starts()).length).toBe(53);
  });

  it('has members who come to all of them, also to those that are made later, until they no longer do', async () => {
    await open();
    await weekly({ times: '4' });
    expect(await starts()).toHaveLength(4);
    await world.zahra.type('/events show 1');
    expect(textOf(await world.zahra.press('events:series-join'))).toContain('You come to all events of this series');
    await world.runner.runDue();
    const states = async () => {
      const all = await Promise.all((await seriesOf()).map(({ event }) => world.store.autocommit.events.registrationsOf(event.id)));
      return all.map((registrations) => registrations.map(({ state }) => state).join());
    };
    expect(await states()).toEqual(['going', 'going', 'going', 'going']);
    await world.zahra.pressAnyway('events:answer:2.no');
    expect(await states()).toEqual(['going', 'declined', 'going', 'going']);
    await world.zahra.type('/events show 1');
    await world.zahra.press('events:series-leave');
    await world.runner.runDue();
    expect(await states()).toEqual(['declined', 'declined', 'declined', 'declined']);
  });

  it('is changed alone or as a whole, and ends as a whole; everyone is told once', async () => {
    await open();
    await weekly({ times: '4' });
    await world.zahra.type('/events show 1');
    await world.zahra.press('events:series-join');
    await world.runner.runDue();
    // The third alone.
    await world.boss.type('/events edit 3');
    await world.boss.submit(world.boss.control('events:times').action, {
      ...WEBINAR,
      title: 'Third',
      date: '2026-12-20',
      startTime: '15:00',
      endTime: '16:00',
    });
    await fill('times', { ...WEBINAR, title: 'Later', startTime: '11:00', endTime: '12:00' });
    await world.boss.type('/events edit 1');
    await world.boss.press('events:series-apply');
    await world.runner.runDue();
    expect((await seriesOf()).map(({ event, sessions: [first] }) => `${event.texts.en?.title} ${first?.startTime}`)).toEqual([
      'Later 11:00',
      'Later 11:00',
      'Third 15:00',
      'Later 11:00',
    ]);
    expect(world.zahra.received().filter((text) => text.includes('have moved'))).toEqual([
      expect.stringMatching(/from Sunday 13 December at 10:00 to Sunday 13 December at 11:00 – 12:00[^]*from Sunday 27 December at 10:00/),
    ]);
    await world.boss.type('/events edit 2');
    await world.boss.submit(world.boss.control('events:series-end').action, { reason: 'The project ends.' });
    await world.runner.runDue();
    expect((await seriesOf()).map(({ event }) => event.state)).toEqual(['announced', 'cancelled', 'cancelled', 'cancelled']);
    expect(world.zahra.received().filter((text) => text.includes('The project ends.'))).toHaveLength(1);
    await world.runUntil('2026-12-30T12:00:00+03:00');
    expect(inChannel().filter((key) => key.startsWith('events:announcement'))).toEqual(['events:announcement:1']);
  });

  it('is not made when the announcement is taken back', async () => {
    await open();
    await draft();
    await fill('repeat', REPEAT);
    await world.boss.press('events:announce');
    await world.runner.runDue();
    await world.boss.press('events:undo');
    await world.runUntil('2026-11-24T09:30:00+03:00');
    expect(await starts()).toHaveLength(1);
    await world.boss.type('/events edit 1');
    await world.boss.press('events:discard');
    await world.boss.press('events:discard-yes');
    expect(await world.store.autocommit.events.series(toId(1))).toBeUndefined();
  });
});

describe('an import', () => {
  const upload = async (name: string, text: string | Uint8Array) => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    return textOf(await world.boss.submit('events:import:0', { file: { name, mediaType: 'text/plain', bytes } }));
  };
  const calendar = (...entries: readonly string[]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...entries.flatMap((entry, index) => ['BEGIN:VEVENT', `UID:${index}`, ...entry.split('|'), 'END:VEVENT']),
      'END:VCALENDAR',
      '',
    ].join('\r\n');

  it('makes nothing twice: what is there already, by its UID or by title and beginning, stays as it is', async () => {
    await open();
    const entry = 'SUMMARY:Safe spaces|DTSTART:20261208T070000Z|DTEND:20261208T083000Z';
    await upload('plan.ics', calendar(entry));
    await world.boss.press('events:import-make');
    await world.runner.runDue();
    // The same UID under another title and at another hour, and one entry more.
    const again = await upload(
      'plan.ics',
      calendar('SUMMARY:Renamed|DTSTART:20261209T070000Z|DTEND:20261209T083000Z', 'SUMMARY:New|DTSTART:20261210T070000Z'),
    );
    expect(again).toMatch(/One event can become a draft:[^]*One event exists already; it stays as it is\.[^]*New/);
    expect(again).not.toContain('Renamed');
    await world.boss.press('events:import-make');
    await world.boss.pressAnyway(world.boss.control('events:list').action);
    await world.runner.runDue();
    const list = textOf(await world.boss.type('/events list'));
    expect([list.includes('Safe spaces'), list.includes('New'), list.includes('Renamed')]).toEqual([true, true, false]);
    const sheet =
      'Title,Day,Begins,Ends\nsafe  Spaces,2026-12-08,10:00,11:30\nTwice,2026-12-11,10:00,11:00\nTwice,2026-12-11,10:00,11:00\n';
    expect(await upload('plan.csv', sheet)).toMatch(/One event can become a draft:[^]*2 events exist already; they stay as they are\./);
    await world.boss.press('events:import-make');
    await world.runner.runDue();
    expect(await upload('plan.csv', sheet)).toMatch(/No event can become a draft\.[^]*3 events exist already/);
    expect(await upload('plan.ics', calendar(entry))).toContain('One event exists already');
    // What was deleted can be imported again.
    await world.boss.pressAnyway('events:discard-yes:1.1');
    expect(await upload('plan.ics', calendar(entry))).toContain('One event can become a draft:');
  });

  it('makes drafts of a calendar once they were looked at, and says what is left out', async () => {
    await open();
    const shownFirst = await upload(
      'plan.ics',
      calendar(
        'SUMMARY:Safe spaces\\, again|DTSTART;TZID=Europe/Berlin:20261208T100000|DTEND;TZID=Europe/Berlin:20261208T113000|URL:https://meet.example.org/x',
        'SUMMARY:In UTC|DTSTART:20261209T070000Z|DURATION:PT90M|LOCATION:Hall 2',
        'SUMMARY:Weekly|DTSTART:20261210T100000|DTEND:20261210T110000|RRULE:FREQ=WEEKLY|URL:http://192.168.0.1/x',
        'SUMMARY:Never|DTSTART:20261210T100000|DTEND:20261210T110000|RRULE:FREQ=WEEKLY;COUNT=1',
        'SUMMARY:Whole day|DTSTART;VALUE=DATE:20261210',
        'SUMMARY:Off|STATUS:CANCELLED|DTSTART:20261210T100000Z',
        'SUMMARY:Long ago|DTSTART:20201210T100000Z|DTEND:20201210T110000Z',
      ),
    );
    expect(shownFirst).toMatch(
      /3 events can become drafts:[^]*Safe spaces, again[^]*8 December at 10:00[^]*In UTC[^]*9 December at 10:00[^]*Weekly[^]*repeats/,
    );
    expect(shownFirst).toMatch(
      /No\. 3: Its link is left out[^]*No\. 4:[^]*no further day[^]*No\. 5: It has no hours[^]*No\. 6: It was called off[^]*No\. 7:[^]*has passed/,
    );
    expect(textOf(await world.boss.type('/events list'))).toContain('Nothing is planned');
  });

  it('reads hours of other programs’ zones by what the file says of them, and never guesses a zone', async () => {
    await open();
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Pacific Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:-0800',
      'TZOFFSETTO:-0800',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n');
    const text = calendar(
      'SUMMARY:From Seattle|DTSTART;TZID=Pacific Standard Time:20261208T000000|DTEND;TZID=Pacific Standard Time:20261208T013000',
      'SUMMARY:From nowhere|DTSTART;TZID=Customized Time Zone 2:20261208T100000|DTEND;TZID=Customized Time Zone 2:20261208T113000',
      'SUMMARY:From Berlin|DTSTART;TZID=/example.org/2026/Europe/Berlin:20261210T100000|DURATION:PT1H',
      'SUMMARY:Two clocks|DTSTART;TZID=Europe/Berlin:20261211T100000|DTEND;TZID=Asia/Baghdad:20261211T130000',
    );
    const shown = await upload('plan.ics', text.replace('BEGIN:VEVENT', `${zone}\r\nBEGIN:VEVENT`));
    expect(shown).toMatch(/3 events can become drafts:[^]*From Seattle[^]*8 December at 11:00/);
    expect(shown).toMatch(/From Berlin[^]*10 December at 10:00[^]*Two clocks[^]*11 December at 10:00/);
    expect(shown).toContain('No. 2: I don’t know a time zone or city called Customized Time Zone 2');
    await world.boss.press('events:import-make');
    await world.runner.runDue();
    expect(textOf(await world.boss.type('/events edit 3'))).toContain('10:00 to 11:00 (Berlin time)');
  });

  it('says where a title, a text or a place is longer than an event keeps', async () => {
    await open();
    const long = (words: string) => words.repeat(1000);
    const shown = await upload('plan.csv', `Title,Day,Begins,Ends,Place\n${long('Water ')},2026-12-08,10:00,11:30,${long('Hall ')}\n`);
    expect(shown).toMatch(/Its title is longer than [\d,]+ characters[^]*Its place is longer than [\d,]+ characters/);
  });

  it('is confirmed once, by whoever uploaded it, and then stands in the list as drafts', async () => {
    await open();
    await upload(
      'plan.csv',
      'Title;Day;Begins;Ends;Kind;Place;Repeats\nهاوڕێیان;2026-12-08;10:00;11:30;وۆرکشۆپ;Hall 2;\nRounds;2026-12-09;10:00;11:00;webinar;;FREQ=MONTHLY\nBad;soon;10:00;11:00;;;\nWorse;2026-12-09;10:00;11:00;party;;\n',
    );
    const { action } = world.boss.control('events:import-make');
    expect(textOf(await world.zahra.pressAnyway(action))).not.toContain('I’m making');
    await world.boss.pressAnyway(action);
    await world.boss.pressAnyway(action);
    await world.runner.runDue();
    const all = await world.store.autocommit.events.coming(toInstant(world.clock.now()));
    expect(
      all.map(({ event }) => `${event.state} ${event.kind} ${event.format} ${event.series !== null} ${event.texts.en?.title}`),
    ).toEqual(['draft workshop in-person false هاوڕێیان', 'draft webinar virtual true Rounds']);
    expect(textOf(await world.zahra.type('/events list'))).toContain('Nothing is planned');
  });

  it('refuses what is too much, broken or no plan, with a sentence', async () => {
    await open();
    const many = Array.from({ length: 10_000 }, (_, index) => `SUMMARY:${index}|DTSTART:20261210T100000Z`);
    expect(await upload('many.ics', calendar(...many))).toContain('This file has 10000 events');
    expect(await upload('broken.ics', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY')).toContain('I can’t read this calendar');
    expect(await upload('x.csv', 'Name,Mail\nA,b@example.org')).toContain('these columns: Title, Day, Begins, Ends');
    expect(await upload('x.csv', 'Title,Day,Begins,Ends\n')).toContain('no event in this file');
  });
});
