import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextIteration } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Settings } from '../../src/core/settings.js';
import { after, SECOND, toLocalDate, toLocalTime } from '../../src/core/time.js';
import type { Context, FeatureSet, Job } from '../../src/feature-api/index.js';
import { outageKey } from '../../src/features/community/days-off.js';
import { isSetUp } from '../../src/features/community/set-up.js';
import { eraseMember } from '../../src/features/members/erase.js';
import { IMPORT_KIND } from '../../src/features/members/import/drafts.js';
import { agendaLabel, speaker, withoutDirectionControls } from '../../src/language/index.js';
import { featuresAnd } from '../support/features.js';
import { createPeople, type People, type Person, textOf } from '../support/people.js';
import { aMember } from '../support/records.js';
import { forgetSetUp } from '../support/store.js';

const en = speaker('en');
const file = (text: string | Uint8Array, name = 'members.csv') => ({
  name,
  mediaType: 'text/csv',
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});

/** The same features, which tell before each batch that an import takes how many it took before. */
function withBatches(features: FeatureSet, beforeBatch: (taken: number) => Promise<void>): FeatureSet {
  const watched = (job: Job): Job => ({
    ...job,
    run(context, ...rest) {
      let taken = 0;
      const atomically: Context['atomically'] = async (work) => {
        await beforeBatch(taken++);
        return context.atomically(work);
      };
      // The time that a context tells moves on, so it is no plain copy.
      return job.run(Object.create(context, { atomically: { value: atomically } }), ...rest);
    },
  });
  return { ...features, jobs: features.jobs.map((job) => (job.kind === IMPORT_KIND ? watched(job) : job)) };
}

describe('/community', () => {
  let people: People;
  let boss: Person;
  let changes: { readonly before: Settings; readonly after: Settings }[];
  let hook: () => void;
  let beforeBatch: (taken: number) => Promise<void>;
  beforeEach(async () => {
    changes = [];
    hook = () => {};
    beforeBatch = async () => {};
    const features = featuresAnd({
      name: 'test',
      settings: {
        name: 'test',
        schema: z.object({}),
        check: () => [],
        changes: () => ({}),
        describeChange: () => undefined,
        rows: () => [],
        async onChange(_context, change) {
          changes.push(change);
          hook();
        },
      },
    });
    people = await createPeople({ features: withBatches(features, (taken) => beforeBatch(taken)) });
    boss = people.person('boss');
    await boss.type('/community about');
  });
  afterEach(() => people.close());

  const audit = async () =>
    (await people.store.autocommit.audit.list({ offset: 0, limit: 100 })).map(({ action, details }) => ({ action, details }));

  it('is for organisers, but for help and about', async () => {
    const sara = await people.addMember('Sara');
    for (const word of ['setup', 'settings', 'members', 'import', 'agenda', 'audit']) {
      expect(textOf(await sara.type(`/community ${word}`))).toBe(en.plain('dispatch.needs-organiser'));
    }
    for (const action of [
      'setup',
      'settings',
      'area',
      'members',
      'role',
      'approve',
      'import-apply',
      'retry',
      'go',
      'arrived',
      'send-again',
      'audit',
      'agenda',
    ]) {
      expect(textOf(await sara.pressAnyway(`community:${action}:1`))).toBe(en.plain('dispatch.needs-organiser'));
    }
    for (const form of ['setup', 'general', 'week', 'sectors', 'blackout', 'outage', 'import']) {
      expect(textOf(await sara.submit(`community:${form}:0`, {}))).toContain(en.plain('dispatch.needs-organiser'));
    }
    expect(textOf(await sara.type('/community about'))).toContain('Women of the Rivers');
  });

  it('helps with what the asker may do, in their language', async () => {
    const sara = await people.addMember('Sara', { language: 'ar' });
    const help = textOf(await sara.type('/community help'));
    expect(help).toContain('/profile forget');
    expect(help).toContain(speaker('ar').plain('members.command.forget'));
    expect(help).not.toContain('/community audit');
    expect(textOf(await boss.type('/community help'))).toContain('/community audit');
  });

  it('is set up in one form, and the form may come twice', async () => {
    await forgetSetUp(people.store);
    expect(textOf(await boss.type('/community setup'))).toContain(en.plain('community.setup.text'));
    const form = await boss.press('community:setup');
    expect(form.type === 'form' && form.form.fields).toHaveLength(5);
    const values = { name: 'نساء الأنهار', languages: ['ar', 'en'], timezone: 'amman', week: ['mon', 'sun'], cadence: ['week'] };
    await boss.submit('community:setup:0', values);
    await boss.submit('community:setup:0', values);
    expect(await people.store.autocommit.community.settings()).toMatchObject({
      name: 'نساء الأنهار',
      languages: ['ar', 'en'],
      timezone: 'Asia/Amman',
      workingWeek: ['sun', 'mon'],
      coffee: { cadence: { every: 'week', weekday: 'sun' } },
    });
    expect(await isSetUp(people.contexts.autocommit)).toBe(true);
    expect((await audit()).map(({ action }) => action)).toEqual(['community.setup']);
    expect(changes).toHaveLength(1);
  });

  it('changes its settings through forms, with audit and hook, and shows what is set', async () => {
    await boss.type('/community settings');
    await boss.press('community:area:general');
    const saved = await boss.submit('community:general:0', { name: 'Rivers', languages: ['en'], timezone: 'Asia/Baghdad' });
    expect(textOf(saved)).toContain('Rivers');
    await boss.submit('community:week:0', {
      week: ['sun'],
      'work-start': '08:00',
      'work-end': '14:00:00',
      'quiet-start': '20:00',
      'quiet-end': '07:30',
    });
    await boss.submit('community:sectors:0', { sectors: ['protection'], own: 'mine-action، Water' });
    expect(await people.store.autocommit.community.settings()).toMatchObject({
      workingHours: { start: '08:00', end: '14:00' },
      quietHours: { start: '20:00', end: '07:30' },
      sectors: ['protection', 'mine-action', 'water'],
    });
    expect(changes.at(-1)).toMatchObject({ after: { sectors: ['protection', 'mine-action', 'water'] } });
    expect(await audit()).toEqual([
      { action: 'settings.change', details: { sectors: 'protection mine-action water' } },
      { action: 'settings.change', details: { workingWeek: 'sun', workingHours: '08:00–14:00', quietHours: '20:00–07:30' } },
      { action: 'settings.change', details: { name: true, languages: 'en' } },
    ]);
  });

  it('says how to reach what the menu of a long list does not hold', async () => {
    const days = Array.from({ length: 26 }, (_, index) => `2027-05-${String(index + 1).padStart(2, '0')}`);
    for (const from of days.slice(0, 25))
      expect(textOf(await boss.submit('community:blackout:0', { from, label: 'Off' }))).not.toContain('menu');
    expect(textOf(await boss.submit('community:blackout:0', { from: days[25] ?? '', label: 'Off' }))).toContain(
      'The menu holds the first 25 only',
    );
    await boss.press('community:blackout-remove', ['2027-05-01~2027-05-01']);
    await boss.press('community:blackout-remove', ['2027-05-26~2027-05-26']);
    expect((await people.store.autocommit.community.settings()).blackouts).toHaveLength(24);
  });

  it('keeps days off and power cuts as lists that a second press does not double', async () => {
    await boss.type('/community settings');
    await boss.press('community:area:blackouts');
    await boss.press('community:add:blackout');
    const eid = { from: toLocalDate('2027-03-09'), to: toLocalDate('2027-03-12'), label: 'عيد الفطر' };
    await boss.submit('community:blackout:0', eid);
    await boss.submit('community:blackout:0', eid);
    const card = await boss.submit('community:blackout:0', { from: '2027-01-06', label: 'Army Day' });
    expect(textOf(card)).toContain('Army Day');
    expect((await people.store.autocommit.community.settings()).blackouts).toEqual([
      eid,
      { from: '2027-01-06', to: '2027-01-06', label: 'Army Day' },
    ]);
    await boss.press('community:blackout-remove', ['2027-03-09~2027-03-12']);
    await boss.pressAnyway('community:blackout-remove:0', ['2027-03-09~2027-03-12']);
    expect((await people.store.autocommit.community.settings()).blackouts).toHaveLength(1);

    const outage = { days: ['tue', 'sun'], start: toLocalTime('18:00'), end: toLocalTime('20:00'), warning: 'No power in Basra' };
    await boss.submit('community:outage:0', outage);
    await boss.submit('community:outage:0', outage);
    expect((await people.store.autocommit.community.settings()).outages).toEqual([{ ...outage, days: ['sun', 'tue'] }]);
    await boss.press('community:outage-remove', ['sun.tue~18:00~20:00']);
    expect((await people.store.autocommit.community.settings()).outages).toEqual([]);

    // The internet is cut on the days of exams.
    const exams = { days: [], dates: '١٤/٦/٢٠٢٧\n2027-06-16 - 2027-06-18', start: '06:00', end: '08:00', warning: 'The internet is cut' };
    expect(textOf(await boss.submit('community:outage:0', { ...exams, dates: '31/6/2027' }))).toContain('I can’t read “31/6/2027”');
    await boss.submit('community:outage:0', exams);
    const both = textOf(await boss.submit('community:outage:0', { ...exams, days: ['mon'] }));
    expect(both).toContain('14 June 2027');
    expect(both).toContain('(Monday only)');
    const dates = [
      { from: '2027-06-14', to: '2027-06-14' },
      { from: '2027-06-16', to: '2027-06-18' },
    ];
    const { outages } = await people.store.autocommit.community.settings();
    expect(outages.map((each) => [each.days.length, each.dates])).toEqual([
      [7, dates],
      [1, dates],
    ]);
    await boss.press('community:outage-remove', [
      outageKey(outages[1] ?? { days: ['sun'], start: toLocalTime('06:00'), end: toLocalTime('08:00') }),
    ]);
    expect((await people.store.autocommit.community.settings()).outages).toHaveLength(1);
  });

  it.each([
    ['general', { name: '', languages: ['en'], timezone: 'Asia/Baghdad' }, 'name'],
    ['general', { name: 'x'.repeat(81), languages: ['en'], timezone: 'Asia/Baghdad' }, 'name'],
    ['general', { name: 'x', languages: ['tlh'], timezone: 'Asia/Baghdad' }, 'languages'],
    ['general', { name: 'x', languages: ['en'], timezone: 'Atlantis' }, 'timezone'],
    ['week', { week: [], 'work-start': '09:00', 'work-end': '17:00', 'quiet-start': '21:00', 'quiet-end': '08:00' }, 'week'],
    ['week', { week: ['sun'], 'work-start': '17:00', 'work-end': '09:00', 'quiet-start': '21:00', 'quiet-end': '08:00' }, 'work-end'],
    ['week', { week: ['sun'], 'work-start': '25:00', 'work-end': '17:00', 'quiet-start': '21:00', 'quiet-end': '08:00' }, 'work-start'],
    ['sectors', { sectors: [], own: '' }, 'sectors'],
    ['sectors', { sectors: ['protection'], own: 'لغم' }, 'own'],
    ['blackout', { from: '2027-02-30', label: 'x' }, 'from'],
    ['blackout', { from: '2027-03-02', to: '2027-03-01', label: 'x' }, 'to'],
    ['outage', { days: ['sun'], start: '10:00', end: '10:00', warning: 'x' }, 'end'],
    ['outage', { days: ['sun'], start: '10:00', end: '11:00', warning: 'x'.repeat(301) }, 'warning'],
  ])('refuses wrong values in %s %j at %s, and changes nothing', async (form, values, field) => {
    const before = await people.store.autocommit.community.settings();
    const reply = await boss.submit(`community:${form}:0`, values);
    expect(reply.type).toBe('form-errors');
    expect(reply.type === 'form-errors' && Object.keys(reply.errors)).toEqual([field]);
    expect(await people.store.autocommit.community.settings()).toEqual(before);
    expect(await audit()).toEqual([]);
  });

  it('undoes a change whose consequences fail', async () => {
    hook = () => {
      throw new Error('a feature could not plan anew');
    };
    const before = await people.store.autocommit.community.settings();
    const reply = await boss.submit('community:general:0', { name: 'Other', languages: ['en'], timezone: 'Asia/Baghdad' });
    expect(textOf(reply)).toContain('REF');
    expect(await people.store.autocommit.community.settings()).toEqual(before);
    expect(await audit()).toEqual([]);
  });

  it('lists, filters and pages members, and hides from organisers what is for nobody', async () => {
    const bridge = await people.addOrganisation('Bridge');
    for (let index = 0; index < 23; index++) {
      await people.addMember(`Member ${String(index).padStart(2, '0')}`, {
        organisation: bridge,
        sectors: index % 2 === 0 ? ['awareness'] : [],
        visibility: { ...aMember().visibility, organisation: index === 5 ? 'nobody' : 'everyone' },
      });
    }
    const first = await boss.type('/community members');
    expect(textOf(first)).toContain('24 members');
    expect(textOf(first)).toContain('Page 1 of 3');
    await boss.press('community:members:1');
    expect(textOf(await boss.press('community:members:2'))).toContain('Member 22');
    // 23 work there, but one tells nobody so.
    expect(textOf(await boss.type('/community members text:bridge'))).toContain('22 members');
    expect(textOf(await boss.type('/community members organisation:Bridge'))).toContain('22 members');
    const sector = await boss.type('/community members status:active sector:awareness');
    expect(textOf(sector)).toContain('12 members');
    expect(textOf(await boss.press('community:members:1'))).toContain('Page 2 of 2');
    expect(textOf(await boss.type('/community members role:organiser'))).toContain('1 member\n');
    expect(textOf(await boss.type('/community members text:"member 05"'))).not.toContain('Bridge');
    // A name of several words needs no quotes.
    expect(textOf(await boss.type('/community members member 05'))).toEqual(textOf(await boss.type('/community members text:"member 05"')));
    expect(textOf(await boss.type('/community members text:nobody-here'))).toContain(en.plain('community.members.none'));
    expect(textOf(await boss.pressAnyway('community:members:99~~~~~'))).toContain('Page 3 of 3');
    expect(textOf(await boss.pressAnyway('community:members:what?'))).toContain('Page 1 of 3');
  });

  it('counts people, not bots', async () => {
    await people.addMember('Sara');
    const bot = await people.addMember('Mudhif');
    await people.store.autocommit.members.update((await bot.member()).id, { isBot: true });
    const listed = textOf(await boss.type('/community members'));
    expect(listed).toContain('2 members');
    expect(listed).not.toContain('Mudhif');
    expect(textOf(await boss.type('/community members text:mudhif'))).toContain(en.plain('community.members.none'));
    // Of those who have come in, the asker has not.
    expect(textOf(await boss.type('/community about'))).toContain('1 member');
  });

  it('appoints and dismisses, and never leaves itself without an organiser', async () => {
    const sara = await people.addMember('Sara');
    await boss.type('/community members text:sara');
    await boss.press('community:member', [String((await sara.member()).id)]);
    expect(textOf(await boss.press('community:role', ['organiser']))).toContain('Sara');
    expect((await sara.member()).role).toBe('organiser');
    expect(await audit()).toEqual([
      { action: 'member.role', details: { member: (await sara.member()).id, from: 'member', to: 'organiser' } },
    ]);
    await sara.type('/community audit');
    await boss.press('community:role', ['member']);
    expect(textOf(await sara.type('/community audit'))).toBe(en.plain('dispatch.needs-organiser'));
    expect(textOf(await boss.pressAnyway('community:role:4711', ['member']))).toBe(en.plain('members.error.gone'));
  });

  it('shows the agenda, and retries what failed', async () => {
    const { agenda } = people.store.autocommit;
    await agenda.plan({ key: 'coffee:matching:3', kind: 'coffee.match', payload: {}, dueAt: people.clock.now() });
    const [row] = await agenda.claim({ now: people.clock.now(), owner: 'x', leaseUntil: after(people.clock.now(), 1000), limit: 1 });
    if (!row) throw new Error('nothing claimed');
    await agenda.finish(row.id, { state: 'failed', at: people.clock.now(), reason: 'no-worker' });
    expect(textOf(await boss.type('/community agenda failed'))).toContain('no-worker');
    await boss.press('community:retry');
    expect((await agenda.find('coffee:matching:3'))?.state).toBe('planned');
    expect(textOf(await boss.pressAnyway(`community:retry:${row.id}`))).toBe(en.plain('community.error.not-failed'));
    expect(textOf(await boss.type('/community agenda'))).toContain(agendaLabel({ type: 'job', kind: 'coffee.match' }, 'en'));
    for (const user of ['one', 'two', 'three']) await people.person(user).join();
    expect(textOf(await boss.pressAnyway('community:agenda:recent'))).toMatch(/Welcome to a newcomer.* · ×3/);
    await boss.press('community:agenda:upcoming');
    expect(await audit()).toEqual([{ action: 'agenda.retry', details: { row: row.id, job: 'coffee.match' } }]);
  });

  it('shows messages of which nobody knows whether they arrived, and does as an organiser says', async () => {
    const { agenda, deliveries } = people.store.autocommit;
    const sara = await people.addMember('Sara');
    const hold = async (key: string) => {
      const to = { to: 'member', member: (await sara.member()).id } as const;
      await deliveries.plan({ key, kind: 'coffee.check-in', args: { match: 1, member: to.member }, to, dueAt: people.clock.now() });
      const { id } = (await deliveries.find(key)) ?? {};
      const [row] = await agenda.claim({ now: people.clock.now(), owner: 'x', leaseUntil: after(people.clock.now(), 1000), limit: 1 });
      if (!row || id === undefined) throw new Error('nothing claimed');
      await deliveries.update(id, { state: 'sending', outcomeUnknown: true });
      await agenda.finish(row.id, { state: 'failed', at: people.clock.now(), reason: 'in-doubt' });
      return row.id;
    };
    const arrived = await hold('a');
    const shown = textOf(await boss.type('/community agenda failed'));
    expect(shown).toContain(withoutDirectionControls(en.plain('community.agenda.doubt', { number: 1, to: 'Sara' })));
    await boss.press('community:arrived');
    expect(await deliveries.find('a')).toMatchObject({ state: 'sent', outcomeUnknown: false });
    expect(textOf(await boss.pressAnyway(`community:send-again:${arrived}`))).toBe(en.plain('community.error.not-held'));
    const again = await hold('b');
    await boss.type('/community agenda failed');
    await boss.press('community:send-again');
    expect(await agenda.find('deliver:b')).toMatchObject({ state: 'planned', dueAt: people.clock.now() });
    expect(await audit()).toEqual([
      { action: 'agenda.send-again', details: { row: again, message: 'coffee.check-in' } },
      { action: 'agenda.arrived', details: { row: arrived, message: 'coffee.check-in' } },
    ]);
    expect(textOf(await boss.type('/community audit'))).toContain(en.plain('community.act.send-again'));
  });

  it('pages through the audit log', async () => {
    const sara = await people.addMember('Sara');
    const { id } = await sara.member();
    for (let index = 0; index < 12; index++) {
      await people.store.autocommit.audit.append({
        at: after(people.clock.now(), index),
        actor: id,
        action: 'coffee.unheard-of',
        details: { number: index },
      });
    }
    const newest = textOf(await boss.type('/community audit'));
    expect(newest).toContain('number: 11');
    expect(newest).toContain('Sara');
    expect(newest).toContain('coffee.unheard-of');
    expect(textOf(await boss.press('community:audit:1'))).toContain('number: 0');
  });

  it('imports a file after a dry run, once, from the agenda, and tells when it is done', async () => {
    const csv = 'name;organisation;languages\r\nزينب;Rafidain;ar|ckb\r\n;Nobody;en\r\nOmar;Rafidain;xx\r\n';
    const dry = await boss.submit('community:import:0', { file: file(csv) });
    expect(textOf(dry)).toContain(en.plain('community.import.dry-run'));
    expect(textOf(dry).replace(/[\u2068\u2069]/g, '')).toContain('Line 3: “name” is empty');
    expect(dry.type === 'message' && dry.message.files?.[0]?.name).toBe('members-checked.xlsx');
    expect((await people.store.autocommit.organisations.list()).length).toBe(0);

    const { action } = boss.control('community:import-apply');
    await Promise.all([boss.pressAnyway(action), boss.pressAnyway(action)]);
    await people.runner.runDue();
    expect(await people.store.autocommit.members.list({ text: 'زينب' }, { offset: 0, limit: 9 })).toMatchObject([
      { status: 'active', languages: ['ar', 'ckb'] },
    ]);
    expect(boss.received()).toHaveLength(2);
    expect(boss.received()[1]).toContain(en.plain('members.imported.title'));
    await boss.pressAnyway(action);
    await people.runner.runDue();
    expect(boss.received()).toHaveLength(2);
    expect((await audit()).map((entry) => entry.action)).toEqual(['members.import']);
  });

  it('keeps the result of an import while its questions are answered, and says in the channel when none is left', async () => {
    const list = 'name,organisation,email\nRana Salim,Reed House,info@reed.example\nHuda Jabbar,Reed House,info@reed.example\n';
    await boss.submit('community:import:0', { file: file(list) });
    await boss.press('community:import-apply');
    await people.runner.runDue();
    expect(boss.received().at(-1)).toContain(en.plain('members.imported.title'));
    const waiting = () => people.updates.filter((text) => text.includes(en.plain('people.question.waiting-title')));
    expect(waiting()).toEqual([]);

    const first = await boss.pressAnyway('members:question-next:0');
    expect(first).toMatchObject({ type: 'message', visibility: 'private' });
    expect(first).not.toHaveProperty('replace');
    // Deciding later goes on to the next question in the same place.
    expect(await boss.press('members:question-next:')).toMatchObject({ replace: true });
    await boss.press('members:question-different:');
    expect(await boss.pressAnyway('invitations:show:0')).not.toHaveProperty('replace');
    await people.runner.runDue();
    expect(waiting()).toEqual([expect.stringContaining(en.plain('people.question.all-decided'))]);
  });

  it('tells of decisions below an answer in the language that was just chosen', async () => {
    const sara = await people.addMember('Sara');
    await sara.submit('members:propose:0', { name: 'Noor House', type: 'local', governorates: ['basra'] });
    await people.runner.runDue();
    const reply = await boss.type('/profile language ckb');
    const languages = reply.type === 'message' ? reply.message.cards.map(({ language }) => language) : [];
    expect([languages.length > 1, new Set(languages)]).toEqual([true, new Set(['ckb'])]);
  });

  it('shows how far a long import is in one message, which changes by itself', async () => {
    const lines = Array.from({ length: 350 }, (_, index) => `Person ${index},One`);
    await boss.submit('community:import:0', { file: file(['name,organisation', ...lines].join('\n')) });
    await boss.press('community:import-apply');
    /** Lets time pass until the message says this; no more of it than the lease of the job allows on a slow machine. */
    const shown = async (wanted: RegExp | string) => {
      for (let passed = 0; people.updates.at(-1)?.match(wanted) == null; passed += 100) {
        if (passed < 20 * SECOND) people.clock.advance(100);
        people.runner.wake();
        await nextIteration();
      }
    };
    beforeBatch = async (taken) => {
      if (taken === 1) await shown(/ 100 of 350 /);
    };
    await people.runner.start();
    await shown(en.plain('members.import-progress.over'));
    await people.runner.stop(1000);
    await people.runner.runDue();
    expect(boss.received()).toHaveLength(2);
  });

  it('keeps a checked file over a restart, and until somebody is erased', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mudhif-draft-'));
    const at = { file: join(folder, 'mudhif.db') };
    const before = await createPeople(at);
    const dry = before.person('boss');
    await dry.submit('community:import:0', { file: file('name,organisation\nLana,Zagros\n') });
    const { action } = dry.control('community:import-apply');
    await dry.submit('community:import:0', { file: file('name,organisation\nSara,Zagros\n') });
    const other = dry.control('community:import-apply').action;
    await before.close();

    const again = await createPeople(at);
    await again.person('boss').pressAnyway(action);
    await again.runner.runDue();
    const names = async () => (await again.store.autocommit.members.list({}, { offset: 0, limit: 9 })).map(({ name }) => name);
    expect(await names()).toContain('Lana');
    const leaver = await (await again.addMember('leaver')).member();
    await again.contexts.transaction((context) => eraseMember(context, leaver.id));
    expect(textOf(await again.person('boss').pressAnyway(other))).toBe(en.plain('community.import.gone'));
    await again.close();
    rmSync(folder, { recursive: true });
  });

  it('takes a file with the command, offers the form without, and says when a draft is gone', async () => {
    expect((await boss.type('/community import')).type).toBe('form');
    await boss.type('/community import', [file('name,organisation\nA,B\n')]);
    const { action } = boss.control('community:import-apply');
    const deputy = await people.addMember('Deputy', { role: 'organiser' });
    expect(textOf(await deputy.pressAnyway(action))).toBe(en.plain('community.import.gone'));
    people.clock.advance(25 * 60 * 60_000);
    expect(textOf(await boss.pressAnyway(action))).toBe(en.plain('community.import.gone'));
    expect(textOf(await boss.pressAnyway('community:import-apply:x'))).toBe(en.plain('community.import.gone'));
  });

  it('takes no list that is more than a day old when its turn comes, and says so', async () => {
    await boss.submit('community:import:0', { file: file('name,organisation\nLana,Zagros\n') });
    await boss.press('community:import-apply');
    people.clock.advance(25 * 60 * 60_000);
    await people.runner.runDue();
    expect(boss.received().at(-1)).toContain(en.plain('members.imported.lost'));
    expect((await people.store.autocommit.members.list({}, { offset: 0, limit: 9 })).map(({ name }) => name)).not.toContain('Lana');
  });

  it('refuses a file that is no list, or none at all, beside the field', async () => {
    const oldExcel = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]);
    const broken = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]);
    for (const [bytes, key] of [
      [oldExcel, 'members.import.workbook-old'],
      [broken, 'members.import.workbook'],
    ] as const) {
      const reply = await boss.submit('community:import:0', { file: file(bytes) });
      expect(reply).toEqual({ type: 'form-errors', errors: { file: en.plain(key) } });
    }
    expect(await boss.submit('community:import:0', {})).toEqual({
      type: 'form-errors',
      errors: { file: en.plain('common.error.no-file') },
    });
  });
});
