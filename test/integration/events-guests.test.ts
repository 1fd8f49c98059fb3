import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { after, DAY, HOUR, toLocalDate } from '../../src/core/time.js';
import { expireAfterEvents } from '../../src/features/events/erasure.js';
import type { NewEvent } from '../../src/features/events/store/index.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import type { MailMessage } from '../../src/ports/mail.js';
import { insertEvent, insertHost } from '../support/events.js';
import { guestBrowser, PUBLIC_URL, type ReadPage } from '../support/guest-browser.js';
import { engines } from '../support/store.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
let browser: ReturnType<typeof guestBrowser>;
afterEach(() => world.close());

const EVENT = toId<EventId>(1);
const STARTS = Date.parse('2026-12-06T09:00:00+03:00');
const store = () => eventsStore(world.store.autocommit.tx);
const LINK = new RegExp(`${PUBLIC_URL}/p/events/invitation/[0-9a-f]{32}`);

/** A webinar in two weeks with a link for guests. Returns the link. */
async function invited(given: Partial<NewEvent> = {}, options: Parameters<typeof createTopicsWorld>[0] = {}): Promise<string> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', publicUrl: PUBLIC_URL, ...options });
  browser = guestBrowser(world);
  await insertEvent(world.store.autocommit.tx, world.clock.now(), given);
  await world.boss.type(`/events guests ${EVENT}`);
  return linkIn(textOf(await world.boss.press('events:guests-link:1.open')));
}
const linkIn = (text: string): string => LINK.exec(text)?.[0] ?? '';
const register = async (link: string, typed: Readonly<Record<string, string>> = {}): Promise<ReadPage> =>
  browser.send(await browser.get(link), { name: 'Hawre Guest', ...typed });

describe('guests', () => {
  it('register by a link, in three languages, and see where to go only shortly before', async () => {
    const link = await invited({ texts: { en: { title: 'Safe spaces', about: 'Join at https://meet.example.org/abc' } } });
    for (const [language, word] of [
      ['en', 'Register as a guest'],
      ['ar', 'التسجيل ضيفًا'],
      ['ckb', 'ناونووسین وەک میوان'],
    ] as const) {
      const page = await browser.get(`${link}?language=${language}`);
      expect([page.status, page.text.includes(word), page.html.includes('meet.example.org')]).toEqual([200, true, false]);
      expect(page.html).not.toContain('<script');
    }
    const own = await register(link, { organisation: 'Reed House', email: 'hawre@example.org' });
    expect(own.path).toMatch(/^\/p\/events\/guest\/\d+-[0-9a-f]{32}\?language=en$/);
    expect(own.text).toContain('You have a place. See you there!');
    expect(own.text).toContain('one day before');
    expect(own.html).not.toContain('meet.example.org');
    world.clock.set(STARTS - 23 * HOUR);
    expect((await browser.get(own.path)).html).toContain('href="https://meet.example.org/abc"');
    const [row] = await store().registrationsOf(EVENT);
    expect(row).toMatchObject({
      guestName: 'Hawre Guest',
      guestOrganisation: 'Reed House',
      guestEmail: 'hawre@example.org',
      isGuest: true,
    });
  });

  it('give one address at most three times, so that a link fills nobody’s mailbox', async () => {
    const link = await invited();
    for (const name of ['One', 'Two', 'Three']) await register(link, { name, email: 'Office@example.org' });
    const fourth = await register(link, { name: 'Four', email: 'office@EXAMPLE.org' });
    expect([fourth.status, fourth.text.includes('3 guests have given this e-mail address')]).toEqual([422, true]);
    expect((await browser.send(fourth, { name: 'Four', email: '' })).text).toContain('You have a place.');
  });

  it('take the event into their calendar, with the same UID as members', async () => {
    const link = await invited();
    const own = await register(link);
    const file = await browser.file(own.path.replace('?', '.ics?'));
    expect(file.headers.get('content-type')).toContain('text/calendar');
    const calendar = ICAL.Component.fromString(await file.text());
    const [entry] = calendar.getAllSubcomponents('vevent');
    expect(String(entry?.getFirstPropertyValue('uid'))).toMatch(/^event-1-1-\d+@mudhif$/);
    expect(String(entry?.getFirstPropertyValue('summary'))).toBe('Safe spaces');
    expect(entry?.hasProperty('location')).toBe(false);
  });

  it('are one person however often a form is sent, and lack nothing that is asked', async () => {
    const questions = [
      { label: 'Diet?', required: true, options: [] },
      { label: 'Which day?', required: false, options: ['Monday', 'Tuesday'] },
    ];
    const link = await invited({ questions, recorded: true });
    const form = await browser.get(link);
    const lacking = await browser.send(form, { name: 'Hawre <b>', email: 'a@b' });
    expect([lacking.status, lacking.text.includes('doesn’t look like an e-mail address')]).toEqual([422, true]);
    expect(lacking.html).toContain('value="Hawre &lt;b&gt;"');
    expect((await browser.send(lacking, { name: '  ' })).text).toContain('Please write your name.');
    expect((await browser.send(lacking, { name: 'Hawre' })).text).toContain('Please answer every question');
    expect((await browser.send(lacking, { name: 'Hawre', answer1: 'none', answer2: '7' })).text).toContain('Please answer every question');
    expect((await browser.send(lacking, { name: 'Hawre', answer1: 'none', asked: 'others' })).text).toContain('questions have changed');
    const given = { name: 'Hawre', answer1: 'none', answer2: '2', recording: 'yes' };
    const [one, two] = await Promise.all([browser.send(lacking, given), browser.send(lacking, given)]);
    expect(one.path).toBe(two.path);
    expect(await store().registrationsOf(EVENT)).toMatchObject([{ answers: ['none', 'Tuesday'], recordingAgreed: true }]);
    expect((await browser.send(one, { act: 'recording-no' })).text).toContain('May you be seen');
    expect(await store().registrationsOf(EVENT)).toMatchObject([{ recordingAgreed: false }]);
  });

  it('can’t come any more: what they wrote is erased at once, and the place goes to who waits', async () => {
    const link = await invited({ onlineCapacity: 1 });
    const own = await register(link);
    await world.zahra.pressAnyway('events:answer:1.online');
    expect(textOf(await world.zahra.type('/events show 1'))).toContain('You’re on the waiting list');
    const gone = await browser.send(own, { act: 'no' });
    expect(gone.text).toContain('You’re not coming, and what you wrote is erased.');
    expect((await store().registrationsOf(EVENT)).map(({ guestName, state }) => [guestName, state])).toEqual([
      [null, 'declined'],
      [null, 'offered'],
    ]);
    expect((await browser.send(own, { act: 'come' })).text).toContain('You’re not coming');
    // Who withdrew is in no list.
    const file = messageOf(await world.boss.pressAnyway('events:registrants:1')).files?.find(({ name }) => name.endsWith('.csv'));
    expect(new TextDecoder().decode(file?.bytes).trim().split('\n')).toHaveLength(2);
  });

  it('wait for a place, and take one that is free when they look', async () => {
    const link = await invited({ onlineCapacity: 1 });
    await world.zahra.pressAnyway('events:answer:1.online');
    expect((await browser.get(link)).text).toContain('All places are taken.');
    const own = await register(link);
    expect(own.text).toContain('you wait for one');
    expect((await browser.send(own, { act: 'come' })).text).toContain('The place is taken already.');
    await world.zahra.pressAnyway('events:answer:1.no');
    const free = await browser.get(own.path);
    expect(free.text).toContain('Take the free place');
    expect((await browser.send(free, { act: 'come' })).text).toContain('You have a place.');
  });

  it('apply where organisers select, and read the answer on their page', async () => {
    const link = await invited({ approval: true });
    const own = await register(link);
    expect(own.text).toContain('The organisers decide');
    await world.boss.pressAnyway('events:applicants:1.0');
    const [applicant] = await store().registrationsOf(EVENT);
    await world.boss.submit('events:select:1', { chosen: [String(applicant?.id)], refused: [] });
    expect((await browser.get(own.path)).text).toContain('You have a place.');
  });

  it('answer again for another day', async () => {
    const link = await invited();
    const own = await register(link);
    await world.boss.pressAnyway('events:draft:1');
    const times = { kind: ['webinar'], title: 'Safe spaces', date: '2026-12-08', startTime: '10:00', endTime: '11:00' };
    await world.boss.submit('events:times:1.1', times);
    const moved = await browser.get(own.path);
    expect(moved.text).toContain('Something has changed');
    expect((await browser.send(moved, { act: 'come' })).text).toContain('You have a place.');
  });

  it('come by no link that is closed, renewed, used up, forged or over', async () => {
    const link = await invited({ registrationUntil: null });
    const form = await browser.get(link);
    expect((await browser.get(link.slice(0, -1))).status).toBe(404);
    expect((await browser.send({ ...form, path: '/p/events/invitation/forged' }, { name: 'Eve' })).status).toBe(404);
    const renewed = linkIn(textOf(await world.boss.press('events:guests-link:1.open')));
    expect([renewed === link, (await browser.get(link)).status, (await browser.get(renewed)).status]).toEqual([true, 200, 200]);
    world.clock.advance(1000);
    const again = linkIn(textOf(await world.boss.press('events:guests-link:1.open')));
    expect([again === link, (await browser.get(link)).status, (await browser.send(form, { name: 'Late' })).status]).toEqual([
      false,
      404,
      404,
    ]);
    const own = await register(again);
    await store().saveGuestLink({ event: EVENT, hash: 'x', usesLeft: 0, expiresAt: world.clock.now() });
    expect((await browser.get(again)).status).toBe(404);
    expect(textOf(await world.boss.press('events:guests-link:1.close'))).toContain('With a link, people who have no account');
    expect((await browser.get(own.path)).text).toContain('You have a place.');
    expect((await world.audit()).map(({ action }) => action).filter((action) => action.startsWith('events.guest'))).toEqual([
      'events.guest-link-close',
      'events.guest-link',
      'events.guest-link',
      'events.guest-link',
    ]);
  });

  it('learn that registration is over, and why', async () => {
    const link = await invited({ registrationUntil: world?.clock.now() });
    const form = await browser.get(link);
    await store().updateEvent(EVENT, { registrationUntil: world.clock.now() });
    expect((await browser.get(link)).text).toContain('Registration has ended.');
    expect((await browser.send(form, { name: 'Late' })).text).toContain('Registration has ended.');
    await store().updateEvent(EVENT, { registrationUntil: null, state: 'cancelled', cancelReason: 'The hall is closed' });
    expect((await browser.get(link)).text).toContain('It was called off.');
    expect(await store().registrationsOf(EVENT)).toEqual([]);
  });

  it('are invited by organisers and the host, and by nobody else', async () => {
    await invited();
    expect(textOf(await world.zahra.pressAnyway('events:guests:1'))).toContain('Only organisers and the host');
    expect(textOf(await world.zahra.pressAnyway('events:guests-link:1.open'))).toContain('Only organisers and the host');
    await insertHost(world.store.autocommit.tx, EVENT, world.id('zahra'));
    await world.zahra.type('/events show 1');
    expect(linkIn(textOf(await world.zahra.press('events:guests')))).not.toBe('');
  });

  it('stay away from forms of other sites, and from floods', async () => {
    const link = await invited();
    const form = await browser.get(link);
    expect((await browser.post(form, { name: 'Eve' }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await browser.post(form, { name: 'Eve' }, { origin: 'null' })).status).toBe(403);
    const statuses = [];
    for (let turn = 0; turn < 45; turn += 1) statuses.push((await browser.post(form, { name: ' ' })).status);
    expect([statuses.filter((status) => status === 422).length, statuses.at(-1)]).toEqual([40, 429]);
    expect(await store().registrationsOf(EVENT)).toEqual([]);
  });

  it('are in the organisers’ lists, in the list of who was there, and in the figures', async () => {
    const link = await invited({ format: 'hybrid' });
    await register(link, { attends: 'room', organisation: 'Reed House', email: 'h@example.org' });
    const files = messageOf(await world.boss.pressAnyway('events:registrants:1')).files ?? [];
    const csv = new TextDecoder().decode(files.find(({ name }) => name.endsWith('.csv'))?.bytes);
    expect(csv).toMatch(/Name,Organisation,.*Guest,E-mail/);
    expect(csv).toMatch(/Hawre Guest,Reed House,coming,in person,.*,yes,h@example\.org/);
    const sheet = messageOf(await world.boss.pressAnyway('events:sheet:1')).files?.[0];
    expect(new TextDecoder().decode(sheet?.bytes)).toContain('Hawre Guest');
    world.clock.set(STARTS + HOUR / 2);
    const list = await world.boss.pressAnyway('events:attendance:1');
    expect(textOf(list)).toContain('Hawre Guest · Reed House · guest');
    await world.boss.press('events:present', ['1']);
    await world.boss.submit('events:door-guest:1', { name: 'Walk In', organisation: '' });
    expect((await store().attendanceAt(EVENT)).map(({ registration, source }) => [registration, source])).toEqual([
      [1, 'list'],
      [2, 'door'],
    ]);
  });

  it('are erased 30 days after the event, those at the door too, and still counted', async () => {
    const link = await invited();
    const own = await register(link);
    world.clock.set(STARTS + HOUR / 2);
    await world.boss.submit('events:door-guest:1', { name: 'Walk In', organisation: 'Reed House' });
    await world.runUntil(STARTS + 29 * DAY);
    expect((await store().registrationsOf(EVENT)).map(({ guestName }) => guestName)).toEqual(['Hawre Guest', 'Walk In']);
    await world.runUntil(STARTS + 30 * DAY + 2 * HOUR);
    expect(
      (await store().registrationsOf(EVENT)).map(({ guestName, guestOrganisation, isGuest }) => [guestName, guestOrganisation, isGuest]),
    ).toEqual([
      [null, null, true],
      [null, null, true],
    ]);
    expect([(await browser.get(own.path)).status, (await browser.get(link)).status]).toEqual([404, 404]);
    expect(await store().attendanceAt(EVENT)).toHaveLength(1);
  });

  it('are erased earlier where the event moves earlier', async () => {
    const link = await invited();
    await register(link);
    await world.boss.pressAnyway('events:draft:1');
    const times = { kind: ['webinar'], title: 'Safe spaces', date: '2026-11-24', startTime: '10:00', endTime: '11:00' };
    await world.boss.submit('events:times:1.1', times);
    await world.runUntil('2026-12-24T10:59:00+03:00');
    expect((await store().registrationsOf(EVENT)).map(({ guestName }) => guestName)).toEqual(['Hawre Guest']);
    await world.runUntil('2026-12-24T12:00:00+03:00');
    expect((await store().registrationsOf(EVENT)).map(({ guestName }) => guestName)).toEqual([null]);
    expect(await world.contexts.transaction(expireAfterEvents)).toBeUndefined();
  });

  it('who gave an address get mail: where their page is, a free place, a change, a cancellation, and the organisers’ answer', async () => {
    const mails: MailMessage[] = [];
    const mail = { send: async (message: MailMessage) => void mails.push(message) };
    const link = await invited({ onlineCapacity: 1 }, { mail });
    expect((await browser.get(link)).text).toContain('write to you if something changes');
    const take = async () => {
      await world.runner.runDue();
      return mails.splice(0);
    };
    const first = await register(link, { email: 'first@example.org' });
    await register(link, { name: 'Silent' });
    const second = await register(link, { name: 'Second', email: 'second@example.org' });
    const [one, two, ...others] = await take();
    expect([one?.to, others]).toEqual([{ name: 'Hawre Guest', address: 'first@example.org' }, []]);
    expect(one?.text).toMatch(/Dear Hawre Guest,[^]*you have a place at “Safe spaces”[^]*It begins: Sunday,? 6 December[^]*\(Baghdad\)/);
    expect(one?.text).toContain(`${PUBLIC_URL}${first.path.replace(/\?.*/, '')}`);
    expect(one?.text).not.toMatch(/meet\.example|[\u2066-\u2069\u200e\u200f]/);
    expect(two?.text).toContain('you wait for one. I write to you when one becomes free.');
    expect(second.text).toContain('I write to you when one becomes free.');
    // Whoever can't be told is passed over, and who does not answer in time frees the place, with what they wrote erased.
    await browser.send(first, { act: 'no' });
    const [offer, ...more] = await take();
    expect([offer?.to.name, more]).toEqual(['Second', []]);
    expect(offer?.text).toMatch(/has become free[^]*We keep the place until Monday,? 23 November/);
    const offered = await browser.get(second.path);
    expect(offered.text).toContain('A place has become free, and we keep it for you until');
    await browser.send(offered, { act: 'come' });
    await world.boss.pressAnyway('events:draft:1');
    const times = { kind: ['webinar'], title: 'Safe spaces', date: '2026-12-08', startTime: '10:00', endTime: '11:00' };
    await world.boss.submit(`events:times:1.${(await store().whole(EVENT))?.event.version}`, times);
    const moved = await take();
    expect(moved.map(({ text }) => text)).toEqual([expect.stringMatching(/something has changed[^]*8 December/)]);
    expect(moved[0]?.text).toMatch(
      /It has moved from Sunday,? 6 December at 09:00 \(Baghdad\) to Tuesday,? 8 December at 10:00 \(Baghdad\)\./,
    );
    expect(moved[0]?.text).not.toContain('It begins');
    await world.boss.submit(`events:cancel:1.${(await store().whole(EVENT))?.event.version}`, { reason: 'The hall is closed' });
    expect((await take()).map(({ to, text }) => [to.name, text])).toEqual([
      ['Second', expect.stringMatching(/is called off[^]*The hall is closed/)],
    ]);
  });

  it('read in a mail when the session that comes next begins', async () => {
    const mails: MailMessage[] = [];
    const link = await invited({}, { mail: { send: async (message: MailMessage) => void mails.push(message) } });
    await register(link, { email: 'first@example.org' });
    await world.boss.pressAnyway('events:draft:1');
    const second = { date: '2026-12-10', startTime: '10:00', endTime: '11:00' };
    await world.boss.submit(`events:session-add:1.${(await store().whole(EVENT))?.event.version}`, second);
    await world.runUntil('2026-12-07T09:00:00+03:00');
    mails.splice(0);
    const elsewhere = { about: '', format: ['virtual'], place: '', link: 'meet.example.org/other', language: ['en'] };
    await world.boss.submit(`events:details:1.${(await store().whole(EVENT))?.event.version}`, elsewhere);
    await world.runner.runDue();
    expect(mails.map(({ text }) => text)).toEqual([expect.stringMatching(/It begins: Thursday,? 10 December/)]);
  });

  it('read in a mail from when to when an event of a series has moved, as members read it', async () => {
    const mails: MailMessage[] = [];
    const link = await invited({}, { mail: { send: async (message: MailMessage) => void mails.push(message) } });
    const series = await store().insertSeries({ rule: 'FREQ=WEEKLY', startsOn: toLocalDate('2026-11-29') });
    await store().updateEvent(EVENT, { series, occurrence: toLocalDate('2026-12-06') });
    const first = { series, occurrence: toLocalDate('2026-11-29') };
    await insertEvent(world.store.autocommit.tx, after(world.clock.now(), -7 * DAY), first);
    await register(link, { email: 'first@example.org' });
    await world.zahra.pressAnyway('events:answer:1.online');
    await world.runner.runDue();
    mails.splice(0);
    // The first of them says 10:00, and this one was to begin at 09:00.
    await world.boss.type('/events edit 2');
    await world.boss.press('events:series-apply');
    await world.runner.runDue();
    expect(mails.map(({ text }) => text)).toEqual([
      expect.stringMatching(/It has moved from Sunday,? 6 December at 09:00 \(Baghdad\) to Sunday,? 6 December at 10:00 \(Baghdad\)\./),
    ]);
    const told = world.zahra.received().filter((text) => text.includes('have moved'));
    expect(told).toEqual([
      expect.stringMatching(/“Safe spaces” have moved:[^]*from Sunday,? 6 December at 09:00 to Sunday,? 6 December at 10:00 – 11:00/),
    ]);
    expect(told[0]).toContain('The days are the same');
  });

  it('who gave an address and do not answer for a free place lose it', async () => {
    const mails: MailMessage[] = [];
    const link = await invited({ onlineCapacity: 1, approval: false }, { mail: { send: async (message) => void mails.push(message) } });
    await world.zahra.pressAnyway('events:answer:1.online');
    const own = await register(link, { email: 'g@example.org' });
    await world.runner.runDue();
    await world.zahra.pressAnyway('events:answer:1.no');
    await world.runUntil('2026-11-23T10:00:00+03:00');
    expect((await browser.get(own.path)).text).toContain('You’re not coming, and what you wrote is erased.');
    expect((await store().registrationsOf(EVENT)).map(({ state, guestName, guestEmail }) => [state, guestName, guestEmail])).toEqual([
      ['declined', null, null],
      ['declined', null, null],
    ]);
    expect(mails).toHaveLength(2);
  });

  it('who applied and gave an address read the answer in a mail', async () => {
    const mails: MailMessage[] = [];
    const link = await invited({ approval: true }, { mail: { send: async (message) => void mails.push(message) } });
    for (const name of ['One', 'Two']) await register(link, { name, email: `${name}@example.org` });
    await world.runner.runDue();
    expect(mails.splice(0).map(({ text }) => text.includes('The organisers decide') || text.includes('the organisers decide'))).toEqual([
      true,
      true,
    ]);
    await world.boss.pressAnyway('events:applicants:1.0');
    await world.boss.submit('events:select:1', { chosen: ['1'], refused: ['2'] });
    await world.runner.runDue();
    const texts = mails.map(({ to, text }) => [
      to.name,
      /there is a place for you|we couldn’t give you one/.exec(text)?.[0],
      text.includes('/p/'),
    ]);
    expect(texts).toEqual([
      ['One', 'there is a place for you', true],
      ['Two', 'we couldn’t give you one', false],
    ]);
  });

  it('have an address where the browser chat answers, too, and none where there is neither', async () => {
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', chatUrl: 'http://127.0.0.1:3000' });
    await insertEvent(world.store.autocommit.tx, world.clock.now());
    expect(textOf(await world.boss.pressAnyway('events:guests-link:1.open'))).toMatch(
      /http:\/\/127\.0\.0\.1:3000\/p\/events\/invitation\/[0-9a-f]{32}/,
    );
    await world.close();
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00' });
    await insertEvent(world.store.autocommit.tx, world.clock.now());
    expect(textOf(await world.boss.pressAnyway('events:guests-link:1.open'))).toContain('HTTP_PUBLIC_URL');
    expect(await store().guestLinkOf(EVENT)).toBeUndefined();
  });
});

describe.each(engines())('many guests at the same moment, on $name', ({ open }) => {
  it('get as many places as there are, and the others wait', async () => {
    world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', publicUrl: PUBLIC_URL, open });
    browser = guestBrowser(world);
    const event = await insertEvent(world.store.autocommit.tx, world.clock.now(), { onlineCapacity: 5 });
    const link = linkIn(textOf(await world.boss.pressAnyway(`events:guests-link:${event}.open`)));
    const forms = await Promise.all(Array.from({ length: 20 }, () => browser.get(link)));
    const answers = await Promise.all(forms.map((form, index) => browser.post(form, { name: `Guest ${index}` })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const states = (await store().registrationsOf(event)).map(({ state }) => state);
    expect([states.filter((state) => state === 'going').length, states.filter((state) => state === 'waiting').length]).toEqual([5, 15]);
    expect((await store().guestLinkOf(event))?.usesLeft).toBe(180);
  });
});
