import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import { FORM_FIELDS_MAX, type Reply, SELECT_OPTIONS_MAX } from '../../src/core/message.js';
import { plain } from '../../src/core/text.js';
import { after, DAY } from '../../src/core/time.js';
import { speaker } from '../../src/language/index.js';
import { controlsOf, createPeople, type People, type Person, textOf } from '../support/people.js';

const sees = (reply: Reply, text: string) =>
  expect(textOf(reply).replace(/[\u2068\u2069]/g, '')).toContain(text.replace(/[\u2068\u2069]/g, ''));

describe('the induction', () => {
  let people: People;
  beforeEach(async () => {
    people = await createPeople();
    await people.addOrganisation('شبكة الرافدين للنساء');
    await people.addOrganisation('Tigris Rights Watch', { type: 'national' });
  });
  afterEach(() => people.close());

  /** From the welcome to the end, by what each card offers. */
  async function goThrough(person: Person, language: Language): Promise<Reply> {
    const say = speaker(language);
    sees(await person.press(`members:start:${language}`), say.plain('members.ask.name'));
    await person.press('members:form:name');
    sees(await person.submit('members:name:0', { name: '  زينب\u202e كريم\n' }), say.plain('members.ask.organisation'));
    await person.press('members:form:search');
    sees(await person.submit('members:search:0', { text: 'الرافدين' }), say.plain('members.organisation.found', { count: 1 }));
    const menu = person.control('members:organisation');
    const [option] = menu.type === 'select' ? menu.options : [];
    sees(await person.press('members:organisation', [option?.value ?? '']), say.plain('members.ask.work'));
    await person.press('members:form:work');
    sees(await person.submit('members:work:0', { languages: ['ar', 'ckb'], sectors: ['protection'] }), say.plain('members.ask.exchange'));
    await person.press('members:form:exchange');
    const exchange = { offers: ['legal-aid'], 'offers-own': 'ميزانيات المنح، خط عربي', wants: ['media'], 'wants-own': '' };
    sees(await person.submit('members:exchange:0', exchange), say.plain('members.ask.time'));
    await person.press('members:form:time');
    sees(
      await person.submit('members:time:0', { timezone: ['Asia/Amman'], start: '08:30', end: '15:00' }),
      say.plain('members.ask.consent'),
    );
    await person.press('members:form:visibility-contact');
    await person.submit('members:visibility-contact:0', { offers: ['everyone'], wants: ['organisers'], email: ['nobody'] });
    return person.press('members:finish');
  }

  /** From the welcome to the one question about consent, with as little as is needed. */
  async function goToQuestion(person: Person): Promise<Reply> {
    await person.press('members:start:en');
    await person.press('members:next:name');
    await person.press('members:form:search');
    await person.submit('members:search:0', { text: 'Tigris' });
    const menu = person.control('members:organisation');
    await person.press('members:organisation', [(menu.type === 'select' && menu.options[0]?.value) || '']);
    await person.submit('members:work:0', { languages: ['ar'], sectors: ['protection'] });
    await person.press('members:next:exchange');
    return person.press('members:next:time');
  }

  it.each([
    ['everyone', 'everyone'],
    ['organisers', 'organisers'],
    // An old message has a button without an answer.
    ['0', 'organisers'],
  ] as const)('asks one plain question at the end, until then shows nothing to members, and keeps the answer %s', async (answer, shown) => {
    const person = people.person('huda');
    await person.join({ name: 'Huda', language: 'en' });
    const question = await goToQuestion(person);
    sees(question, 'May other members see your organisation');
    expect(
      question.type === 'message' &&
        controlsOf(question.message)
          .map(({ label }) => label)
          .slice(0, 2),
    ).toEqual(['Yes, members may', 'No, organisers only']);
    expect(Object.values((await person.member()).visibility)).not.toContain('everyone');
    await person.pressAnyway(`members:finish:${answer}`);
    const { visibility, status } = await person.member();
    expect(status).toBe('active');
    expect(visibility).toMatchObject({ organisation: shown, languages: shown, sectors: shown, offers: shown, wants: shown });
    expect(visibility).toMatchObject({ hours: 'organisers', email: 'organisers' });
  });

  it('shows an address that somebody types to organisers alone, until its owner chooses', async () => {
    const huda = people.person('huda');
    await huda.join({ name: 'Huda', language: 'en' });
    await goToQuestion(huda);
    await huda.press('members:finish:everyone');
    const saved = textOf(await huda.submit('members:email:0', { email: 'huda@example.org' }));
    expect(saved).toContain('huda@example.org');
    const reader = await people.addMember('Reader');
    const organiser = people.person('boss');
    await organiser.type('/profile edit');
    const seenBy = async (viewer: Person) => textOf(await viewer.type('/profile show Huda')).includes('huda@example.org');
    expect([await seenBy(organiser), await seenBy(reader)]).toEqual([true, false]);

    await huda.submit('members:visibility-contact:0', { offers: ['organisers'], wants: ['organisers'], email: ['nobody'] });
    expect([await seenBy(organiser), await seenBy(reader)]).toEqual([false, false]);
  });

  it.each(LANGUAGES)('leads a newcomer through all steps by buttons alone, in %s', async (language) => {
    const person = people.person('zainab');
    await person.join({ name: 'zk', language: 'en' });
    expect(person.received()).toHaveLength(1);
    for (const each of LANGUAGES) expect(person.received()[0]).toContain(speaker(each).plain('members.welcome.text'));

    const end = await goThrough(person, language);

    const say = speaker(language);
    sees(end, say.plain('members.finished.title', { name: 'زينب كريم' }));
    expect(end.type === 'message' && controlsOf(end.message).map(({ action }) => action)).toContain('coffee:join:0');
    const member = await person.member();
    expect(member).toMatchObject({
      status: 'active',
      name: 'زينب كريم',
      language,
      languages: ['ar', 'ckb'],
      sectors: ['protection'],
      // Her own words are the Arabic name of a skill of the list, and become its code.
      offers: ['legal-aid', 'grant-budgets', 'خط عربي'],
      wants: ['media'],
      timezone: 'Asia/Amman',
      hours: { start: '08:30', end: '15:00' },
      inductionStep: null,
    });
    expect(member.visibility).toMatchObject({ wants: 'organisers', email: 'nobody', hours: 'organisers' });
    expect((await people.store.autocommit.agenda.find(`deliver:members:reminder:${member.id}`))?.state).toBe('cancelled');
    await people.runUntil(after(people.clock.now(), 30 * DAY));
    expect(person.received()).toHaveLength(1);
  });

  it('welcomes at once whoever comes in the night, and reminds by day', async () => {
    people.clock.set('2026-11-06T02:00:00+03:00');
    const person = people.person('zainab');
    await person.join({ name: 'zk' });
    expect(person.received()).toHaveLength(1);
    await people.runUntil(Date.parse('2026-11-09T07:59:00+03:00'));
    expect(person.received()).toHaveLength(1);
    await people.runUntil(Date.parse('2026-11-09T08:01:00+03:00'));
    expect(person.received()).toHaveLength(2);
  });

  it('reminds who chose no language shortly, and not with the welcome again', async () => {
    const person = people.person('zainab');
    await person.join({ name: 'zk' });
    await people.runUntil(after(people.clock.now(), 4 * DAY));
    const [welcomed, reminded] = person.received();
    expect(reminded).toContain('There is still a place for you');
    expect(reminded?.length).toBeLessThan((welcomed?.length ?? 0) / 2);
    person.lookAtMessages();
    sees(await person.press('members:start:en'), speaker('en').plain('members.ask.name'));
  });

  it('stays within what every platform can show', async () => {
    const person = people.person('zainab');
    await person.join();
    await person.press('members:start:ar');
    for (const name of ['name', 'search', 'propose', 'work', 'exchange', 'time', 'email', 'visibility-work', 'visibility-contact']) {
      const reply = await person.pressAnyway(`members:form:${name}`);
      if (reply.type !== 'form') throw new Error(`${name} opens no form`);
      expect(reply.form.fields.length).toBeLessThanOrEqual(FORM_FIELDS_MAX);
      for (const field of reply.form.fields) {
        expect([...field.label].length).toBeLessThanOrEqual(45);
        if (field.type === 'select') expect(field.options.length).toBeLessThanOrEqual(SELECT_OPTIONS_MAX);
      }
    }
  });

  it('can be left, is reminded of once after three days, and goes on where it stopped', async () => {
    const person = people.person('zainab');
    await person.join({ name: 'Zainab' });
    await person.press('members:start:en');
    await person.press('members:next:name');
    sees(await person.press('members:later'), speaker('en').plain('members.induction.later-text'));

    await people.runUntil(after(people.clock.now(), 2.9 * DAY));
    expect(person.received()).toHaveLength(1);
    await people.runUntil(after(people.clock.now(), 0.2 * DAY));
    expect(person.received()).toHaveLength(2);
    await people.runUntil(after(people.clock.now(), 60 * DAY));
    expect(person.received()).toHaveLength(2);

    person.lookAtMessages();
    sees(await person.press('members:resume'), speaker('en').plain('members.ask.organisation'));
    sees(await person.type('/profile edit'), speaker('en').plain('members.ask.organisation'));
  });

  it('writes to nobody first where the platform is not fine with that, and invites in the channel once a day', async () => {
    await people.close();
    people = await createPeople({ mayWriteFirst: false });
    const [one, two] = [people.person('one'), people.person('two')];
    await one.join();
    await two.join();
    expect(one.received()).toEqual([]);
    expect(people.sent.map(({ to }) => to)).toEqual(['channel:general']);
    expect(people.sent[0]?.message.cards).toHaveLength(3);
    expect(people.sent[0]?.text).not.toContain('one');
    await people.runUntil(after(people.clock.now(), 10 * DAY));
    expect(people.sent).toHaveLength(1);
    // Who comes later finds the card at the end of the channel, and only there.
    await people.person('three').join();
    expect(people.sent.map(({ to }) => to)).toEqual(['channel:general', 'channel:general']);
    expect(people.fake.removed).toHaveLength(1);

    const reply = await two.pressAnyway('members:start:ckb', [], 'channel');
    expect(reply).toMatchObject({ type: 'message', visibility: 'private' });
    // The card stays for the next newcomer.
    expect(reply.type === 'message' && reply.replace).not.toBe(true);
    sees(reply, speaker('ckb').plain('members.ask.name'));
    // Who presses a button in the direct conversation has opened it.
    await two.pressAnyway('members:later:0');
    await people.runUntil(after(people.clock.now(), 4 * DAY));
    expect(two.received()).toHaveLength(1);
    expect(one.received()).toEqual([]);
  });

  it('takes the same form twice, and two at once, without harm', async () => {
    const person = people.person('zainab');
    await person.join();
    await person.press('members:start:en');
    const form = { name: 'Zainab' };
    await Promise.all([person.submit('members:name:0', form), person.submit('members:name:0', form)]);
    expect(await person.member()).toMatchObject({ name: 'Zainab', inductionStep: 'organisation' });
    const proposal = { name: 'Amal Foundation', type: 'local', governorates: ['basra'] };
    await Promise.all([person.submit('members:propose:0', proposal), person.submit('members:propose:0', proposal)]);
    expect((await people.store.autocommit.organisations.list()).filter(({ name }) => name === 'Amal Foundation')).toHaveLength(1);
    await people.runner.runDue();
    expect(people.sent.filter(({ to }) => to === 'channel:organisers')).toHaveLength(1);
  });

  it('answers buttons of a finished induction with the profile, and changes nothing by them', async () => {
    const person = people.person('zainab');
    await person.join();
    await goThrough(person, 'en');
    const before = await person.member();
    for (const action of ['members:next:name', 'members:finish:0', 'members:resume:0', 'members:goto:work']) {
      sees(await person.pressAnyway(action), speaker('en').plain('members.profile.edit-title', { name: before.name }));
    }
    expect(await person.member()).toEqual(before);
    sees(await person.pressAnyway('members:next:nonsense'), speaker('en').plain('dispatch.button-unknown'));
    sees(await person.pressAnyway('members:organisation:0', ['4711']), speaker('en').plain('members.error.organisation-gone'));
  });

  it('does not finish without an organisation, and says so by showing that step', async () => {
    const person = people.person('zainab');
    await person.join({ name: 'Zainab' });
    await person.press('members:start:en');
    sees(await person.pressAnyway('members:finish:0'), speaker('en').plain('members.ask.organisation'));
    sees(await person.pressAnyway('members:next:organisation'), speaker('en').plain('members.ask.organisation'));
    expect(await person.member()).toMatchObject({ status: 'newcomer' });
  });

  it.each([
    ['members:name:0', { name: 'ا'.repeat(10_000) }, 'common.error.long'],
    ['members:name:0', { name: '\u202e\u200f  ' }, 'common.error.empty'],
    ['members:propose:0', { name: 'x'.repeat(121), type: 'local' }, 'common.error.long'],
    ['members:work:0', { languages: [], sectors: ['protection'] }, 'common.error.none-chosen'],
    ['members:time:0', { timezone: ['Asia/Baghdad'], start: '17:00', end: '09:00' }, 'common.error.hours'],
    ['members:time:0', { timezone: ['Asia/Baghdad'], start: '9 o’clock', end: '17:00' }, 'common.error.time'],
    ['members:exchange:0', { offers: [], 'wants-own': 'y'.repeat(61) }, 'members.error.phrase-long'],
    ['members:email:0', { email: 'not an address' }, 'members.error.email'],
    ['members:timezone:0', { timezone: 'Atlantis' }, 'common.error.zone'],
  ] as const)('refuses %s with a sentence and changes nothing', async (form, values, key) => {
    const person = people.person('zainab');
    await person.join();
    await person.press('members:start:en');
    const before = await person.member();
    const reply = await person.submit(form, values);
    expect(reply.type).toBe('form-errors');
    const words = (text: string) => text.replace(/[\u2068\u2069]/g, '').replace(/[“”"\d,]/g, '');
    const expected = speaker('en').phrase({ key, values: { length: 0, max: 0, text: 'Atlantis' } });
    expect(words(textOf(reply)).slice(-20)).toBe(words(plain(expected)).slice(-20));
    expect(await person.member()).toEqual(before);
  });

  it('keeps markup and direction marks harmless in names', async () => {
    const person = people.person('zainab');
    await person.join();
    await person.press('members:start:en');
    await person.submit('members:name:0', { name: '<b>@everyone</b> \u202eلينا\u200f' });
    expect((await person.member()).name).toBe('<b>@everyone</b> لينا');
  });
});
