import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MemberId, toId } from '../../src/core/ids.js';
import { after, DAY, HOUR, toInstant } from '../../src/core/time.js';
import { eventsStore } from '../../src/features/events/store/index.js';
import type { EventsTables } from '../../src/features/events/store/tables.js';
import { gather } from '../../src/features/letter/content.js';
import { lettersStore } from '../../src/features/letter/store/index.js';
import type { LetterTables } from '../../src/features/letter/store/tables.js';
import { insertEvent } from '../support/events.js';
import { guestBrowser, PUBLIC_URL } from '../support/guest-browser.js';
import { startMailServer } from '../support/mail-server.js';
import { insertResource } from '../support/resources.js';
import { createWorld, type Person, textOf, type World, type WorldOptions } from '../support/world.js';

let world: World;
let server: Awaited<ReturnType<typeof startMailServer>>;
let boss: Person;
let second: Person;
let zainab: Person;
let zainabId: MemberId;

/** The draft of December is due on Thursday 3 December at 10:00 in Baghdad, and goes out on Sunday 6 December. */
const DRAFTED = '2026-12-03T10:01:00+03:00';
const SENT = '2026-12-06T10:01:00+03:00';

async function begin(options: WorldOptions = {}): Promise<void> {
  world = await createWorld({ start: '2026-11-22T09:00:00+03:00', publicUrl: PUBLIC_URL, mail: server.mail, ...options });
  await world.addMember({ user: 'boss', name: 'Haneen', role: 'organiser', email: 'haneen@example.org' });
  await world.addMember({ user: 'second', name: 'Rafal', role: 'organiser' });
  zainabId = await world.addMember({ user: 'zainab', name: 'Zainab', email: 'zainab@example.org', language: 'ar' });
  [boss, second, zainab] = [world.person('boss'), world.person('second'), world.person('zainab')];
  await world.app.prepare();
}
beforeEach(async () => {
  server = await startMailServer();
  await begin();
});
afterEach(async () => {
  await world.close();
  await server.close();
});

const rows = () => world.store.database.db.withTables<LetterTables>();
const mailStates = async () =>
  (await rows().selectFrom('letter_mails').select(['state', 'reason']).orderBy('member_id').execute()).map(({ state, reason }) =>
    reason === null ? state : `${state} ${reason}`,
  );
const letter = () => rows().selectFrom('letters').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();
const seen = async () => {
  const { id, version } = await letter();
  return `${id}.${version}`;
};
/** Something new in each feature; the event is for everyone. */
async function news(): Promise<void> {
  const { autocommit } = world.contexts;
  await insertResource(autocommit, zainabId, { title: 'Referral pathways', sectors: ['protection'], visibility: 'public' });
  await insertResource(autocommit, zainabId, { title: 'For organisers alone', visibility: 'organisers' });
  const event = { texts: { en: { title: 'Safe spaces', about: 'Join at https://meet.example.org/abc' } }, place: 'House 7' };
  await world.runUntil('2026-11-29T09:00:00+03:00');
  await insertEvent(autocommit.tx, world.clock.now(), event);
  await insertEvent(autocommit.tx, world.clock.now(), {
    texts: { en: { title: 'Closed circle', about: '' } },
    audience: { to: 'members' },
  });
}
const agree = (person: Person) => person.pressAnyway('letter:agree:0');
async function approve(person = boss): Promise<string> {
  await person.pressAnyway(`letter:approve:${await seen()}`);
  return textOf(await person.press('letter:approve-yes'));
}
/** Drafted, approved and sent. */
async function sendLetter(): Promise<void> {
  await news();
  await world.runUntil(DRAFTED);
  await approve();
  await world.runUntil(SENT);
}

describe('the monthly letter', () => {
  it('is shown to organisers two days ahead, and is sent in three languages once one of them approved it', async () => {
    await world.addMember({ user: 'karwan', name: 'Karwan', email: 'karwan@example.org', language: 'ckb' });
    await world.addMember({ user: 'silent', name: 'Silent', email: 'imported@example.org' });
    for (const person of [boss, zainab, world.person('karwan')]) await agree(person);
    await news();
    await world.runUntil(DRAFTED);
    const [draft] = world.keys('letter:1:drafted');
    expect(draft).toBe('letter:1:drafted');
    expect(world.to('channel:organisers').at(-1)?.text).toContain('The letter of December 2026 is ready to read');
    const asked = textOf(await boss.pressAnyway(`letter:approve:${await seen()}`));
    expect(asked).toContain('By e-mail to 3 addresses');
    expect(textOf(await boss.press('letter:approve-yes'))).toContain('Approved.');
    expect(textOf(await boss.type('/community letter'))).toContain('Haneen has approved the letter of December 2026');
    expect(server.mails).toEqual([]);
    await world.runUntil(SENT);
    expect(server.mails.map(({ to }) => to).toSorted()).toEqual(['haneen@example.org', 'karwan@example.org', 'zainab@example.org']);
    const [english] = server.to('haneen@example.org');
    const [arabic] = server.to('zainab@example.org');
    const [kurdish] = server.to('karwan@example.org');
    expect(english?.header('Subject')).toBe('Mudhif: what’s new, December 2026');
    expect(arabic?.header('Subject')).toBe('جديد Mudhif، كانون الأول 2026');
    expect(arabic?.part('text/html')).toContain('<html lang="ar" dir="rtl">');
    expect(kurdish?.part('text/html')).toContain('<html lang="ckb" dir="rtl">');
    for (const mail of server.mails) {
      for (const type of ['text/plain', 'text/html']) {
        const part = mail.part(type);
        expect(part).toContain('Referral pathways');
        expect(part).toContain('Safe spaces');
        expect(part).not.toMatch(/For organisers alone|Closed circle|meet\.example\.org|House 7/);
      }
      const page = mail.part('text/html');
      expect(page).not.toMatch(/<img|<script|<link|https?:\/\/(?!mudhif\.example\.org)/);
      expect(mail.data.length).toBeLessThan(100_000);
    }
    expect(world.to('channel:general').at(-1)?.text).toContain('Referral pathways');
    expect(await mailStates()).toEqual(['sent', 'sent', 'sent']);
  });

  it('is not sent without approval, reminds once, and tells the same in the next one', async () => {
    await news();
    await world.runUntil('2026-12-20T10:00:00+03:00');
    expect(world.keys('letter:1:')).toEqual(['letter:1:drafted', 'letter:1:reminder']);
    await world.runUntil('2027-01-04T10:01:00+03:00');
    expect(await rows().selectFrom('letters').select(['month', 'state']).orderBy('id').execute()).toEqual([
      { month: '2026-12', state: 'lapsed' },
      { month: '2027-01', state: 'draft' },
    ]);
    expect((await letter()).content).not.toContain('Safe spaces');
  });

  it('has no draft in a month with nothing new', async () => {
    await world.close();
    await begin({ settings: { topics: { planAutomatically: false } } });
    await world.runUntil('2027-01-20T10:00:00+03:00');
    expect(world.keys('letter:')).toEqual([]);
    expect(textOf(await boss.type('/community letter'))).toContain('I write the next draft on');
  });

  it('is drafted again once it was switched off and on, and also after an early try that found nothing', async () => {
    await world.close();
    await begin({ settings: { topics: { planAutomatically: false } } });
    const settings = { day: '5', time: '10:00', mailsPerMinute: '30' };
    await boss.pressAnyway('letter:draft:0');
    await world.runner.runDue();
    await boss.submit('letter:settings:settings', { ...settings, monthly: ['no'] });
    expect((await world.contexts.autocommit.agenda.find('letter:draft:2026-12'))?.state).toBe('cancelled');
    await boss.submit('letter:settings:settings', { ...settings, monthly: ['yes'] });
    await news();
    await world.runUntil(DRAFTED);
    expect((await letter()).state).toBe('draft');
  });

  it('shows the second organiser what changed before they approve, and who approved', async () => {
    await news();
    await world.runUntil(DRAFTED);
    const old = await seen();
    const { id } = await letter();
    const form = { title: 'Paths of referral', words: 'In new words', leftOut: [] };
    await boss.submit(`letter:item:${old}.en.resources-1`, form);
    await boss.submit(`letter:opening:${await seen()}.ar`, { subject: 'عنوان', opening: 'أهلاً' });
    expect(textOf(await second.pressAnyway(`letter:approve:${old}`))).toMatch(
      /Someone has changed the letter since you read it[\s\S]*Paths of referral[\s\S]*Haneen/,
    );
    expect(textOf(await second.submit(`letter:item:${old}.en.resources-1`, form))).toContain('changed the letter meanwhile');
    await boss.submit(`letter:item:${await seen()}.en.events-1`, { title: 'Safe spaces', words: '', leftOut: ['out'] });
    const ask = await seen();
    await approve();
    expect(textOf(await second.pressAnyway(`letter:approve-yes:${ask}.0`))).toContain('Someone has decided about this letter already');
    expect(textOf(await boss.type('/community letter'))).toContain('Haneen has approved');
    await world.runUntil(SENT);
    const post = world.to('channel:general').at(-1)?.text ?? '';
    expect(post).toContain('Paths of referral');
    expect(post).toContain('عنوان');
    expect(post).not.toContain('Safe spaces');
    expect((await rows().selectFrom('letters').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state).toBe('sent');
    const audit = await world.contexts.autocommit.audit.list({ offset: 0, limit: 20 });
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['letter.edit', 'letter.approve']));
  });

  it('shows organisers all words that go by mail, and the channel its titles', async () => {
    await news();
    await world.runUntil(DRAFTED);
    const form = { title: 'Paths of referral', words: 'Whom to call first', leftOut: [] };
    expect(textOf(await boss.submit(`letter:item:${await seen()}.en.resources-1`, form))).toMatch(
      /Paths of referral[\s\S]*: \u2068?Whom to call first[\s\S]*The texts below them go by e-mail/,
    );
    await approve();
    await world.runUntil(SENT);
    expect(world.to('channel:general').at(-1)?.text).not.toContain('Whom to call first');
  });

  it('is of the month in which it goes out, also where an organiser has it written at the end of another one', async () => {
    await news();
    await world.runUntil('2026-11-30T11:00:00+03:00');
    await boss.pressAnyway('letter:draft:0');
    await world.runner.runDue();
    expect((await letter()).month).toBe('2026-12');
    await approve();
    await world.runUntil('2026-12-20T10:00:00+03:00');
    expect(await rows().selectFrom('letters').select(['month', 'state']).execute()).toEqual([{ month: '2026-12', state: 'sent' }]);
  });

  it('lets an organiser take the approval back, and asks again when the number of mails has changed', async () => {
    await news();
    await world.runUntil(DRAFTED);
    await boss.pressAnyway(`letter:approve:${await seen()}`);
    await agree(zainab);
    expect(textOf(await boss.press('letter:approve-yes'))).toContain('It would have gone to 0 addresses; now there are 1.');
    await approve();
    await boss.pressAnyway(`letter:take-back:${(await letter()).id}`);
    await world.runUntil(SENT);
    expect([server.mails.length, (await letter()).state]).toEqual([0, 'draft']);
  });

  it('goes in private only to those who ask for it', async () => {
    await zainab.pressAnyway('members:notice:0', ['letter.copy:here']);
    await sendLetter();
    expect(world.keys('letter:1:copy')).toEqual([`letter:1:copy:${zainabId}`]);
    expect(zainab.received().at(-1)).toContain('جديد Mudhif، كانون الأول 2026');
  });
});

describe('slides of past events', () => {
  it('are in the letter where they are for all members', async () => {
    const { tx } = world.contexts.autocommit;
    const store = eventsStore(tx);
    const stored = { hash: 'a'.repeat(64), type: 'pdf', size: 9 } as const;
    for (const [title, forOthers] of [
      ['A webinar for all', true],
      ['A webinar for those who came', false],
    ] as const) {
      const event = await insertEvent(tx, world.clock.now(), { texts: { en: { title, about: '' } } });
      const addedAt = world.clock.now();
      const file = await store.insertFile({ event, name: 'slides.pdf', size: 9, addedAt, member: zainabId, stored });
      await store.describeFile(file, { kind: 'slides', language: 'ar', forOthers });
      await tx.db.withTables<EventsTables>().updateTable('event_files').set({ told_at: addedAt }).where('id', '=', file).execute();
    }
    const content = await gather(world.contexts.autocommit, {
      from: toInstant(0),
      to: after(world.clock.now(), DAY),
      until: after(world.clock.now(), DAY),
    });
    const section = content.en.find(({ title }) => title === 'Slides of past events');
    expect(section?.items).toEqual([{ key: 'slides:1', title: 'A webinar for all', facts: 'Slides: Arabic' }]);
  });
});

describe('what is gone after the draft', () => {
  const withdrawResource = () => zainab.pressAnyway('resources:withdraw-yes:1');

  it('is not in the letter that goes out, and leaves the post that stands within a minute', async () => {
    await agree(zainab);
    await news();
    await insertResource(world.contexts.autocommit, zainabId, { title: 'Second guide' });
    await world.runUntil(DRAFTED);
    await approve();
    const { event } = (await eventsStore(world.contexts.autocommit.tx).whole(toId(1))) ?? {};
    await boss.submit(`events:cancel:1.${event?.version}`, { reason: 'The hall is closed' });
    await world.runUntil(SENT);
    const mail = server.to('zainab@example.org').at(-1)?.part('text/plain') ?? '';
    expect(mail).toContain('Referral pathways');
    expect(mail).not.toContain('Safe spaces');
    await withdrawResource();
    await world.runner.runDue();
    expect(world.updates.at(-1)).not.toContain('Referral pathways');
    expect(world.updates.at(-1)).toContain('Second guide');
  });

  it('leaves copies in private too, and a letter of which nothing is left says so', async () => {
    await zainab.pressAnyway('members:notice:0', ['letter.copy:here']);
    await world.runUntil('2026-11-29T09:00:00+03:00');
    await insertResource(world.contexts.autocommit, zainabId, { title: 'Referral pathways', visibility: 'public' });
    await world.runUntil(DRAFTED);
    await approve();
    await world.runUntil(SENT);
    expect(zainab.received().at(-1)).toContain('Referral pathways');
    world.updates.length = 0;
    await withdrawResource();
    await world.runner.runDue();
    expect(world.updates.join()).not.toContain('Referral pathways');
    expect(world.updates.join()).toContain('What this letter told is no longer here.');
    expect(world.updates.filter((text) => text.includes('لم يعد هنا ما حكته هذه الرسالة.')).length).toBeGreaterThan(1);
    expect(world.updates).toContain('لم يعد هنا ما حكته هذه الرسالة.');
    expect((await letter()).content).not.toContain('Referral pathways');
  });

  it('is kept in no draft either, nor in what organisers wrote in its place', async () => {
    await news();
    await world.runUntil(DRAFTED);
    const form = { title: 'Pathways for referrals', words: 'In Basra.', leftOut: [] };
    await boss.submit(`letter:item:${await seen()}.en.resources-1`, form);
    await withdrawResource();
    await world.runner.runDue();
    expect((await letter()).content).toContain('Safe spaces');
    expect((await letter()).content).not.toContain('Referral pathways');
    expect(JSON.stringify(await rows().selectFrom('letter_edits').selectAll().execute())).not.toContain('Pathways');
    const { id } = await letter();
    expect(textOf(await boss.pressAnyway(`letter:show:${id}.en`))).not.toMatch(/athways/);
    expect(textOf(await boss.pressAnyway(`letter:items:${await seen()}.en.0`))).not.toMatch(/athways/);
    await approve();
    await world.runUntil(SENT);
    expect((await letter()).state).toBe('sent');
  });
});

describe('consent to letters by mail', () => {
  it('is a member’s own yes for the address that they have', async () => {
    expect(textOf(await zainab.type('/profile show'))).toContain('هل تود أن يصلك الجديد');
    await agree(zainab);
    expect(textOf(await zainab.type('/profile show'))).toContain('تصل الرسالة الشهرية إلى zainab@example.org');
    await world.store.autocommit.members.update(zainabId, { email: 'office@example.org' });
    expect(textOf(await zainab.type('/profile show'))).toContain('طلبت الرسالة على عنوان آخر');
    await sendLetter();
    expect(server.mails).toEqual([]);
    expect(textOf(await boss.type('/profile show'))).toContain('Would you like to get what’s new');
  });

  it('is not there where no mail can be sent', async () => {
    await world.close();
    world = await createWorld({ publicUrl: PUBLIC_URL });
    await world.addMember({ user: 'zainab', email: 'zainab@example.org' });
    const person = world.person('zainab');
    expect(textOf(await person.type('/profile show'))).not.toContain('letter');
    expect(textOf(await person.pressAnyway('letter:agree:0'))).toContain('I can’t send mail here');
  });
});

describe('stopping the letter', () => {
  const links = async () => {
    await agree(zainab);
    await sendLetter();
    const [mail] = server.to('zainab@example.org');
    if (!mail) throw new Error('no mail came');
    const one = /<(https:[^>]+)>/.exec(mail.header('List-Unsubscribe'))?.[1] ?? '';
    const body = /https:\/\/mudhif\.example\.org\/p\/letter\/\S+/.exec(mail.part('text/plain'))?.[0] ?? '';
    return { mail, one, body };
  };

  it('takes one click in the mail program, and tells the owner in the chat', async () => {
    const { mail, one } = await links();
    expect(mail.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const browser = guestBrowser(world);
    // Programs look at links before people do.
    expect((await browser.get(one)).status).toBe(200);
    expect(await rows().selectFrom('letter_consents').select('stopped_at').execute()).toEqual([{ stopped_at: null }]);
    const request = { path: one.replace(PUBLIC_URL, ''), html: '' };
    const answer = await browser.post(request, { 'List-Unsubscribe': 'One-Click' }, { origin: PUBLIC_URL });
    expect(answer.status).toBe(200);
    await world.runner.runDue();
    expect(zainab.received().at(-1)).toContain('لم تعد الرسالة الشهرية تصلك');
    expect(textOf(await zainab.type('/profile show'))).toContain('هل تود أن يصلك الجديد');
    expect((await browser.post(request, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    expect((await browser.get(one.replace(/.$/, 'x'))).status).toBe(404);
  });

  it('is not done by whoever got the letter from its owner: they are asked at their own address', async () => {
    const { one, body, mail } = await links();
    expect(mail.part('text/plain') + mail.part('text/html')).not.toContain(one.slice(one.lastIndexOf('/') + 1));
    const browser = guestBrowser(world);
    const token = body.slice(body.lastIndexOf('/') + 1);
    expect((await browser.get(`${PUBLIC_URL}/p/letter/unsubscribe/${token}`)).status).toBe(404);
    expect((await browser.get(`${PUBLIC_URL}/p/letter/confirm/${token}`)).status).toBe(404);
    const page = await browser.get(body);
    expect(page.html).not.toContain('zainab');
    for (let time = 0; time < 3; time += 1) await browser.send(page, {});
    await world.runner.runDue();
    expect(await rows().selectFrom('letter_consents').select('stopped_at').execute()).toEqual([{ stopped_at: null }]);
    const mails = server.to('zainab@example.org');
    expect(mails).toHaveLength(2);
    const confirm = /https:\/\/mudhif\.example\.org\/p\/letter\/confirm\/\S+/.exec(mails.at(-1)?.part('text/plain') ?? '')?.[0] ?? '';
    const now = world.clock.now();
    world.clock.set(now + 8 * DAY);
    expect((await browser.get(confirm)).status).toBe(404);
    world.clock.set(now);
    expect((await browser.send(await browser.get(confirm), {})).status).toBe(200);
    expect(await rows().selectFrom('letter_consents').select('stopped_at').execute()).toEqual([{ stopped_at: world.clock.now() }]);
  });
});

describe('a mail server', () => {
  it('that refuses an address for good ends letters to it, until its owner asks again', async () => {
    await agree(zainab);
    await agree(boss);
    server.treatments.set('zainab@example.org', { code: 550, text: '5.1.1 no such mailbox' });
    await sendLetter();
    expect(await mailStates()).toEqual(['sent', 'refused 550 5.1.1']);
    expect(textOf(await boss.type('/community letter'))).toContain('1 mail didn’t arrive');
    expect(textOf(await boss.press('letter:mails'))).toContain('Zainab · refused by the mail server (550 5.1.1)');
    expect(textOf(await zainab.type('/profile show'))).toContain('عادت الرسالة المرسلة إلى');
    await agree(zainab);
    expect(textOf(await zainab.type('/profile show'))).toContain('تصل الرسالة الشهرية إلى');
  });

  it('that refuses the bot itself disables nobody', async () => {
    await agree(zainab);
    server.treatments.set('zainab@example.org', { code: 550, text: '5.7.1 relaying denied' });
    await sendLetter();
    expect(await mailStates()).toEqual(['waiting 550 5.7.1']);
    server.treatments.delete('zainab@example.org');
    await world.runUntil(world.clock.now() + HOUR);
    expect(await mailStates()).toEqual(['sent 550 5.7.1']);
  });

  it('that is busy is tried again, and given up after a day and a half', async () => {
    await agree(zainab);
    server.treatments.set('zainab@example.org', { code: 451, text: 'later', at: 'data' });
    await sendLetter();
    expect(await mailStates()).toEqual(['waiting 451']);
    await world.runUntil(world.clock.now() + 5 * DAY);
    expect(await mailStates()).toEqual(['failed 451']);
    server.treatments.delete('zainab@example.org');
    await boss.pressAnyway(`letter:again:${(await letter()).id}.failed`);
    await world.runner.runDue();
    expect([await mailStates(), server.mails.length]).toEqual([['sent'], 1]);
  });

  it('that refuses many has each on a page, and what failed otherwise can be tried again from the first', async () => {
    await agree(zainab);
    await sendLetter();
    const { id } = await letter();
    const lost: MemberId[] = [];
    for (let number = 1; number <= 25; number += 1) lost.push(await world.addMember({ name: `Nobody ${number}.` }));
    await world.contexts.transaction(async ({ tx, now }) => {
      const store = lettersStore(tx);
      await store.addMails(
        id,
        lost.map((member) => ({ member, addressHash: String(member) })),
        now,
      );
      for (const member of lost) {
        const state = member === lost.at(-1) ? 'failed' : 'refused';
        await store.changeMail({ letter: id, member }, 'waiting', { state, reason: '550' }, now);
      }
    });
    await boss.type('/community letter');
    const first = textOf(await boss.press('letter:mails'));
    expect(first).toContain('Page 1 of 2');
    expect(first).not.toContain('Nobody 25.');
    expect(boss.control('letter:again').action).toBe(`letter:again:${id}.failed`);
    expect(textOf(await boss.press(`letter:mails:${id}~1`))).toContain('Nobody 25. · given up');
  });

  it('that takes a mail and drops the connection leaves it unclear, and no second one is sent by itself', async () => {
    await agree(zainab);
    server.treatments.set('zainab@example.org', 'drop');
    await sendLetter();
    await world.runUntil(world.clock.now() + 3 * DAY);
    expect(await mailStates()).toEqual(['unknown ECONNECTION']);
    expect(server.mails).toHaveLength(1);
    await boss.type('/community letter');
    expect(textOf(await boss.press('letter:mails'))).toContain('nobody knows whether it arrived');
    server.treatments.delete('zainab@example.org');
    await boss.press('letter:again');
    await world.runner.runDue();
    const [first, again] = server.mails;
    expect(again?.header('Message-ID')).toBe(first?.header('Message-ID'));
  });

  it('that drops the connection before the mail was handed over is tried again', async () => {
    await agree(zainab);
    server.treatments.set('zainab@example.org', 'drop-early');
    await sendLetter();
    expect(await mailStates()).toEqual(['waiting ECONNECTION']);
  });

  it('brings mails back later, which organisers enter', async () => {
    await agree(zainab);
    await sendLetter();
    const text = 'Undelivered: <Zainab@example.org>, nobody@example.org.';
    expect(textOf(await boss.submit('letter:bounces:0', { addresses: text }))).toMatch(
      /1 address gets no more[\s\S]*One address I don’t know/,
    );
    expect(await mailStates()).toEqual(['bounced']);
    expect(textOf(await boss.type('/community letter'))).toMatch(/1 mail is sent\.[\s\S]*1 mail didn’t arrive/);
    expect(textOf(await zainab.type('/profile show'))).toContain('عادت الرسالة المرسلة إلى');
  });
});

describe('a test mail', () => {
  it('goes to the organiser alone, in the language that they read', async () => {
    await agree(zainab);
    await news();
    await world.runUntil(DRAFTED);
    await boss.pressAnyway(`letter:show:${(await letter()).id}.ckb`);
    await boss.press('letter:test');
    await world.runner.runDue();
    expect(server.mails.map(({ to }) => to)).toEqual(['haneen@example.org']);
    expect(server.mails[0]?.header('Subject')).toMatch(/^تاقیکردنەوە: هەواڵی نوێ/);
    expect(server.mails[0]?.header('List-Unsubscribe')).toBe('');
  });
});
