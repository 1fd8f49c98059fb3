import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/core/language.js';
import { after } from '../../src/core/time.js';
import { importMembers } from '../../src/features/members/import/run.js';
import { exportProfile } from '../../src/features/members/person.js';
import { speaker } from '../../src/language/index.js';
import { controlsOf, createPeople, type People, type Person, textOf } from '../support/people.js';

const en = speaker('en');

describe('a proposed organisation', () => {
  let people: People;
  let boss: Person;
  let sara: Person;
  beforeEach(async () => {
    people = await createPeople();
    boss = people.person('boss');
    await boss.type('/community about');
    await people.addOrganisation('Basra Women Network');
    sara = people.person('sara');
    await sara.join({ name: 'Sara' });
    await sara.press('members:start:en');
    await sara.press('members:next:name');
    await sara.press('members:form:propose');
    // A similar one is offered first, and nothing is proposed until they say that it is none of these.
    const offered = await sara.submit('members:propose:0', { name: 'Basra Women’s Network', type: 'local', governorates: ['basra'] });
    expect(textOf(offered)).toContain(speaker('en').plain('members.similar.title'));
    await people.runner.runDue();
    expect(people.sent.filter(({ to }) => to === 'channel:organisers')).toEqual([]);
    expect((await people.store.autocommit.organisations.list()).map(({ name }) => name)).toEqual(['Basra Women Network']);
    expect((await sara.member()).organisation).toBeNull();
    await sara.press('members:propose-new');
    await people.runner.runDue();
  });
  afterEach(() => people.close());

  const finish = async () => {
    for (const step of ['work', 'exchange', 'time']) await sara.pressAnyway(`members:next:${step}`);
    return sara.pressAnyway('members:finish:0');
  };
  const proposed = async () => {
    const organisation = (await people.store.autocommit.organisations.list()).find(({ status }) => status === 'proposed');
    if (!organisation) throw new Error('nothing is proposed');
    return organisation;
  };

  it('is asked about in the organisers’ channel, in all languages, and lets its member wait', async () => {
    const asked = people.sent.filter(({ to }) => to === 'channel:organisers');
    expect(asked).toHaveLength(1);
    for (const language of LANGUAGES) expect(asked[0]?.text).toContain(speaker(language).plain('members.proposal.title'));
    expect(asked[0]?.text).toContain('Sara');
    expect(controlsOf(asked[0]?.message ?? { cards: [] })).toHaveLength(3);

    const end = await finish();
    expect(textOf(end)).toContain(en.plain('members.finished.pending'));
    expect(end.type === 'message' && controlsOf(end.message).map(({ action }) => action)).not.toContain('coffee:join:0');
    expect((await sara.member()).status).toBe('pending');
    // Names of members are not for whoever walked in, not even as candidates.
    expect(textOf(await sara.type('/profile show b'))).toBe(en.plain('dispatch.needs-approval'));
  });

  it('is approved: its member is active and hears of it; a second press says that it is done', async () => {
    await finish();
    const { id } = await proposed();
    const reply = await boss.pressAnyway(`members:org-approve:${id}`, [], 'channel');
    expect(reply).toMatchObject({ type: 'message', visibility: 'conversation', replace: true });
    expect((await sara.member()).status).toBe('active');
    await people.runner.runDue();
    expect(sara.received().at(-1)).toContain(en.plain('members.finished.text'));
    expect(textOf(await boss.pressAnyway(`members:org-approve:${id}`, [], 'channel'))).toBe(en.plain('members.error.organisation-decided'));
    expect(textOf(await boss.pressAnyway(`members:org-refuse:${id}`))).toBe(en.plain('members.error.organisation-decided'));
    await people.runner.runDue();
    expect(sara.received()).toHaveLength(2);
    expect((await people.store.autocommit.audit.list({ offset: 0, limit: 9 })).map(({ action }) => action)).toEqual([
      'organisation.approve',
    ]);
  });

  it('approved during the induction makes no newcomer a member', async () => {
    await boss.pressAnyway(`members:org-approve:${(await proposed()).id}`);
    expect((await sara.member()).status).toBe('newcomer');
    await finish();
    expect((await sara.member()).status).toBe('active');
  });

  it('is joined to one that is on the list, under whatever name', async () => {
    await finish();
    const { id } = await proposed();
    await boss.pressAnyway(`members:org-merge:${id}`, [], 'channel');
    const menu = boss.control('members:org-merge-into');
    const target = menu.type === 'select' ? menu.options.find(({ label }) => label === 'Basra Women Network') : undefined;
    await boss.press('members:org-merge-into', [target?.value ?? '']);
    expect(await sara.member()).toMatchObject({ status: 'active', organisation: Number(target?.value) });
    expect(await people.store.autocommit.organisations.find(id)).toBeUndefined();
    await people.runner.runDue();
    expect(sara.received().at(-1)).toContain('Basra Women Network');
  });

  it('is refused: it goes, and its member chooses another', async () => {
    await finish();
    const { id } = await proposed();
    await boss.pressAnyway(`members:org-refuse:${id}`);
    expect(await people.store.autocommit.organisations.find(id)).toBeUndefined();
    expect(await sara.member()).toMatchObject({ status: 'pending', organisation: null });
    await people.runner.runDue();
    expect(sara.received().at(-1)).toBe(en.plain('members.refused.text'));
    sara.lookAtMessages();
    await sara.press('members:form:search');
    await sara.submit('members:search:0', { text: 'basra' });
    const menu = sara.control('members:organisation');
    await sara.press('members:organisation', [menu.type === 'select' ? (menu.options[0]?.value ?? '') : '']);
    expect((await sara.member()).status).toBe('active');
  });

  it('that is on the list already is chosen instead', async () => {
    const two = people.person('two');
    await two.join();
    await two.press('members:start:ar');
    await two.submit('members:propose:0', { name: '  BASRA   women network ', type: 'national' });
    const organisation = (await two.member()).organisation;
    expect(organisation && (await people.store.autocommit.organisations.find(organisation))).toMatchObject({
      name: 'Basra Women Network',
      type: 'local',
    });
  });

  it('that nobody stands behind any more goes, and its card with it', async () => {
    const { id } = await proposed();
    await sara.pressAnyway('members:organisation:0', [
      String((await people.store.autocommit.organisations.findByName('Basra Women Network'))?.id),
    ]);
    expect(await people.store.autocommit.organisations.find(id)).toBeUndefined();
  });

  it('keeps what was typed while somebody looks at similar ones, and forgets it once they have chosen', async () => {
    const two = people.person('two');
    await two.join();
    await two.press('members:start:en');
    const typed = { name: 'Network of Basra Women in the South', type: 'national', governorates: ['basra', 'maysan'] };
    expect(textOf(await two.submit('members:propose:0', typed))).toContain('Did you mean one of these?');
    expect(two.control('members:join')).toMatchObject({ label: 'Basra Women Network' });
    // Back, and the form again: it holds what they typed.
    const form = await two.pressAnyway('members:form:propose');
    const values =
      form.type === 'form' ? form.form.fields.map((field) => ('value' in field ? field.value : 'values' in field && field.values)) : [];
    expect(values).toEqual([typed.name, ['national'], ['basra', 'maysan']]);
    expect((await exportProfile(people.contexts.autocommit, (await two.member()).id)).profile).toMatchObject({ organisationTyped: typed });

    const network = await people.store.autocommit.organisations.findByName('Basra Women Network');
    await two.pressAnyway(`members:join:${network?.id}`);
    expect((await exportProfile(people.contexts.autocommit, (await two.member()).id)).profile).toMatchObject({ organisationTyped: null });
    // An old button finds nothing to propose, so it asks.
    expect((await two.pressAnyway('members:propose-new:0')).type).toBe('form');
    expect((await two.member()).organisation).toBe(network?.id);
  });

  it('asks an organiser too before they add one that is like another', async () => {
    await boss.pressAnyway('members:start:en');
    expect(textOf(await boss.submit('members:propose:0', { name: 'The Basra Women Network', type: 'local' }))).toContain('Did you mean');
    expect((await people.store.autocommit.organisations.list()).map(({ name }) => name)).not.toContain('The Basra Women Network');
    await boss.press('members:propose-new');
    expect(await people.store.autocommit.organisations.findByName('The Basra Women Network')).toMatchObject({ status: 'approved' });
  });

  it('is asked about in a list too: the dry run warns of one that is like another', async () => {
    const list = 'name,organisation\nRana Salim,Network of Basra Women\nHuda Jabbar,Reed House\nAli Hasan,network of basra women\n';
    const { lines } = await importMembers(people.contexts.autocommit, list, { dryRun: true, actor: null });
    expect(lines.map(({ verdict, warnings }) => [verdict, warnings.map(({ key }) => key)])).toEqual([
      ['created', ['members.import.similar-organisation']],
      ['created', []],
      ['created', []],
    ]);
    expect(en.plain('members.import.similar-organisation', { name: 'X', into: 'Y' })).toContain('Y');
  });

  it('is warned of where two of a list are alike and both are new, in a dry run and in the import', async () => {
    const list = 'name,organisation\nRana,Reed House\nHuda,Reed Hause\nNoor,Reed House\nAli,Marsh Women\nLana,Reed House Clinic\n';
    for (const dryRun of [true, false]) {
      const { lines } = await importMembers(people.contexts.autocommit, list, { dryRun, actor: null });
      expect(lines.map(({ verdict, warnings }) => [verdict, warnings])).toEqual([
        ['created', []],
        ['created', [{ key: 'members.import.similar-in-list', values: { name: 'Reed Hause', other: 'Reed House' } }]],
        ['created', []],
        ['created', []],
        ['created', []],
      ]);
    }
  });

  it('needs nobody’s approval when an organiser adds it', async () => {
    await boss.pressAnyway('members:start:en');
    await boss.submit('members:propose:0', { name: 'Mudhif House', type: 'local' });
    expect(await people.store.autocommit.organisations.findByName('Mudhif House')).toMatchObject({ status: 'approved' });
  });

  it('is decided by organisers only', async () => {
    const { id } = await proposed();
    for (const action of ['org-approve', 'org-refuse', 'org-merge', 'org-merge-into', 'org-merge-search']) {
      expect(textOf(await sara.pressAnyway(`members:${action}:${id}`, ['1']))).toBe(en.plain('dispatch.needs-organiser'));
    }
    expect(await proposed()).toMatchObject({ id });
  });
});

describe('people who come and go', () => {
  let people: People;
  beforeEach(async () => {
    people = await createPeople();
  });
  afterEach(() => people.close());

  it('become one member each, however many events come at once', async () => {
    const sara = people.person('sara');
    await Promise.all([sara.type('/profile show'), sara.type('/profile show'), sara.join({ name: 'Sara' }), sara.type('/profile show')]);
    expect(await people.store.autocommit.members.count({})).toBe(1);
    expect((await sara.member()).name).toBe('Sara');
  });

  it('are not written to when they are bots', async () => {
    const bot = people.person('helper-bot');
    await bot.join({ isBot: true });
    expect(await bot.member()).toMatchObject({ isBot: true });
    expect(people.sent).toEqual([]);
  });

  it('stay silent once they left, and are taken up again when they return', async () => {
    const sara = people.person('sara');
    await sara.join();
    await sara.press('members:start:en');
    await sara.leave();
    expect((await sara.member()).status).toBe('left');
    await people.runUntil(after(people.clock.now(), 10 * 86_400_000));
    expect(sara.received()).toHaveLength(1);
    await sara.join();
    expect(await sara.member()).toMatchObject({ status: 'newcomer', inductionStep: 'name' });
    const karim = await people.addMember('Karim', { organisation: await people.addOrganisation('One') });
    await karim.leave();
    await karim.type('/profile show');
    expect((await karim.member()).status).toBe('active');
  });

  it('are organisers at once if the configuration names them', async () => {
    const boss = people.person('boss');
    await boss.type('/community settings');
    expect(await boss.member()).toMatchObject({ role: 'organiser', status: 'newcomer' });
    const deputy = await people.addMember('Deputy', { role: 'organiser' });
    const refusal = textOf(await deputy.pressAnyway(`community:role:${(await boss.member()).id}`, ['member']));
    expect(refusal).toContain('ORGANISERS');
    expect((await boss.member()).role).toBe('organiser');
  });

  it('bring the language and zone that their platform knows, when we speak it', async () => {
    const [one, two] = [people.person('one'), people.person('two')];
    await one.join({ language: 'ar-IQ', timezone: 'Europe/Berlin' });
    await two.join({ language: 'fr', timezone: 'Moon/Base' });
    expect(await one.member()).toMatchObject({ language: 'ar', timezone: 'Europe/Berlin' });
    expect(await two.member()).toMatchObject({ language: 'en', timezone: 'Asia/Baghdad' });
  });

  it('are logged by number only', async () => {
    const sara = people.person('sara');
    await sara.join({ name: 'Saraname' });
    await sara.press('members:start:en');
    await sara.submit('members:name:0', { name: 'Newname' });
    expect(people.logger.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(people.logger.lines)).not.toMatch(/Saraname|Newname/);
  });
});
