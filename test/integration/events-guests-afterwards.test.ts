import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import { after, DAY, HOUR, MINUTE, toLocalDate } from '../../src/core/time.js';
import { expireAfterEvents } from '../../src/features/events/erasure.js';
import { GUEST_CERTIFICATE_KEPT } from '../../src/features/events/rules/limits.js';
import { eventsStore, type NewEvent } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import type { MailMessage } from '../../src/ports/mail.js';
import { insertEvent, insertGuestSpeaker } from '../support/events.js';
import { guestBrowser, PUBLIC_URL, type ReadPage } from '../support/guest-browser.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
let browser: ReturnType<typeof guestBrowser>;
let mails: MailMessage[];
afterEach(() => world.close());

const EVENT = toId<EventId>(1);
const ENDS = Date.parse('2026-12-06T10:00:00+03:00');
const store = () => eventsStore(world.store.autocommit.tx);
const SECOND = [
  { label: 'Diet?', required: true, options: [] },
  { label: 'Travel', required: false, options: ['By bus', 'By car'] },
];

/** A training in two weeks with a link for guests. Returns the link. */
async function invited(given: Partial<NewEvent> = {}, hasMail = true): Promise<string> {
  mails = [];
  const mail = { send: async (message: MailMessage) => void mails.push(message) };
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', publicUrl: PUBLIC_URL, ...(hasMail && { mail }) });
  browser = guestBrowser(world);
  await insertEvent(world.store.autocommit.tx, world.clock.now(), given);
  return linkFor();
}
async function linkFor(): Promise<string> {
  await world.boss.type('/events guests 1');
  const text = textOf(await world.boss.press('events:guests-link:1.open'));
  return new RegExp(`${PUBLIC_URL}/p/events/invitation/[0-9a-f]{32}`).exec(text)?.[0] ?? '';
}
const register = async (link: string, typed: Readonly<Record<string, string>> = {}): Promise<ReadPage> =>
  browser.send(await browser.get(link), { name: 'Hawre Guest', ...typed });
const takeMails = async () => {
  await world.runner.runDue();
  return mails.splice(0);
};

describe('guests who are accepted', () => {
  it('answer the second form on their page; organisers read it, and it is erased 30 days after', async () => {
    const link = await invited({ approval: true, secondForm: SECOND });
    const own = await register(link, { email: 'h@example.org' });
    expect(own.text).not.toContain('Diet?');
    expect((await browser.send(own, { act: 'second', second1: 'none' })).text).toContain('only asked of those who have a place');
    await world.boss.pressAnyway('events:applicants:1.0');
    await world.boss.submit('events:select:1', { chosen: ['1'], refused: [] });
    expect((await takeMails()).at(-1)?.text).toMatch(/there is a place for you[^]*answer a few questions on your page/);
    const selected = await browser.get(own.path);
    expect(selected.text).toContain('Diet?');
    const lacking = await browser.send(selected, { act: 'second', second2: '2' });
    expect([lacking.status, lacking.text.includes('Please answer every question')]).toEqual([422, true]);
    expect(lacking.html).toContain('<option value="2" selected>');
    expect((await browser.send(selected, { act: 'second', second1: 'x', asked: 'others' })).text).toContain('questions have changed');
    const answered = await browser.send(selected, { act: 'second', second1: 'no nuts <b>', second2: '2' });
    expect(answered.html).toContain('no nuts &lt;b&gt;</textarea>');
    expect(await store().registrationsOf(EVENT)).toMatchObject([{ secondAnswers: ['no nuts <b>', 'By car'] }]);
    const file = messageOf(await world.boss.pressAnyway('events:registrants:1')).files?.find(({ name }) => name.endsWith('.csv'));
    expect(new TextDecoder().decode(file?.bytes)).toContain('no nuts <b>,By car');
    await world.runUntil(ENDS + 30 * DAY + HOUR);
    expect(await store().registrationsOf(EVENT)).toMatchObject([{ secondAnswers: null, guestName: null }]);
  });

  it('without mail read that everything stands on their page', async () => {
    const link = await invited();
    expect((await register(link)).text).toContain('I send you no mail. Everything stands on this page');
    expect((await register(link, { email: 'h@example.org' })).text).not.toContain('I send you no mail');
  });
});

describe('mails to guests', () => {
  it('are in the language that they choose, that of the event unless they do', async () => {
    const link = await invited({ texts: { en: { title: 'Safe spaces', about: '' }, ckb: { title: 'شوێنی پارێزراو', about: '' } } });
    expect((await browser.get(link)).html).toContain('<option value="en" selected>');
    await register(link, { email: 'en@example.org' });
    const own = await register(link, { email: 'ckb@example.org', mails: 'ckb' });
    await register(link, { email: 'odd@example.org', mails: 'klingon' });
    const [first, second, third] = await takeMails();
    expect(first?.subject).toBe('“Safe spaces”');
    expect(second?.subject).toBe('«شوێنی پارێزراو»');
    expect(second?.text).toContain('?language=ckb');
    expect(third?.subject).toBe('“Safe spaces”');
    await browser.send(own, { act: 'language', mails: 'ar' });
    await world.boss.submit(`events:cancel:1.${(await store().whole(EVENT))?.event.version}`, { reason: 'The hall is closed' });
    const off = (await takeMails()).find(({ to }) => to.address === 'ckb@example.org');
    expect(off?.text).toMatch(/ألغيت|أُلغيت/);
  });

  it('tell of what becomes of a series, once for each event that they come to', async () => {
    const link = await invited({}, true);
    const { tx } = world.store.autocommit;
    const series = await store().insertSeries({ rule: 'FREQ=WEEKLY;COUNT=3', startsOn: toLocalDate('2026-12-06') });
    await store().updateEvent(EVENT, { series, occurrence: toLocalDate('2026-12-06') });
    const next = await insertEvent(tx, after(world.clock.now(), 7 * DAY), { series, occurrence: toLocalDate('2026-12-13') });
    await register(link, { email: 'h@example.org', mails: 'ckb' });
    await store().insertGuest({
      event: next,
      hash: 'other',
      guestName: 'Sara Guest',
      guestOrganisation: null,
      guestEmail: 's@example.org',
      guestLanguage: null,
      state: 'going',
      attends: 'online',
      answers: null,
      recordingAgreed: false,
      registeredAt: world.clock.now(),
    });
    await takeMails();
    const version = async () => (await store().whole(EVENT))?.event.version;
    const times = { kind: ['webinar'], title: 'Safe spaces', date: '2026-12-06', startTime: '12:00', endTime: '13:00' };
    await world.boss.submit(`events:times:1.${await version()}`, times);
    expect((await takeMails()).map(({ to }) => to.address)).toEqual(['h@example.org']);
    await world.boss.pressAnyway(`events:series-apply:1.${await version()}`);
    expect((await takeMails()).map(({ to, text }) => [to.address, text.includes('something has changed')])).toEqual([
      ['s@example.org', true],
    ]);
    await world.boss.submit(`events:series-end:1.${await version()}`, { reason: 'The project ends.' });
    const ended = await takeMails();
    expect(ended.map(({ to }) => to.address).toSorted()).toEqual(['h@example.org', 's@example.org']);
    expect(ended.every(({ text }) => text.includes('The project ends.'))).toBe(true);
    expect(ended.find(({ to }) => to.address === 's@example.org')?.text).toContain('is called off');
  });
});

describe('certificates of guests', () => {
  /** A guest who came to a training that is over, and their certificate. */
  async function certified(): Promise<{ readonly own: ReadPage; readonly number: string }> {
    const own = await register(await invited({ kind: 'training', certificate: true }));
    const [registration] = await store().registrationsOf(EVENT);
    const [session] = (await store().whole(EVENT))?.sessions ?? [];
    if (!registration || !session) throw new Error('nobody is registered');
    await store().saveAttendance([
      { session: session.id, registration: registration.id, source: 'list', share: 100, recordedAt: world.clock.now() },
    ]);
    await insertGuestSpeaker(world.store.autocommit.tx, EVENT, 'Dr. Noor', world.clock.now());
    world.clock.set(ENDS + MINUTE);
    await world.boss.pressAnyway('events:certificates-issue:1');
    return { own, number: (await holding())[0]?.number ?? '' };
  }
  const holding = async () =>
    (await store().certificatesAt(EVENT)).filter(({ withdrawnAt, role }) => withdrawnAt === null && role === 'attendee');
  const names = async () => (await store().certificatesAt(EVENT)).map(({ name }) => name).toSorted();

  it('lose the name when the guest erases themselves on their page; the number says that it was withdrawn', async () => {
    const { own, number } = await certified();
    const page = await browser.get(own.path);
    expect(page.text).toContain('your name also goes from a certificate');
    const erased = await browser.send(page, { act: 'erase' });
    expect(erased.text).toContain('what you wrote is erased');
    expect(erased.html).not.toContain('value="erase"');
    expect((await browser.get(`/p/events/certificate/${number}`)).text).toContain('This certificate was withdrawn.');
    expect(await names()).toEqual(['Dr. Noor', null]);
    // They still count, and get no certificate again.
    expect(await store().attendanceAt(EVENT)).toHaveLength(1);
    await world.boss.pressAnyway('events:certificates-issue:1');
    expect(await names()).toEqual(['Dr. Noor', null]);
  });

  it('are not touched before the event is over', async () => {
    const own = await register(await invited());
    expect(own.html).not.toContain('value="erase"');
    expect((await browser.send(own, { act: 'erase' })).text).toContain('The event isn’t over yet');
  });

  it('lose it when an organiser is asked, also those of guests who spoke', async () => {
    const { number } = await certified();
    const erase = (typed: string) => world.boss.submit('events:certificate-erase:1', { number: typed });
    expect(textOf(await erase('22222-22222'))).toContain('No certificate of this event');
    expect(textOf(await erase(number.toLowerCase()))).toContain('The guest is erased');
    expect(textOf(await erase(number))).toContain('holds no more');
    const spoke = (await store().certificatesAt(EVENT)).find(({ role }) => role === 'speaker')?.number ?? '';
    await erase(spoke);
    expect(await names()).toEqual([null, null]);
    expect(await store().registrationsOf(EVENT)).toMatchObject([{ guestName: null, isGuest: true }]);
    expect(textOf(await world.boss.pressAnyway('events:certificates:1'))).not.toContain('missing');
    expect((await world.audit()).map(({ action }) => action).slice(0, 2)).toEqual(['events.certificate-erase', 'events.certificate-erase']);
    expect(JSON.stringify(await world.audit())).not.toContain('Noor');
  });

  it('keep it for three years', async () => {
    const { number } = await certified();
    const issued = (await holding())[0]?.issuedAt;
    if (issued === undefined) throw new Error('nothing was issued');
    await world.runUntil(ENDS + 31 * DAY);
    expect(await names()).toEqual(['Dr. Noor', 'Hawre Guest']);
    expect(await world.contexts.transaction(expireAfterEvents)).toBe(after(issued, GUEST_CERTIFICATE_KEPT));
    world.clock.set(after(issued, GUEST_CERTIFICATE_KEPT));
    expect(await world.contexts.transaction(expireAfterEvents)).toBeUndefined();
    expect(await names()).toEqual([null, null]);
    expect((await browser.get(`/p/events/certificate/${number}`)).text).toContain('This certificate was withdrawn.');
  });
});
