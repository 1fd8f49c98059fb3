import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { FormValues, Reply } from '../../src/core/message.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import { noticesStore } from '../../src/features/members/store/index.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
beforeEach(async () => {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
});
afterEach(() => world.close());

const WEBINAR = { title: 'Safe spaces, step by step', kind: ['webinar'], date: '2026-12-06', startTime: '10:00', endTime: '11:30' };

/** An announced webinar with a link. */
async function announced(given: FormValues = {}): Promise<void> {
  await world.boss.submit('events:new:0', { ...WEBINAR, ...given });
  await world.boss.submit(world.boss.control('events:details').action, {
    about: 'What we learned',
    format: ['virtual'],
    place: '',
    link: 'meet.example.org/abc',
    language: ['en'],
  });
  await world.boss.press('events:announce');
  await world.runner.runDue();
}

const filesOf = (reply: Reply) => messageOf(reply).files ?? [];

describe('the report', () => {
  it('is for organisers and advisers, of the year that runs or of the days that are asked for', async () => {
    await announced();
    expect(textOf(await world.zahra.type('/events report'))).not.toContain('webinar');
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const report = await world.adviser.type('/events report');
    expect(textOf(report)).toContain('1 webinar');
    expect(textOf(report)).toContain('Registered: 1 · counted from: registrations');
    expect(filesOf(report).map(({ name }) => name)).toEqual([
      'events-2026-01-01-2026-12-31-kinds.png',
      'events-2026-01-01-2026-12-31.xlsx',
      'events-2026-01-01-2026-12-31-figures.csv',
      'events-2026-01-01-2026-12-31.csv',
      'events-2026-01-01-2026-12-31-kinds.svg',
    ]);
    const none = await world.boss.type('/events report 2025-01-01');
    expect(textOf(none)).toContain('No event was announced');
    expect(filesOf(none)).toEqual([]);
    expect(textOf(await world.boss.type('/events report 2026-02-01 2026-01-01'))).toContain('Please swap them');
  });
});

describe('a message to some', () => {
  it('is shown with the number of people, sent once, audited, and not sent to who switched it off', async () => {
    await announced();
    expect(textOf(await world.boss.type('/events message 1'))).toContain('Nobody has answered yet');
    for (const person of [world.zahra, world.karwan]) await person.pressAnyway('events:answer:1.online');
    await world.lava.pressAnyway('events:answer:1.maybe');
    await noticesStore(world.store.autocommit.tx).choose(world.id('karwan'), { notice: 'events.messages', choice: 'off', platform: null });
    const form = await world.boss.type('/events message 1');
    expect(JSON.stringify(form)).toContain('Coming: 2');
    const preview = await world.boss.submit('events:message:1', { whom: ['going'], words: 'Bring your questions @everyone' });
    expect(textOf(preview)).toContain('Gets it: 2 people');
    await world.runner.runDue();
    expect(world.sent.filter(({ text }) => text.includes('Bring your questions'))).toEqual([]);
    expect(textOf(await world.boss.press('events:message-send'))).toContain('on its way to 2 people');
    await world.runner.runDue();
    const told = world.sent.filter(({ key }) => key.startsWith('events:message:'));
    expect(told.map(({ key }) => key)).toEqual([`events:message:1:${world.id('zahra')}`]);
    expect(told[0]?.text).toContain('/profile notifications');
    expect(textOf(await world.boss.pressAnyway('events:message-send:1'))).toContain('sent already');
    const [entry] = await world.audit();
    expect(entry).toMatchObject({ action: 'events.message', details: { event: 1, recipients: 2 } });
    expect(JSON.stringify(await world.audit())).not.toContain('Bring your');
    expect(textOf(await world.zahra.type('/events message 1'))).not.toContain('To whom');
  });

  it('is forgotten if it is not sent within a day, and erased after a month', async () => {
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.boss.submit('events:message:1', { whom: ['going'], words: 'Bring your questions' });
    await world.runUntil('2026-11-24T09:00:00+03:00');
    expect(textOf(await world.boss.pressAnyway('events:message-send:1'))).toContain('more than a day old');
    await world.runUntil('2026-12-24T09:00:00+03:00');
    expect(textOf(await world.boss.pressAnyway('events:message-send:1'))).toContain('I don’t find');
  });
});

describe('lists of registrants', () => {
  it('are a workbook, a CSV and a sheet to sign, and who takes them is audited', async () => {
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    const lists = filesOf(await world.boss.pressAnyway('events:registrants:1'));
    expect(lists.map(({ name }) => name)).toEqual(['event-1-registrations.xlsx', 'event-1-registrations.csv']);
    const [sheet] = filesOf(await world.boss.press('events:sheet'));
    const page = new TextDecoder().decode(sheet?.bytes);
    expect(page).toMatch(/Sunday,? 6 December 2026 · 10:00 – 11:30/);
    expect(page).toContain('<td dir="auto">zahra</td>');
    expect(page.match(/<tr>/g)).toHaveLength(12);
    expect((await world.audit()).map(({ action }) => action).slice(0, 2)).toEqual(['events.take-list', 'events.take-list']);
  });
});

describe('an attendance file', () => {
  it('names whoever is nobody known as they called themselves now and before', async () => {
    await announced();
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const session = (await eventsStore(world.store.autocommit.tx).whole(toId(1)))?.sessions[0]?.id;
    const rows = 'Name (original name),Join time,Leave time\niPhone (نور الراوي),12/06/2026 10:00:00 AM,12/06/2026 10:45:00 AM\n';
    const file = { name: 'zoom.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode(rows) };
    expect(textOf(await world.boss.submit(`events:attendance-file:${session}`, { file }))).toContain('iPhone (نور الراوي)');
  });
});

describe('an attendance file of another program', () => {
  it('is read once an organiser says what its columns are', async () => {
    await announced();
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const session = (await eventsStore(world.store.autocommit.tx).whole(toId(1)))?.sessions[0]?.id;
    const bytes = new TextEncoder().encode('Wer;Kam;Dauer\nzahra;06.12.2026 10:00;45\n');
    const file = { name: 'a.csv', mediaType: 'text/csv', bytes };
    const unknown = await world.boss.submit(`events:attendance-file:${session}`, { file });
    expect(textOf(unknown)).toContain('This file has: Wer, Kam and Dauer');
    const { action } = world.boss.control('events:attendance-columns');
    const wrong = await world.boss.submit(action, { name: 'Name', email: '', joined: 'Kam', left: 'Dauer' });
    expect(JSON.stringify(wrong)).toContain('This file has');
    expect(textOf(await world.boss.submit(action, { name: 'wer', email: '', joined: 'Kam', left: 'Dauer' }))).toContain('one person');
    expect(textOf(await world.boss.type('/events attendance 1'))).toContain('there (file of the meeting, 50%)');
    // The file is kept for who uploaded it, for two hours; buttons of before it was kept lead to no file.
    await world.addMember({ user: 'other', role: 'organiser' });
    const named = { name: 'wer', email: '', joined: 'Kam', left: 'Dauer' };
    const gone = 'I no longer have this file. Please upload it again.';
    expect(textOf(await world.person('other').submit(action, named))).toContain(gone);
    expect(textOf(await world.boss.submit(`events:attendance-columns:${session}`, named))).toContain(gone);
    await world.runUntil('2026-12-06T14:01:00+03:00');
    expect(textOf(await world.boss.submit(action, named))).toContain(gone);
  });
});

describe('women and men', () => {
  it('are counted by who keeps the list, only where an organiser turned it on, and erased when it is turned off', async () => {
    await announced();
    await world.runUntil('2026-12-06T10:30:00+03:00');
    const session = (await eventsStore(world.store.autocommit.tx).whole(toId(1)))?.sessions[0]?.id;
    expect(textOf(await world.boss.pressAnyway(`events:women:${session}`))).toContain('n’t counted at this event');
    expect(textOf(await world.boss.type('/events attendance 1'))).not.toContain('Women');
    await world.boss.press('events:attendance-numbers');
    expect(textOf(await world.boss.press('events:counts-women'))).toContain('I note it of no person');
    await world.boss.type('/events attendance 1');
    await world.boss.submit(world.boss.control('events:women').action, { women: '12', men: '9' });
    const before = textOf(await world.boss.press('events:attendance-numbers'));
    expect(before).toContain('Women and men: not shown');
    expect(before).toContain('women and men are shown once the attendance is complete');
    await world.runUntil('2026-12-13T11:30:00+03:00');
    expect(textOf(await world.boss.pressAnyway('events:attendance-numbers:1'))).toContain('12 women, 9 men');
    expect(textOf(await world.boss.type('/events report'))).toContain('12 women, 9 men');
    expect(textOf(await world.boss.submit(`events:women:${session}`, { women: '13', men: '9' }))).toContain('stay as they are');
    await world.boss.pressAnyway('events:counts-women:1.off');
    await world.boss.pressAnyway('events:counts-women:1.on');
    await world.boss.submit(`events:women:${session}`, { women: '3', men: '9' });
    const hidden = textOf(await world.boss.pressAnyway('events:attendance-numbers:1'));
    expect(hidden).toContain('Women and men: not shown');
    expect(textOf(await world.boss.press('events:counts-women'))).not.toContain('Women and men:');
    expect(textOf(await world.zahra.pressAnyway(`events:women:${session}`))).toContain('The host and organisers keep the list');
  });
});
