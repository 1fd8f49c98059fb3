import { afterEach, describe, expect, it } from 'vitest';
import { toId } from '../../src/core/ids.js';
import type { Language } from '../../src/core/language.js';
import { plainText, type Reply } from '../../src/core/message.js';
import { announcementKey, inThread } from '../../src/features/events/keys.js';
import { planReminders } from '../../src/features/events/reminders/plan.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventId } from '../../src/features/events/types.js';
import { insertEvent, insertGuestSpeaker, insertHost } from '../support/events.js';
import { pagesOf } from '../support/pdf.js';
import { createTopicsWorld, messageOf, type TopicsWorld } from '../support/topics.js';
import { textOf } from '../support/world.js';

let world: TopicsWorld;
afterEach(() => world.close());

const EVENT = toId<EventId>(1);
const AFTERWARDS = '2026-12-06T12:00:00+03:00';
const NUMBER = /[2-9A-Z]{5}-[2-9A-Z]{5}/;

/** Announces it, so that it has a thread. */
async function announced(): Promise<void> {
  await world.contexts.transaction(async (context) => {
    const whole = await eventsStore(context.tx).whole(EVENT);
    if (!whole) throw new Error('there is no event');
    await planReminders(context, whole.event, whole.sessions);
    const [key, to] = [announcementKey(EVENT), inThread(whole.event)];
    await context.deliveries.plan({ key, kind: 'events.announcement', args: { event: EVENT }, to, dueAt: context.now });
  });
  await world.runner.runDue();
}

/** A training in two weeks, announced, at which Zahra and Karwan were: Karwan for half of the time. */
async function trained(options: Parameters<typeof createTopicsWorld>[0] = {}): Promise<void> {
  world = await createTopicsWorld({ start: '2026-11-22T09:00:00+03:00', publicUrl: 'https://mudhif.example.org', ...options });
  const { tx } = world.store.autocommit;
  await insertEvent(tx, world.clock.now(), { kind: 'training', certificate: true });
  const store = eventsStore(tx);
  for (const [user, share] of [
    ['zahra', 100],
    ['karwan', 50],
  ] as const) {
    const at = { registeredAt: world.clock.now(), waitingSince: null, organisation: null, attends: 'online', state: 'going' } as const;
    await store.saveAnswer({ event: EVENT, member: world.id(user), ...at });
    const registration = await store.registrationOf(EVENT, world.id(user));
    const [session] = (await store.whole(EVENT))?.sessions ?? [];
    if (!registration || !session) throw new Error('nobody is registered');
    await store.saveAttendance([
      { session: session.id, registration: registration.id, source: 'list', share, recordedAt: world.clock.now() },
    ]);
  }
}

const addSpeaker = (name: string) => insertGuestSpeaker(world.store.autocommit.tx, EVENT, name, world.clock.now());

const fileOf = (reply: Reply): Uint8Array => messageOf(reply).files?.[0]?.bytes ?? new Uint8Array();
const numberIn = (reply: Reply): string => NUMBER.exec(plainText(messageOf(reply)))?.[0] ?? '';
/** The secret link of a certificate, as its owner gets it. */
const linkIn = (reply: Reply): string => /certificate\/([^"]+)"/.exec(JSON.stringify(messageOf(reply)))?.[1] ?? '';

async function page(rest: string, language: Language = 'en', query: Readonly<Record<string, string>> = {}): Promise<string> {
  const reply = await world.features.page('events/certificate')?.serve(world.contexts.autocommit, { rest, query, language });
  if (reply?.type !== 'document') throw new Error('no page');
  return reply.body.text;
}

describe('certificates', () => {
  it('are for those who attended enough, once the event is over, and the same when taken again', async () => {
    await trained();
    expect(textOf(await world.zahra.pressAnyway('events:certificate:1'))).toContain('n’t over yet');
    expect(textOf(await world.zahra.type('/events certificate'))).toContain('There is none yet');
    world.clock.set(Date.parse(AFTERWARDS));
    expect(textOf(await world.karwan.pressAnyway('events:certificate:1'))).toContain('needs 80% of the event');
    expect(textOf(await world.zahra.type('/events certificate'))).toContain('Safe spaces');
    const taken = await world.zahra.press('events:certificate');
    const [printed] = await pagesOf(fileOf(taken));
    expect(printed).toMatch(/Certificate of Participation This certificate is given to zahra for taking part in Safe spaces/);
    expect(printed).toContain(`Number ${numberIn(taken)}`);
    expect(numberIn(await world.zahra.pressAnyway('events:certificate:1'))).toBe(numberIn(taken));
    expect(textOf(await world.lava.pressAnyway('events:certificate:1'))).toContain('needs 80% of the event');
  });

  it('can be checked by anyone; the name is for whoever has the link', async () => {
    await trained();
    world.clock.set(Date.parse(AFTERWARDS));
    const taken = await world.zahra.pressAnyway('events:certificate:1');
    const number = numberIn(taken);
    const [shown, typed] = [await page(linkIn(taken)), await page('', 'en', { number: ` ${number.toLowerCase().replace('-', ' ')} ` })];
    for (const text of [shown, typed]) expect(text).toContain('This certificate is valid.');
    expect(shown).toContain('zahra');
    expect(typed).not.toContain('zahra');
    expect(typed).toContain('The name is shown only');
    expect(await page(`${number}.${'0'.repeat(32)}`)).not.toContain('zahra');
    expect(await page(number, 'ar')).toContain('هذه الشهادة صالحة');
    expect(await page('23456-<b>ZZ')).toMatch(/There is no certificate with the number .*23456-&lt;b&gt;ZZ/);
    expect(await page('')).not.toContain('verdict');
  });

  it('are issued anew under the name that somebody has now; the old number says so', async () => {
    await trained();
    world.clock.set(Date.parse(AFTERWARDS));
    const first = await world.zahra.pressAnyway('events:certificate:1');
    await world.store.autocommit.members.update(world.id('zahra'), { name: 'Zahra Ali', language: 'ckb' });
    expect(numberIn(await world.zahra.pressAnyway('events:certificate:1'))).toBe(numberIn(first));
    const second = await world.zahra.press('events:certificate-name');
    expect(numberIn(second)).not.toBe(numberIn(first));
    expect((await pagesOf(fileOf(second)))[0]).toContain('Zahra Ali');
    const all = await eventsStore(world.store.autocommit.tx).certificatesAt(EVENT);
    expect(all.map(({ number, language }) => [number === numberIn(second), language]).toSorted()).toEqual([
      [false, 'en'],
      [true, 'ckb'],
    ]);
    expect(await page(linkIn(first))).toMatch(/replaced by a newer one[^]*(?<!zahra)$/);
    expect(await page(linkIn(second))).toContain('Zahra Ali');
    expect(numberIn(await world.zahra.pressAnyway('events:certificate-name:1'))).toBe(numberIn(second));
  });

  it('of a person who was erased are withdrawn and still counted', async () => {
    await trained();
    world.clock.set(Date.parse(AFTERWARDS));
    const taken = await world.zahra.pressAnyway('events:certificate:1');
    await world.zahra.type('/profile forget');
    await world.zahra.press('members:forget');
    const shown = await page(linkIn(taken));
    expect(shown).toContain('This certificate was withdrawn.');
    expect(shown).not.toContain('zahra');
    expect(await eventsStore(world.store.autocommit.tx).certificatesAt(EVENT)).toMatchObject([{ name: null, member: null }]);
  });

  it('are issued by organisers for all, with guests and speakers, once, and those who asked are told', async () => {
    await trained();
    await announced();
    await addSpeaker('Dr. Noor (guest)');
    await insertHost(world.store.autocommit.tx, EVENT, world.id('lava'));
    await world.zahra.pressAnyway('events:remind:1.yes');
    world.clock.set(Date.parse(AFTERWARDS));
    expect(textOf(await world.zahra.pressAnyway('events:certificates:1'))).toContain('organisers');
    expect(textOf(await world.boss.type('/events certificates 1'))).toContain('None yet; 2 are missing');
    const issued = await world.boss.press('events:certificates-issue');
    const pages = await pagesOf(fileOf(issued));
    expect(pages).toHaveLength(2);
    expect(pages.join()).toContain('given to Dr. Noor (guest) for speaking at');
    await world.boss.pressAnyway('events:certificates-issue:1');
    await world.runner.runDue();
    expect(world.sent.filter(({ key }) => key.startsWith('events:certificates:')).map(({ to }) => to.split(':')[0])).toHaveLength(2);
    expect(world.zahra.received().at(-1)).toContain('Your certificate of “Safe spaces” is ready');
    expect((await world.audit()).filter(({ action }) => action === 'events.certificates')).toHaveLength(1);
  });

  it('of a guest are corrected by organisers; the old number is withdrawn', async () => {
    await trained();
    await addSpeaker('Dr Nor');
    world.clock.set(Date.parse(AFTERWARDS));
    await world.boss.pressAnyway('events:certificates-issue:1');
    const guest = (await eventsStore(world.store.autocommit.tx).certificatesAt(EVENT)).find(({ name }) => name === 'Dr Nor')?.number ?? '';
    const correct = (number: string, name: string) => world.boss.submit('events:certificate-correct:1', { number, name });
    expect(textOf(await correct('22222-22222', 'Noor'))).toContain('No certificate of this event');
    const corrected = await correct(guest.toLowerCase(), 'Dr. Noor');
    expect((await pagesOf(fileOf(corrected)))[0]).toContain('Dr. Noor');
    expect(textOf(await correct(guest, 'Dr. Noor'))).toContain('holds no more');
    expect(await page(guest)).toContain('This certificate was withdrawn.');
    expect(textOf(await world.boss.type('/events certificates 1'))).not.toContain('missing');
  });

  it('are offered in the thanks to those who get one', async () => {
    await trained();
    await announced();
    for (const person of [world.zahra, world.karwan]) await person.pressAnyway('events:remind:1.yes');
    await world.runUntil('2026-12-06T14:30:00+03:00');
    expect(world.zahra.received().at(-1)).toContain('Your certificate is ready, too.');
    expect(world.karwan.received().at(-1)).not.toContain('certificate');
    world.zahra.lookAtMessages();
    expect(numberIn(await world.zahra.press('events:certificate'))).toMatch(NUMBER);
  });

  it('have no link where the bot has no public address', async () => {
    await trained({ publicUrl: undefined as never });
    world.clock.set(Date.parse(AFTERWARDS));
    const taken = await world.zahra.pressAnyway('events:certificate:1');
    expect(linkIn(taken)).toBe('');
    expect((await pagesOf(fileOf(taken)))[0]).not.toContain('http');
  });
});
