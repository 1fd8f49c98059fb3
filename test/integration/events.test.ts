import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { FormValues, Reply } from '../../src/core/message.js';
import { latinDigits } from '../../src/core/written.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf, type WorldOptions } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces, step by step', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };

async function open(options: WorldOptions = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', ...options });
}

/** A draft with a link. Returns the organiser’s card. */
async function draft(given: FormValues = {}, places: Record<string, string> = {}): Promise<string> {
  await world.boss.submit('events:new:0', { ...WEBINAR, ...given });
  const details = world.boss.control('events:details').action;
  await world.boss.submit(details, {
    about: 'What we learned',
    format: ['virtual'],
    place: '',
    link: 'meet.example.org/abc',
    language: ['en'],
  });
  if (Object.keys(places).length > 0) await world.boss.submit(world.boss.control('events:places').action, places);
  return world.boss.control('events:announce').action;
}

async function announced(given: FormValues = {}, places: Record<string, string> = {}): Promise<void> {
  await world.boss.pressAnyway(await draft(given, places));
  await world.runner.runDue();
}

const said = (key: string) => world.sent.filter((sent) => sent.key.startsWith(key));

describe('an event', () => {
  it('is a draft that organisers alone see, is announced once, and shows nobody where it is', async () => {
    await open();
    const announce = await draft();
    expect(textOf(await world.zahra.type('/events list'))).toContain('Nothing is planned');
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('I don’t find that event');
    expect(textOf(await world.boss.pressAnyway(announce))).toContain('It is announced.');
    expect(textOf(await world.boss.pressAnyway(announce))).toContain('boss has changed this event');
    await world.runner.runDue();
    const post = world.fake.posted.find(({ key }) => key === 'events:announcement:1');
    expect(post?.text).toContain('Safe spaces, step by step');
    expect(post?.text).not.toContain('meet.example.org');
    expect(textOf(await world.zahra.type('/events list'))).toContain('Safe spaces');
    expect(textOf(await world.zahra.type('/events show safe'))).not.toContain('meet.example.org');
  });

  it('says once it is over that it is, and no longer what people answered', async () => {
    await open();
    await announced();
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:needs:1.').action, { interpretation: [], offers: [], asked: ['yes'] });
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runUntil('2026-12-06T10:30:00+03:00');
    await world.karwan.pressAnyway('events:here:1');
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('meet.example.org/abc');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    for (const person of [world.zahra, world.karwan]) {
      const shown = textOf(await person.type('/events show 1'));
      expect(shown).toContain('It is over.');
      for (const past of ['You’re coming', 'No place is kept', 'one day before', 'meet.example.org', 'Give the details']) {
        expect(shown).not.toContain(past);
      }
    }
  });

  it('is told apart from others of its title by number and day, also once it is over', async () => {
    await open();
    await announced();
    await world.boss.submit('events:copy:1', { title: 'Safe spaces, step by step', date: '2026-12-20' });
    await world.runUntil('2026-12-07T09:00:00+03:00');
    const several = textOf(await world.boss.type('/events edit safe'));
    expect(several).toMatch(
      /write the number of the one you mean: 2: Safe spaces, step by step · 20 Dec 2026 and 1: Safe spaces, step by step · 6 Dec 2026\./,
    );
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('It is over');
    const found = await world.app.inbox.complete({
      eventId: 'c',
      from: world.boss.identity,
      conversation: { ...world.boss.identity, id: 'x', kind: 'channel' },
      command: 'events',
      subcommand: 'edit',
      option: 'event',
      typed: 'safe',
    });
    const label = 'Safe spaces, step by step';
    expect(found.map(({ value, label: shown }) => `${value} ${shown}`)).toEqual([`2 ${label} · 20 Dec 2026`, `1 ${label} · 6 Dec 2026`]);
    // Of those that are over, the last one is first: what it needs now is its slides or its minutes.
    await world.runUntil('2026-12-21T09:00:00+03:00');
    expect(textOf(await world.boss.type('/events edit safe'))).toMatch(/: 2: .* 20 Dec 2026 and 1: .* 6 Dec 2026\./);
  });

  it('needs a place or a link, and an hour that exists and is still to come', async () => {
    await open();
    await world.boss.submit('events:new:0', WEBINAR);
    expect(textOf(await world.boss.press('events:announce'))).toContain('Please add the link first');
    expect(JSON.stringify(await world.boss.submit('events:new:0', { ...WEBINAR, date: '2026-11-01' }))).toContain('has passed');
    expect(JSON.stringify(await world.boss.submit('events:new:0', { ...WEBINAR, date: '2036-11-01' }))).toContain('three years');
  });

  it('can be taken back for ten minutes, and called off later with a reason', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    expect(textOf(await world.boss.press('events:undo'))).toContain('taken back');
    expect(textOf(await world.zahra.type('/events list'))).toContain('Nothing is planned');
    await world.boss.press('events:announce');
    await world.zahra.pressAnyway('events:answer:1.online');
    world.clock.advance(11 * 60_000);
    const [undo, cancel] = [world.boss.control('events:undo').action, world.boss.control('events:cancel').action];
    expect(textOf(await world.boss.pressAnyway(undo))).toContain('More than ten minutes');
    await world.boss.submit(cancel, { reason: 'The speaker is ill.' });
    await world.runner.runDue();
    expect(said('events:cancelled:1').map(({ text }) => text)).toEqual([
      expect.stringContaining('speaker is ill'),
      expect.stringContaining('speaker is ill'),
    ]);
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('called off');
  });

  it('tells of a new time, and asks again if the day is another', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:answer:1.no');
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:times').action, { ...WEBINAR, date: '2026-12-07' });
    await world.runner.runDue();
    expect(said('events:moved:1')).toHaveLength(2);
    expect(world.zahra.received().at(-1)).toContain('has a new time');
    expect(world.karwan.received()).toEqual([]);
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('A place is kept for you');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    // The first of December is a week before the new day; nobody is reminded of the old one.
    expect(said('events:reminder:1').map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-11-30T07:00:00.000Z',
      '2026-12-06T07:00:00.000Z',
    ]);
  });
});

describe('the places of an event', () => {
  it('go to who comes first; others wait, are told, and have a day to answer', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '' });
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('You’re coming');
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.online'))).toContain('You’re next');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('number 2');
    await world.zahra.pressAnyway('events:answer:1.no');
    await world.runner.runDue();
    expect(world.karwan.received().at(-1)).toContain('is free for you');
    expect(world.lava.received()).toEqual([]);
    await world.runUntil('2026-11-23T09:30:00+03:00');
    expect(world.lava.received().at(-1)).toContain('is free for you');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('You’re coming');
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.online'))).toContain('You’re next');
  });

  it('become free when somebody leaves or is erased', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '' });
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:answer:1.online');
    await world.zahra.leave();
    await world.runner.runDue();
    expect(textOf(await world.karwan.type('/events show 1'))).toContain('A place is kept for you');
  });

  it('are not made fewer than are taken before the organiser is sure', async () => {
    await open();
    await announced();
    for (const person of [world.zahra, world.karwan]) await person.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    const places = { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '' };
    const asked = await world.boss.submit(world.boss.control('events:places').action, places);
    expect(textOf(asked)).toContain('2 people have a place online, and there would be only one');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('You’re coming');
    await world.lava.pressAnyway('events:answer:1.no');
    expect(textOf(await world.boss.press('events:places-yes'))).toContain('one place online');
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('You’re coming');
    await world.karwan.pressAnyway('events:answer:1.no');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('You’re next');
  });

  it('that are held can be taken after registration has ended, by those they are held for alone', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '2026-11-30' });
    for (const person of [world.zahra, world.karwan, world.lava]) await person.pressAnyway('events:answer:1.online');
    await world.runUntil('2026-12-01T09:00:00+03:00');
    await world.zahra.pressAnyway('events:answer:1.no');
    await world.runner.runDue();
    expect(textOf(await world.karwan.type('/events show 1'))).toContain('A place is kept for you');
    expect(textOf(await world.lava.pressAnyway('events:answer:1.online'))).toContain('Registration has ended');
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.maybe'))).toContain('Registration has ended');
    await world.karwan.type('/events show 1');
    expect(textOf(await world.karwan.press('events:answer:1.online'))).toContain('You’re coming');
  });

  it('are limited for each organisation, and end with the last day', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '', organisationSeats: '1', registrationUntil: '2026-11-30' });
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runUntil('2026-12-01T00:00:00+03:00');
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.online'))).toContain('Registration has ended');
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.no'))).toContain('You’re not coming');
  });
});

describe('a colleague', () => {
  it('is registered only once they say so themselves, and nobody learns whether they had answered', async () => {
    await open();
    const organisation = await world.addOrganisation();
    for (const user of ['amal', 'amal-jasim', 'dilan']) await world.addMember({ user, organisation });
    await world.addMember({ user: 'elsewhere' });
    const [amal, dilan] = [world.person('amal'), world.person('dilan')];
    await announced();
    await amal.type('/events show 1');
    const ask = (name: string) => amal.submit('events:colleague:1', { name });
    expect(textOf(await ask('elsewhere'))).toContain('I don’t find elsewhere');
    expect(textOf(await ask('amal'))).toContain('If amal-jasim hasn’t answered yet');
    expect(textOf(await ask('dilan'))).toContain('If dilan hasn’t answered yet');
    await world.runner.runDue();
    expect(dilan.received()).toEqual([expect.stringContaining('amal thinks this event is something for you')]);
    expect(textOf(await world.boss.type('/events edit 1'))).toContain('nobody registered yet');
    expect(textOf(await dilan.press('events:answer:1.no'))).toContain('You’re not coming');
    expect(textOf(await ask('dilan'))).toContain('If dilan hasn’t answered yet');
    await world.runner.runDue();
    expect(dilan.received()).toHaveLength(1);
    expect(textOf(await world.person('amal-jasim').press('events:answer:1.online'))).toContain('You’re coming');
  });
});

describe('the questions of an event', () => {
  const NONE = { question1: '', question2: '', question3: '', question4: '', question5: '' };
  const fill = async (list: string, question1: string, question2 = '') => {
    await world.boss.type('/events edit 1');
    const { action } = world.boss.control('events:questions:1.');
    const id = action.replace(/(questions|secondForm)$/, list);
    return textOf(await world.boss.submit(id, { ...NONE, question1, question2 }));
  };

  it('are asked in a form before somebody is registered, and stay once somebody has answered', async () => {
    await open();
    await announced();
    expect(await fill('questions', 'Diet?\nAll')).toContain('One answer is no choice');
    expect(await fill('questions', 'What do you hope for? *', 'Lunch?\nYes\nNo')).toContain('Saved');
    const form = await world.zahra.pressAnyway('events:answer:1.online');
    expect(textOf(form)).toContain('What do you hope for?\nLunch?');
    const id = form.type === 'form' ? form.form.id : '';
    expect(textOf(await world.zahra.submit(id, { answer1: '', answer2: ['1'] }))).toContain('answer1');
    expect(textOf(await world.zahra.submit(id, { answer1: '=1+1', answer2: ['1'] }))).toContain('You’re coming');
    expect(await fill('questions', 'Something else?')).toContain('Someone has answered already');
    expect((await world.store.autocommit.events.registrationsOf(toId(1)))[0]).toMatchObject({ state: 'going', answers: ['=1+1', 'Yes'] });
    expect(textOf(await world.zahra.press('events:register'))).toContain('Lunch?');
    await world.boss.type('/events edit 1');
    const list = messageOf(await world.boss.press('events:registrants'));
    const [header, row] = new TextDecoder()
      .decode(list.files?.find(({ name }) => name.endsWith('.csv'))?.bytes)
      .replace('\uFEFF', '')
      .split('\r\n');
    expect(header).toContain('What do you hope for?,Lunch?');
    expect(row).toMatch(/^zahra,Organisation \d+,coming,online,2026-11-22,"'=1\+1",Yes$/);
    await world.zahra.pressAnyway('events:answer:1.no');
    expect((await world.store.autocommit.events.registrationsOf(toId(1)))[0]).toMatchObject({ state: 'declined', answers: null });
  });

  it('of the second form are for those who come, and the answers are erased 30 days after the event', async () => {
    await open();
    await announced();
    await fill('secondForm', 'Name in the passport *');
    await world.zahra.pressAnyway('events:answer:1.online');
    const form = await world.zahra.press('events:second');
    const id = form.type === 'form' ? form.form.id : '';
    expect(textOf(await world.karwan.submit(id, { answer1: 'Karwan' }))).toContain('only asked of those who have a place');
    expect(textOf(await world.zahra.submit(id, { answer1: 'Zahra Ali' }))).toContain('the details are saved');
    const second = async () => (await world.store.autocommit.events.registrationsOf(toId(1)))[0]?.secondAnswers;
    await world.runUntil('2027-01-05T11:00:00+03:00');
    expect(await second()).toEqual(['Zahra Ali']);
    await world.runUntil('2027-01-05T12:00:00+03:00');
    expect(await second()).toBeNull();
  });
});

describe('what people need to take part', () => {
  const NONE = { question1: '', question2: '', question3: '', question4: '', question5: '' };
  const manage = async (form: string, values: FormValues) => {
    await world.boss.type('/events edit 1');
    return textOf(await world.boss.submit(world.boss.control(`events:${form}:1.`).action, values));
  };
  const ask = (asked: 'yes' | 'no') => manage('needs', { interpretation: [], offers: ['childcare'], asked: [asked] });
  const listOf = async () => {
    await world.boss.type('/events edit 1');
    const { files } = messageOf(await world.boss.press('events:registrants'));
    return new TextDecoder().decode(files?.find(({ name }) => name.endsWith('.csv'))?.bytes);
  };

  it('is asked of those who come, read by organisers alone, and erased 30 days after the event', async () => {
    await open();
    await announced();
    expect(await ask('yes')).toContain('There is: childcare');
    const own = textOf(await world.zahra.pressAnyway('events:answer:1.online'));
    expect(own).toContain('Do you need anything so that you can take part');
    expect(own).toContain('Only the organisers read the answers');
    const form = await world.zahra.press('events:second');
    expect(textOf(form)).toContain('What do you need to take part?');
    expect(JSON.stringify(form)).toContain('step-free access, sign language or childcare');
    const id = form.type === 'form' ? form.form.id : '';
    expect(textOf(await world.karwan.submit(id, { answer1: 'x' }))).toContain('only asked of those who have a place');
    expect(textOf(await world.zahra.submit(id, { answer1: 'A ramp, and childcare for two' }))).toContain('the details are saved');
    expect(await listOf()).toMatch(/What do you need to take part\?[^]*"A ramp, and childcare for two"/);
    await world.runUntil('2027-01-05T12:00:00+03:00');
    expect((await world.store.autocommit.events.registrationsOf(toId(1)))[0]?.secondAnswers).toBeNull();
  });

  it('goes with the questions after acceptance, whose answers keep their place when it comes later or goes', async () => {
    await open();
    await announced();
    const change = (questions: FormValues) => manage('questions', { ...NONE, ...questions });
    await world.boss.type('/events edit 1');
    const second = world.boss.control('events:questions:1.').action.replace(/questions$/, 'secondForm');
    expect(textOf(await world.boss.submit(second, { ...NONE, question1: 'Diet?' }))).toContain('Saved');
    await world.zahra.pressAnyway('events:answer:1.online');
    const form = await world.zahra.press('events:second');
    await world.zahra.submit(form.type === 'form' ? form.form.id : '', { answer1: 'Vegetarian' });
    await ask('yes');
    await world.zahra.type('/events show 1');
    const both = await world.zahra.press('events:second');
    expect(textOf(both)).toContain('Diet?\nWhat do you need to take part?');
    await world.zahra.submit(both.type === 'form' ? both.form.id : '', { answer1: 'Vegetarian', answer2: 'Sign language' });
    expect(await listOf()).toContain('Vegetarian,Sign language');
    await ask('no');
    expect(await listOf()).not.toContain('Sign language');
    expect(await change({ question1: 'Other?' })).toContain('Saved');
  });

  it('is not asked where the form after acceptance has no room for it', async () => {
    await open();
    await announced();
    await world.boss.type('/events edit 1');
    const second = () => world.boss.control('events:questions:1.').action.replace(/questions$/, 'secondForm');
    const full = { question1: 'A?', question2: 'B?', question3: 'C?', question4: 'D?', question5: 'E?' };
    await world.boss.submit(second(), full);
    expect(await ask('yes')).toContain('room for five questions');
    await world.boss.type('/events edit 1');
    await world.boss.submit(second(), { ...full, question5: '' });
    expect(await ask('yes')).toContain('Saved');
    await world.boss.type('/events edit 1');
    expect(textOf(await world.boss.submit(second(), full))).toContain('room for five questions');
  });
});

describe('an event for which organisers select', () => {
  const who = async (values: FormValues) => {
    await world.boss.type('/events edit 1');
    const full = { sectors: [], types: [], approval: ['no'], recorded: ['no'], ...values };
    return textOf(await world.boss.submit(world.boss.control('events:who').action, full));
  };

  it('has applications; some get a place and others do not, and both are told kindly', async () => {
    await open();
    await announced({}, { roomCapacity: '', onlineCapacity: '1', organisationSeats: '', registrationUntil: '' });
    expect(await who({ approval: ['yes'] })).toContain('the organisers tell you');
    for (const person of [world.zahra, world.karwan, world.lava]) {
      expect(textOf(await person.pressAnyway('events:answer:1.online'))).toContain('You applied');
    }
    await world.boss.type('/events edit 1');
    expect(textOf(await world.boss.press('events:applicants'))).toContain('3 people wait for an answer');
    const select = world.boss.control('events:select').action;
    expect(textOf(await world.boss.submit(select, { chosen: ['1', '2'], refused: [] }))).toContain('n’t that many places');
    expect(textOf(await world.boss.submit(select, { chosen: ['1'], refused: ['1'] }))).toContain('in both lists');
    expect(textOf(await world.boss.submit(select, { chosen: ['1'], refused: ['2'] }))).toContain(
      'One person got a place; one was turned down',
    );
    await world.runner.runDue();
    expect(world.zahra.received()).toEqual([expect.stringContaining('Good news')]);
    expect(world.karwan.received()).toEqual([expect.stringContaining('Thank you for applying')]);
    expect(world.lava.received()).toEqual([]);
    expect(textOf(await world.karwan.pressAnyway('events:answer:1.online'))).toContain('have decided about this event already');
  });

  it('says whom it is for, tells others so when they register, and asks about the recording', async () => {
    await open();
    await announced();
    expect(await who({ sectors: ['protection'], types: ['local'] })).toContain('either sectors or organisations');
    expect(await who({ types: ['international'], recorded: ['yes'] })).toContain('International');
    expect(textOf(await world.zahra.pressAnyway('events:answer:1.online'))).toContain('This event is meant for: International');
    expect(textOf(await world.zahra.press('events:recording'))).toContain('You agree to be seen and heard');
    expect((await world.store.autocommit.events.registrationsOf(toId(1)))[0]?.recordingAgreed).toBe(true);
    await world.addMember({ user: 'insider', organisation: await world.addOrganisation({ type: 'international' }) });
    expect(textOf(await world.person('insider').pressAnyway('events:answer:1.online'))).not.toContain('meant for');
  });
});

describe('the reminders of an event', () => {
  it('come in its thread for all, and privately to who asked, with the link once it may be shown', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:answer:1.online');
    expect(textOf(await world.zahra.press('events:remind', []))).toContain('I’ll remind you here');
    await world.zahra.type('/events reminders');
    await world.zahra.press('events:choose-reminders', ['60', '0']);
    await world.runUntil('2026-12-06T12:00:00+03:00');
    expect(said('events:reminder:1').filter(({ to }) => !to.startsWith('direct:'))).toHaveLength(4);
    expect(world.zahra.received().map((text) => latinDigits(text).match(/begins (in .*|now)\./)?.[1])).toEqual(['in one hour', 'now']);
    expect(world.zahra.received().at(-1)).toContain('meet.example.org/abc');
    expect(world.karwan.received()).toEqual([]);
  });

  it('come for the nearest start first where several are due at one moment', async () => {
    await open();
    // Ten o'clock on the fifth is a day before the first event and the start of the second, which is planned later.
    await announced();
    await announced({ title: 'Budgets that donors read', date: '2026-12-05' });
    for (const event of [1, 2]) {
      await world.zahra.pressAnyway(`events:answer:${event}.online`);
      await world.zahra.pressAnyway(`events:remind:${event}.yes`);
    }
    await world.runUntil('2026-12-05T09:59:00+03:00');
    const before = world.zahra.received().length;
    await world.runUntil('2026-12-05T10:01:00+03:00');
    expect(world.zahra.received().slice(before)).toEqual([
      expect.stringContaining('Budgets that donors read'),
      expect.stringContaining('Safe spaces'),
    ]);
    expect(said('events:reminder:').filter(({ at }) => at === Date.parse('2026-12-05T10:00:00+03:00'))).toHaveLength(4);
  });

  it('are not sent for what is over', async () => {
    await open();
    await announced();
    await world.leapTo('2026-12-08T12:00:00+03:00');
    expect(said('events:reminder:1')).toEqual([]);
  });
});

describe('the attendance of an event', () => {
  const START = '2026-12-06T10:00:00+03:00';

  /** The announced event as its session begins; Zahra comes and asked for reminders. */
  async function begun(): Promise<void> {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.zahra.press('events:remind', []);
    await world.runUntil(START);
  }

  async function codeOf(): Promise<string> {
    const code = /(\d{6}) \(from/.exec(textOf(await world.boss.type('/events attendance 1')))?.[1];
    if (code === undefined) throw new Error('no code is shown');
    return code;
  }

  it('is told with a code from the start until some hours after the end, and guesses have to wait', async () => {
    await open();
    await announced();
    const code = await codeOf();
    expect(textOf(await world.zahra.type(`/events attend ${code}`))).toContain('from the beginning');
    expect(textOf(await world.zahra.type('/events attendance 1'))).toContain('The host and organisers keep the list');
    await world.runUntil(START);
    expect(await codeOf()).toBe(code);
    const wrong = code === '123456' ? '123457' : '123456';
    for (let tries = 0; tries < 5; tries++)
      expect(textOf(await world.karwan.type(`/events attend ${wrong}`))).toContain('don’t know this code');
    expect(textOf(await world.karwan.type(`/events attend ${code}`))).toContain('wrong code several times');
    expect(textOf(await world.zahra.type(`/events attend ${code}`))).toContain('Good to have you there');
    world.clock.advance(4 * 60 * 60_000);
    expect(textOf(await world.karwan.type(`/events attend ${code}`))).toContain('Good to have you there');
    world.clock.advance(60 * 60_000);
    expect(textOf(await world.lava.type(`/events attend ${code}`))).toContain('has expired');
    expect(textOf(await world.boss.type('/events attendance 1'))).toContain('2 there; 0 registered');
  });

  it('is told with the button in the thread while it is held', async () => {
    await begun();
    expect(textOf(await world.zahra.pressAnyway('events:here:1'))).toContain('Good to have you there');
    expect(textOf(await world.boss.type('/events attendance 1'))).toContain('there (button, 100%)');
    world.clock.advance(2 * 60 * 60_000);
    expect(textOf(await world.karwan.pressAnyway('events:here:1'))).toContain('The session has ended');
  });

  it('is kept by organisers: they mark people, and add members and guests at the door', async () => {
    await begun();
    await world.boss.type('/events attendance 1');
    expect(textOf(await world.boss.press('events:present', ['1']))).toContain('1 there; 1 registered');
    await world.boss.submit('events:attendance-search:1', { text: 'karwan' });
    const door = await world.boss.press('events:door', [String(world.id('karwan'))]);
    expect(textOf(door)).toContain('at the door');
    await world.boss.submit('events:door-guest:1', { name: 'Nadia @everyone', organisation: 'Ministry' });
    expect(textOf(await world.boss.type('/events attendance 1'))).toContain('3 there; 1 registered');
    expect(textOf(await world.boss.press('events:absent', ['1']))).toContain('2 there; 1 registered');
    expect(textOf(await world.boss.press('events:attendance-numbers', []))).toContain('Registered');
    expect(textOf(await world.zahra.pressAnyway('events:present:1', ['1']))).toContain('The host and organisers keep the list');
  });

  it('is read from a file of the meeting; doubtful people are asked for, and another meeting is refused', async () => {
    await begun();
    const file = (text: string) => ({ file: { name: 'a.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode(text) } });
    const rows = (date: string) => `Name (original name),Email,Join time,Leave time,Duration (minutes)
zahra,,${date} 10:00:00 AM,${date} 10:45:00 AM,45
Karwan,,${date} 10:00:00 AM,${date} 11:30:00 AM,90
iPhone,,${date} 10:00:00 AM,${date} 11:30:00 AM,90
`;
    const other = await world.boss.submit('events:attendance-file:1', file(rows('12/13/2026')));
    expect(JSON.stringify(other)).toContain('of another meeting');
    expect(textOf(await world.boss.submit('events:attendance-file:1', file('Teilnehmer,Dauer\nx,1')))).toContain('Teilnehmer and Dauer');
    const read = textOf(await world.boss.submit('events:attendance-file:1', file(rows('12/06/2026'))));
    expect(read).toContain('one person');
    expect(read).toContain('iPhone');
    expect(textOf(await world.boss.press('events:attendance-match', [`m${world.id('karwan')}`]))).toContain('100%');
    const list = textOf(await world.boss.type('/events attendance 1'));
    expect(list).toContain('there (file of the meeting, 50%)');
    expect(list).toContain('2 there; 1 registered');
  });

  it('decides the words afterwards: privately for who asked for reminders, for all in the thread', async () => {
    await begun();
    await world.karwan.pressAnyway('events:answer:1.online');
    await world.karwan.pressAnyway('events:remind:1.yes');
    await world.zahra.pressAnyway('events:here:1');
    await world.lava.pressAnyway('events:here:1');
    await world.runUntil('2026-12-06T16:00:00+03:00');
    expect(world.zahra.received().at(-1)).toContain('Thank you for being');
    expect(world.karwan.received().at(-1)).toContain('We missed you');
    expect(world.lava.received()).toEqual([]);
    expect(said('events:thanks:1').filter(({ to }) => !to.startsWith('direct:'))).toHaveLength(1);
    const answer = { stars: ['4'], useful: 'The exercises', missing: '' };
    expect(textOf(await world.lava.submit('events:feedback:1', answer))).toContain('Thank you!');
    expect(JSON.stringify(await world.karwan.submit('events:feedback:1', answer))).toContain('Only people who were there');
    const ratings = textOf(await world.boss.type('/events ratings 1'));
    expect(ratings).toContain('One person has answered');
    expect(ratings).not.toContain('exercises');
  });
});

describe('the calendar of a member', () => {
  const files = (reply: Reply | undefined) =>
    reply?.type === 'message'
      ? (reply.message.files ?? []).map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }))
      : [];

  it('holds what they go to, as a file that only they get, with the link once it may be shown', async () => {
    await open();
    await announced();
    expect(textOf(await world.zahra.type('/events calendar'))).toContain('You haven’t said yet');
    await world.zahra.pressAnyway('events:answer:1.online');
    const own = await world.zahra.press('events:calendar');
    expect(own).toMatchObject({ type: 'message', visibility: 'private' });
    const [file] = files(own);
    expect(file).toMatchObject({ name: 'event-1.ics', text: expect.stringContaining('SUMMARY:Safe spaces\\, step by step\r\n') });
    expect(JSON.stringify(own) + file?.text).not.toContain('meet.example');
    await world.runUntil('2026-12-05T11:00:00+03:00');
    const [all] = files(await world.zahra.type('/events calendar'));
    expect(all).toMatchObject({ name: 'events.ics', text: expect.stringContaining('LOCATION:https://meet.example.org/abc\r\n') });
    // The change of words, the answer and the link count too.
    expect(all?.text).toContain('SEQUENCE:205\r\n');
    await world.karwan.pressAnyway('events:answer:1.maybe');
    const [maybe] = files(await world.karwan.type('/events calendar'));
    expect(maybe?.text).toContain('STATUS:TENTATIVE');
    expect(maybe?.text).not.toContain('meet.example');
  });

  it('crosses out what was called off', async () => {
    await open();
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.type('/events edit 1');
    await world.boss.submit(world.boss.control('events:cancel').action, { reason: 'The speaker is ill.' });
    await world.zahra.type('/events show 1');
    const [file] = files(await world.zahra.press('events:calendar'));
    expect(file?.text).toMatch(/SEQUENCE:255\r\n[^]*STATUS:CANCELLED\r\n/);
  });
});
