import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/language.js';
import type { Reply } from '../../src/core/message.js';
import { after, DAY } from '../../src/core/time.js';
import { noPersonalData } from '../../src/feature-api/index.js';
import { speaker } from '../../src/language/index.js';
import { featuresAnd } from '../support/features.js';
import { createPeople, type People, textOf } from '../support/people.js';
import { engines } from '../support/store.js';

const en = speaker('en');
const everything = {
  organisation: 'everyone',
  languages: 'organisers',
  sectors: 'nobody',
  offers: 'everyone',
  wants: 'organisers',
  hours: 'nobody',
  email: 'organisers',
} as const;

function fileOf(reply: Reply): Record<string, unknown> {
  const [file] = reply.type === 'message' ? (reply.message.files ?? []) : [];
  if (!file) throw new Error('no file');
  const parsed: unknown = JSON.parse(new TextDecoder().decode(file.bytes));
  return parsed as Record<string, unknown>;
}

describe.each(engines())('/profile on $name', ({ open }) => {
  let people: People;
  beforeEach(async () => {
    people = await createPeople({ open });
  });
  afterEach(() => people.close());

  async function addSara() {
    const organisation = await people.addOrganisation('Rafidain Network');
    return people.addMember('Sara', {
      organisation,
      languages: ['ar'],
      sectors: ['recovery'],
      offers: ['legal-aid', 'calligraphy'],
      wants: ['fundraising'],
      email: 'sara@example.org',
      visibility: everything,
    });
  }

  it('shows each reader what they may see, and not that there is more', async () => {
    await addSara();
    const reader = await people.addMember('Reader');
    const boss = people.person('boss');
    await boss.type('/profile edit');
    const forAll = textOf(await reader.type('/profile show @Sara'));
    for (const shown of ['Rafidain Network', 'Legal aid', 'calligraphy']) expect(forAll).toContain(shown);
    for (const hidden of ['Arabic', 'Relief and recovery', 'Fundraising', '09:00', 'sara@example.org', 'Nobody', 'nobody', 'Organisers']) {
      expect(forAll).not.toContain(hidden);
    }
    const forOrganisers = textOf(await boss.type('/profile show Sara'));
    for (const shown of ['Arabic', 'Fundraising', 'sara@example.org']) expect(forOrganisers).toContain(shown);
    for (const hidden of ['Relief and recovery', '09:00']) expect(forOrganisers).not.toContain(hidden);
    const own = textOf(await people.person('Sara').type('/profile show'));
    for (const shown of ['Relief and recovery', '09:00', 'sara@example.org']) expect(own).toContain(shown);
  });

  it('shows a newcomer nobody but themselves', async () => {
    await addSara();
    const newcomer = people.person('new');
    expect(textOf(await newcomer.type('/profile show Sara'))).toBe(en.plain('dispatch.needs-induction'));
    expect(textOf(await newcomer.type('/profile show'))).not.toContain('Rafidain');
  });

  it('finds a member by a part of the name, and names candidates where several fit', async () => {
    const [one, two] = [await people.addOrganisation('North Bridge'), await people.addOrganisation('South Bridge')];
    await people.addMember('Zainab Ali', { organisation: one });
    await people.addMember('زينب علي', { organisation: two });
    await people.addMember('Zainab Hasan', { organisation: two, visibility: { ...everything, organisation: 'nobody' } });
    const reader = await people.addMember('Reader');
    expect(textOf(await reader.type('/profile show zainab ali'))).toContain('Zainab Ali');
    expect(textOf(await reader.type('/profile show زينب'))).toContain('زينب علي');
    const several = textOf(await reader.type('/profile show @zainab'));
    expect(several).toContain('Zainab Ali (North Bridge)');
    expect(several).toContain('Zainab Hasan');
    expect(several).not.toContain('South Bridge');
    expect(textOf(await reader.type('/profile show zainab north'))).toContain('Zainab Ali');
    // What a profile hides can't be found out by searching for it.
    expect(textOf(await reader.type('/profile show hasan south'))).toContain('I know nobody');
    expect(textOf(await reader.type('/profile show nobody-at-all'))).toContain('I know nobody');
  });

  it('reads what is pasted with marks of direction, no-break spaces and curly quotes', async () => {
    const organisation = await people.addOrganisation('Women’s Voice');
    const voice = await people.addMember('Al-Noor Hadi', { organisation });
    const reader = await people.addMember('Reader');
    for (const name of ["women's voice noor", '\u2067Al‑Noor\u00a0Hadi\u2069', '“Al Noor Hadi”', 'alnoor']) {
      expect(textOf(await reader.type(`/profile show ${name}`))).toContain('Al-Noor Hadi');
    }
    await voice.type('/profile \u2066timezone\u2069 \u200famman\u200e');
    expect((await voice.member()).timezone).toBe('Asia/Amman');
    await voice.submit('members:name:0', { name: '\u2066Noor\u00a0Hadi\u2069' });
    expect((await voice.member()).name).toBe('Noor Hadi');
  });

  it('speaks the language that is chosen, from that answer on', async () => {
    const sara = await addSara();
    await sara.type('/profile language');
    expect(textOf(await sara.press('members:language:ckb'))).toContain(speaker('ckb').plain('members.language.changed'));
    expect(textOf(await sara.type('/profile language ar'))).toBe(speaker('ar').plain('members.language.changed'));
    expect(textOf(await sara.type('/profile language klingon'))).toContain('en · ar · ckb');
  });

  it('takes a time zone by city, and refuses one that does not exist', async () => {
    const sara = await addSara();
    await sara.type('/profile timezone amman');
    expect((await sara.member()).timezone).toBe('Asia/Amman');
    expect(textOf(await sara.type('/profile timezone Atlantis'))).toContain('Atlantis');
    const form = await sara.type('/profile timezone');
    expect(form.type === 'form' && form.form.id).toBe('members:timezone:0');
    await sara.submit('members:timezone:0', { timezone: 'Europe/Berlin' });
    expect((await sara.member()).timezone).toBe('Europe/Berlin');
  });

  it('edits each part on its own, and says that it is saved', async () => {
    const sara = await addSara();
    await sara.type('/profile edit');
    await sara.press('members:form:work');
    expect(textOf(await sara.submit('members:work:0', { languages: ['ar', 'en', 'xx'], sectors: ['awareness', 'magic'] }))).toContain(
      en.plain('members.saved'),
    );
    expect(await sara.member()).toMatchObject({ languages: ['ar', 'en'], sectors: ['awareness'], status: 'active' });
    await sara.press('members:goto:visibility');
    await sara.press('members:form:visibility-contact');
    await sara.submit('members:visibility-contact:0', { offers: ['organisers'], wants: ['everybody'], email: 'nobody' });
    expect((await sara.member()).visibility).toEqual({ ...everything, offers: 'organisers', email: 'nobody' });
    await sara.press('members:edit');
    await sara.press('members:goto:language');
    await sara.press('members:language:ar');
    expect((await sara.member()).language).toBe('ar');
  });

  it('exports all that is held about a person, and nothing of others but names', async () => {
    const sara = await addSara();
    const other = await people.addMember('Karim', { email: 'karim@example.org', wants: ['media'] });
    const [me, him] = [await sara.member(), await other.member()];
    const { autocommit: read } = people.store;
    await read.coffee.addAvoided(me.id, him.id);
    const at = people.clock.now();
    const round = await read.coffee.insertRound({
      number: 1,
      state: 'closed',
      invitationAt: at,
      matchingAt: at,
      nudgeAt: at,
      checkInAt: at,
      closingAt: at,
      seed: 7,
      explanation: null,
    });
    await read.coffee.saveEnrolment({ member: me.id, state: 'in', pausedUntil: null, unanswered: 0, volunteer: true, joinedAt: at });
    await read.coffee.saveParticipations([
      { round, member: me.id, answer: 'in', result: 'matched', reason: null, responded: true },
      { round, member: him.id, answer: 'in', result: 'matched', reason: null, responded: true },
    ]);
    const seat = { organisation: null, outcome: null, laterOutcome: null } as const;
    await read.coffee.insertMatch({
      round,
      members: [
        { ...seat, member: me.id, checkIn: 'met', note: 'my own words' },
        { ...seat, member: him.id, checkIn: 'not-a-good-match', note: 'his private words' },
      ],
      firstToWrite: me.id,
      score: 1,
      reasons: [{ kind: 'common-sector', sector: 'secret' }],
      commonLanguages: ['ar'],
      lastWordAt: null,
    });
    await read.webChat.saveUser({ user: 'Sara', name: 'Sara' });
    await read.webChat.insertConversation({ id: 'c', kind: 'group', key: 'coffee:1', title: 't', users: ['Sara'] });
    const message = { conversation: 'c', thread: null, onlyFor: null, at, key: null } as const;
    await read.webChat.insertMessage({ ...message, author: 'Sara', content: { type: 'text', text: 'what I wrote', files: [] } });
    await read.webChat.insertMessage({ ...message, author: 'Karim', content: { type: 'text', text: 'what he wrote', files: [] } });

    const data = fileOf(await sara.type('/profile export'));
    expect(data).toMatchObject({
      profile: { name: 'Sara', email: 'sara@example.org', organisation: { name: 'Rafidain Network' } },
      accounts: [{ platform: 'web', user: 'Sara' }],
      doNotMatch: [{ name: 'Karim' }],
      coffee: {
        enrolment: { state: 'in', volunteer: true },
        rounds: [{ round: 1, answer: 'in', result: 'matched' }],
        matches: [{ round: 1, with: ['Karim'], youWriteFirst: true, yourCheckIn: 'met', yourNote: 'my own words' }],
      },
      messagesYouWrote: [{ text: 'what I wrote' }],
    });
    const text = JSON.stringify(data);
    for (const private_ of ['karim@example.org', 'his private words', 'not-a-good-match', 'secret', 'what he wrote', 'media']) {
      expect(text).not.toContain(private_);
    }
    const his = JSON.stringify(fileOf(await other.type('/profile export')));
    for (const private_ of ['my own words', '"met"', 'Rafidain', 'sara@example.org']) expect(his).not.toContain(private_);
    expect(fileOf(await other.type('/profile export')).doNotMatch).toEqual([]);
  });
});

describe('/profile forget', () => {
  let folder: string;
  let people: People;
  let gone: number[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mudhif-'));
    gone = [];
    people = await createPeople({
      file: join(folder, 'test.db'),
      features: featuresAnd({
        name: 'test',
        person: { ...noPersonalData, onMemberRemoved: async (_context, member) => void gone.push(member) },
      }),
    });
  });
  afterEach(async () => {
    await people.close();
    rmSync(folder, { recursive: true });
  });

  it.each(LANGUAGES)('asks once, then leaves nothing: not in the database, its files or the logs (%s)', async (language) => {
    const boss = people.person('boss');
    await boss.type('/community about');
    const sara = people.person('qxsara-account');
    await sara.join({ name: 'Qxplatformname' });
    await sara.press(`members:start:${language}`);
    await sara.submit('members:name:0', { name: 'Qxzuhair' });
    await sara.submit('members:propose:0', { name: 'Qxorganisation', type: 'local', governorates: [] });
    await sara.submit('members:work:0', { languages: ['ar'], sectors: [] });
    await sara.submit('members:exchange:0', { 'offers-own': 'qxpottery', 'wants-own': 'qxweaving' });
    await sara.submit('members:email:0', { email: 'qxmail@example.org' });
    const { id } = await sara.member();
    const dump = () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('');
    expect(dump().toLowerCase()).toContain('qxpottery');

    const say = speaker(language);
    expect(textOf(await sara.type('/profile forget'))).toContain(say.plain('members.forget.ask'));
    expect(await sara.isKnown()).toBe(true);
    expect(textOf(await sara.press('members:forget-confirm'))).toBe(say.plain('members.forget.done'));

    expect(await sara.isKnown()).toBe(false);
    expect(gone).toEqual([id]);
    await people.runUntil(after(people.clock.now(), 10 * DAY));
    expect(sara.received()).toHaveLength(1);
    await people.store.close();
    expect(dump().toLowerCase()).not.toContain('qx');
    expect(JSON.stringify(people.logger.lines).toLowerCase()).not.toContain('qx');
    people = await createPeople();
  });

  it('does no harm when the button is pressed again, at once or later', async () => {
    const sara = await people.addMember('Sara');
    await sara.type('/profile forget');
    const { action } = sara.control('members:forget-confirm');
    const replies = await Promise.all([sara.pressAnyway(action), sara.pressAnyway(action)]);
    for (const reply of replies) expect(textOf(reply)).toBe(en.plain('members.forget.done'));
    expect(textOf(await sara.pressAnyway(action))).toBe(en.plain('members.forget.done'));
    expect(await sara.isKnown()).toBe(false);

    // Back again months later: the button of the earlier life is no good for the new one.
    await sara.join({ name: 'Sara' });
    await sara.pressAnyway('members:start:en');
    expect(textOf(await sara.pressAnyway(action))).toBe(en.plain('members.forget.old-button'));
    expect(await sara.isKnown()).toBe(true);
  });

  it('keeps the last organiser, and tells them what to do', async () => {
    const boss = people.person('boss');
    expect(textOf(await boss.type('/profile forget'))).toBe(en.plain('members.forget.last-organiser'));
    const { id } = await boss.member();
    expect(textOf(await boss.pressAnyway(`members:forget-confirm:${id}`))).toBe(en.plain('members.forget.last-organiser'));
    expect(await boss.isKnown()).toBe(true);
    await people.addMember('Deputy', { role: 'organiser' });
    await boss.type('/profile forget');
    await boss.press('members:forget-confirm');
    expect(await boss.isKnown()).toBe(false);
  });

  it('does not erase others when a member number is forged', async () => {
    const sara = await people.addMember('Sara');
    const karim = await people.addMember('Karim');
    await karim.pressAnyway(`members:forget-confirm:${(await sara.member()).id}`);
    expect(await sara.isKnown()).toBe(true);
    expect(await karim.isKnown()).toBe(true);
  });

  it('keeps the counts of past rounds and the audit log, without a trace of who', async () => {
    const boss = people.person('boss');
    await boss.type('/community about');
    const deputy = await people.addMember('Deputy', { role: 'organiser' });
    const sara = await people.addMember('Sara');
    await deputy.pressAnyway(`community:role:${(await sara.member()).id}`, ['adviser']);
    await deputy.type('/profile forget');
    await deputy.press('members:forget-confirm');
    const [entry] = await people.store.autocommit.audit.list({ offset: 0, limit: 1 });
    expect(entry).toMatchObject({ actor: null, action: 'member.role' });
  });
});
