import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import type { Form } from '../../src/core/message.js';
import { after, DAY, HOUR, MINUTE, toInstant, toLocalDate, toLocalTime } from '../../src/core/time.js';
import { readSettings } from '../../src/features/coffee/settings.js';
import { mergeOrganisation } from '../../src/features/members/organisations.js';
import { changeSettings } from '../../src/settings/index.js';
import { actionsOf, createCoffeeWorld, fileText, messageOf, textOf, type World } from '../support/coffee.js';

let world: World;
let organiser: MemberId;
const open = async (options: Parameters<typeof createCoffeeWorld>[0] = {}) => {
  world = await createCoffeeWorld(options);
  organiser = await world.addMember({ role: 'organiser', name: 'Organiser' });
};
beforeEach(() => open());
afterEach(() => world.close());

const formOf = (reply: Awaited<ReturnType<World['click']>>): Form => {
  if (reply.type !== 'form') throw new Error(`not a form: ${textOf(reply)}`);
  return reply.form;
};
/** What a person sends who changes nothing but `change`. */
const filled = (form: Form, change: Record<string, string>) =>
  Object.fromEntries(
    form.fields.map((field) => [
      field.name,
      change[field.name] ?? ('value' in field ? (Array.isArray(field.value) ? field.value[0] : field.value) : undefined),
    ]),
  ) as Record<string, string>;
const actions = async () => (await world.store.autocommit.audit.list({ offset: 0, limit: 10 })).map(({ action }) => action);

describe('/coffee round', () => {
  it('shows the next round with all its moments, and a warning where it falls into an outage', async () => {
    await world.close();
    await open({
      settings: { outages: [{ days: ['sun'], start: toLocalTime('08:00'), end: toLocalTime('12:00'), warning: 'No power in Basra' }] },
    });
    await world.plan();
    const reply = await world.command(organiser, 'round');
    expect(textOf(reply)).toContain('Matching and introductions: Sunday 6 December at 10:00');
    expect(textOf(reply)).toContain('Careful: No power in Basra');
    expect(actionsOf(messageOf(reply))).toEqual(['coffee:start:0', 'coffee:date:0', 'coffee:cancel-round:1']);
  });

  it('warns organisers once when the rhythm plans one into an outage', async () => {
    await world.close();
    await open({
      settings: { outages: [{ days: ['sun'], start: toLocalTime('08:00'), end: toLocalTime('12:00'), warning: 'No power in Basra' }] },
    });
    await world.plan();
    await world.plan();
    await world.runUntil(after(world.clock.now(), MINUTE));
    const [warned, ...more] = world.to('channel:organisers');
    expect(more).toEqual([]);
    expect(warned?.text).toContain('No power in Basra');
    expect(warned?.text).toContain('Sunday 6 December');
    // Moved to a day with power, nothing is said; back again to the same, nothing new.
    await world.command(organiser, 'round 2026-12-07');
    await world.plan();
    await world.runUntil(after(world.clock.now(), MINUTE));
    expect(world.to('channel:organisers')).toHaveLength(1);
  });

  it('starts one at once, which takes the place of the planned one', async () => {
    await world.addJoined(2);
    await world.plan();
    expect(textOf(await world.click(organiser, 'coffee:start:0'))).toContain('Start a round now?');
    expect(await world.store.autocommit.coffee.currentRound()).toMatchObject({ state: 'planned' });
    expect(textOf(await world.click(organiser, 'coffee:start-now:invite'))).toContain('the invitation goes out now');
    await world.runUntil(after(world.clock.now(), MINUTE));
    expect(await world.round()).toMatchObject({ number: 1, state: 'invited' });
    expect(world.to('channel:coffee')).toHaveLength(1);
    const refusal = textOf(await world.click(organiser, 'coffee:start:0'));
    expect(refusal).toMatch(/Round 1 is under way until .*day, \d+ \w+ 20\d\d/);
    expect(refusal).not.toMatch(/\d{4}-\d\d-\d\d/);
    expect(await actions()).toContain('coffee.round.start');
  });

  it('says whom it reaches before it starts, and a pilot is matched at once', async () => {
    await world.addJoined(2);
    await world.plan();
    const asked = await world.click(organiser, 'coffee:start:0');
    expect(textOf(asked)).toContain('to the 2 people who have joined');
    expect(actionsOf(messageOf(asked))).toEqual(['coffee:start-now:invite', 'coffee:start-now:pair', 'coffee:show-round:0']);
    const begun = await world.click(organiser, 'coffee:start-now:pair');
    expect(begun).toMatchObject({ type: 'message', replace: true });
    await world.runUntil(after(world.clock.now(), 5 * MINUTE));
    expect(await world.round()).toMatchObject({ number: 1, state: 'introduced' });
    // Nobody is asked whether they come to what has begun already.
    expect(world.to('channel:coffee')).toEqual([]);
  });

  it('plans none before the community is set up, and then the first', async () => {
    await world.close();
    await open({ isSetUp: false });
    await world.plan();
    expect(await world.store.autocommit.coffee.currentRound()).toBeUndefined();
    await world.store.autocommit.community.saveFact('community.set-up-at', '1');
    await world.plan();
    expect(await world.round()).toMatchObject({ number: 1, state: 'planned' });
  });

  it('takes a date, moves it off a blackout, and keeps it when settings change', async () => {
    await world.close();
    await open({ settings: { blackouts: [{ from: toLocalDate('2026-12-15'), to: toLocalDate('2026-12-17'), label: 'Feast' }] } });
    await world.plan();
    expect(textOf(await world.command(organiser, 'round 2026-12-16'))).toContain('moved to the next working day');
    const { matchingAt } = await world.round();
    expect(matchingAt).toBe(Date.parse('2026-12-20T10:00:00+03:00'));
    await world.plan();
    expect((await world.round()).matchingAt).toBe(matchingAt);
  });

  it.each([
    ['round 2026-11-22', 'n’t in the future'],
    ['round 2028-11-22', 'more than a year'],
    ['round tomorrow', ''],
  ])('refuses «%s» with a sentence', async (typed, sentence) => {
    await world.plan();
    const before = await world.round();
    expect(textOf(await world.command(organiser, typed))).toContain(sentence);
    expect(await world.round()).toEqual(before);
  });

  it('cancels a round nobody was matched in, tells those who were invited, and plans the next', async () => {
    await world.addJoined(2);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    const { id } = await world.round();
    expect(textOf(await world.click(organiser, `coffee:cancel-round:${id}`))).toContain('Round 1 is cancelled');
    await world.runUntil('2026-12-07T09:00:00+03:00');
    expect(world.to('channel:coffee').at(-1)?.text).toContain('round 1 won’t take place');
    expect(world.keys('coffee:introduction')).toEqual([]);
    expect(await world.round()).toMatchObject({
      number: 2,
      state: 'planned',
      matchingAt: toInstant(Date.parse('2027-01-03T10:00:00+03:00')),
    });
    expect(textOf(await world.click(organiser, `coffee:cancel-round:${id}`))).toContain('can’t be cancelled');
    expect(textOf(await world.click(organiser, 'coffee:cancel-round:77'))).toContain('can’t be cancelled');
  });

  it('explains a past round by its number', async () => {
    await world.addJoined(2, { offers: ['media'], wants: ['media'] });
    await world.plan();
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const text = textOf(await world.command(organiser, 'round show:1'));
    expect(text).toContain('can help');
    expect(text).toContain('gives the same pairs');
    expect(textOf(await world.command(organiser, 'round show:9'))).toContain('no such round');
  });

  it('is for organisers', async () => {
    const member = await world.addMember();
    await world.plan();
    for (const reply of [
      await world.command(member, 'round'),
      await world.command(member, 'preview'),
      await world.command(member, 'report'),
      await world.command(member, 'settings'),
      await world.click(member, 'coffee:start:0'),
      await world.submit(member, 'coffee:settings:rules', {}),
    ]) {
      expect(textOf(reply)).toMatch(/organiser/i);
    }
    expect((await world.round()).state).toBe('planned');
  });
});

describe('/coffee preview', () => {
  it('shows who would meet and why, who would not and why, and sends and writes nothing', async () => {
    const organisation = await world.addOrganisation();
    await world.addJoined(4, { organisation, offers: ['media'], wants: ['media'] });
    await world.plan();
    const dump = async () =>
      JSON.stringify([
        await world.store.autocommit.coffee.rounds({ limit: 5 }),
        await world.store.autocommit.agenda.list({ limit: 50 }),
        await world.store.autocommit.deliveries.list({ limit: 50 }),
      ]);
    const before = await dump();
    expect(textOf(await world.command(organiser, 'preview'))).toContain('only colleagues of the same organisation were left');
    expect(await dump()).toBe(before);
    expect(world.sent).toEqual([]);
  });

  it('comes out as the round then does', async () => {
    const members = await world.addJoined(8);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    const shown = (await world.preview()).matches
      .map(({ seats }) =>
        seats
          .map((seat) => String(seat?.id))
          .sort()
          .join('-'),
      )
      .sort();
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const made = (await world.store.autocommit.coffee.matches((await world.round()).id))
      .map((match) =>
        match.members
          .map(({ member }) => String(member))
          .sort()
          .join('-'),
      )
      .sort();
    expect(members).toHaveLength(8);
    expect(made).toEqual(shown);
  });

  it('attaches a file where the list is long, with no cell that a spreadsheet would run', async () => {
    await world.addJoined(40, { name: '=HYPERLINK("http://example.org")' });
    await world.plan();
    const message = messageOf(await world.command(organiser, 'preview'));
    const text = fileText(message.files?.[0]);
    expect(text.trim().split('\r\n')).toHaveLength(21);
    expect(text).not.toMatch(/(^|,|\n)"?[=+@-]/);
  });

  it('does not tell organisers what a member shows nobody', async () => {
    await world.addJoined(2, {
      offers: ['media'],
      wants: ['media'],
      visibility: {
        organisation: 'nobody',
        languages: 'nobody',
        sectors: 'nobody',
        offers: 'nobody',
        wants: 'nobody',
        hours: 'nobody',
        email: 'nobody',
      },
    });
    const text = textOf(await world.command(organiser, 'preview'));
    expect(text).not.toMatch(/Media|organisations that never met|Protection|hours/);
    expect(text).toContain('Matches: 1');
  });
});

describe('/coffee settings', () => {
  it('changes the rhythm, writes it down and moves the planned round', async () => {
    await world.plan();
    const form = formOf(await world.click(organiser, 'coffee:settings:rhythm'));
    const reply = await world.submit(
      organiser,
      form.id,
      filled(form, { cadence: 'week', weekday: 'wed', time: '14:30', invitationDays: '٢' }),
    );
    expect(textOf(reply)).toContain('Every Wednesday');
    expect((await world.round()).matchingAt).toBe(Date.parse('2026-11-25T14:30:00+03:00'));
    expect((await world.round()).invitationAt).toBe(Date.parse('2026-11-23T14:30:00+03:00'));
    const row = await world.store.autocommit.agenda.find('coffee:round:1:match');
    expect(row?.dueAt).toBe(Date.parse('2026-11-25T14:30:00+03:00'));
    const [entry] = await world.store.autocommit.audit.list({ offset: 0, limit: 1 });
    expect(entry).toMatchObject({
      action: 'settings.change',
      actor: organiser,
      details: { area: 'coffee', cadence: 'week wed', time: '14:30', invitationDays: 2 },
    });
  });

  it('by hand plans none, and back again plans one', async () => {
    await world.plan();
    const form = formOf(await world.click(organiser, 'coffee:settings:rhythm'));
    await world.submit(organiser, form.id, filled(form, { cadence: 'manual' }));
    expect(await world.store.autocommit.coffee.currentRound()).toBeUndefined();
    expect(textOf(await world.command(organiser, 'round'))).toContain('Rounds are started by hand');
    await world.submit(organiser, form.id, filled(form, { cadence: 'month' }));
    expect(await world.round()).toMatchObject({ state: 'planned', matchingAt: toInstant(Date.parse('2026-12-06T10:00:00+03:00')) });
  });

  it.each([
    ['rhythm', { invitationDays: '15' }, 'from 0 to 14'],
    ['rhythm', { cadence: 'week', invitationDays: '6' }, '3 days before at the earliest'],
    ['rhythm', { time: '25:00' }, 'for example 09:00'],
    ['rhythm', { cadence: 'daily' }, 'doesn’t exist'],
    ['rules', { noRepeatRounds: 'many' }, 'from 0 to 1000'],
    ['weights', { offerMeetsWant: '-1' }, 'from 0 to 100'],
    ['more-weights', { followUpDays: '3' }, 'from 7 to 365'],
  ])('refuses in %s: %j', async (part, change, sentence) => {
    const before = await world.store.autocommit.community.settings();
    const form = formOf(await world.click(organiser, `coffee:settings:${part}`));
    const reply = await world.submit(organiser, form.id, filled(form, change));
    expect(reply.type).toBe('form-errors');
    expect(textOf(reply)).toContain(sentence);
    expect(await world.store.autocommit.community.settings()).toEqual(before);
  });

  it('saves rules and weights, and hands them to the matching', async () => {
    await world.addJoined(2);
    for (const [part, change] of [
      ['rules', { participation: 'standing', odd: 'volunteer', noRepeatRounds: '4', allowSameOrganisation: 'yes' }],
      ['weights', { commonSectors: '100' }],
      ['more-weights', { overlappingHours: '0', followUpDays: '30' }],
    ] as const) {
      const form = formOf(await world.click(organiser, `coffee:settings:${part}`));
      expect(form.fields.length).toBeLessThanOrEqual(5);
      expect((await world.submit(organiser, form.id, filled(form, change))).type).toBe('message');
    }
    await world.command(organiser, 'preview');
    expect(world.paired.at(-1)?.settings).toMatchObject({
      odd: 'volunteer',
      noRepeatRounds: 4,
      allowSameOrganisation: true,
      weights: { commonSector: 50, overlappingHours: 0, organisationsNeverMet: 40 },
    });
    expect((await readSettings(world.store.autocommit)).coffee.followUpDays).toBe(30);
  });

  it('knows no other part', async () => {
    expect(textOf(await world.click(organiser, 'coffee:settings:secrets'))).toContain('doesn’t exist');
  });
});

describe('a change of the community’s settings', () => {
  it('moves a round whose invitation is out off a new blackout, and nothing that has been', async () => {
    await world.addJoined(2);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    await world.contexts.transaction((context) =>
      changeSettings(
        context,
        { id: organiser },
        { blackouts: [{ from: toLocalDate('2026-12-05'), to: toLocalDate('2026-12-07'), label: 'Mourning' }] },
      ),
    );
    await world.runUntil('2026-12-07T23:00:00+03:00');
    expect((await world.round()).state).toBe('invited');
    await world.runUntil('2026-12-08T12:00:00+03:00');
    expect((await world.round()).state).toBe('introduced');
  });

  it('planning again changes nothing', async () => {
    await world.plan();
    const before = [await world.round(), await world.store.autocommit.agenda.list({ limit: 50 })];
    for (let times = 0; times < 3; times++) await world.plan();
    expect([await world.round(), await world.store.autocommit.agenda.list({ limit: 50 })]).toEqual(before);
  });
});

describe('/coffee report', () => {
  async function twoRounds() {
    const local = await world.addOrganisation({ type: 'local', name: 'Tigris Women' });
    const international = await world.addOrganisation({ type: 'international', name: '=Bridge, Inc.' });
    const national = await world.addOrganisation({ type: 'national', name: 'National Institute' });
    const [a] = await world.addJoined(1, { organisation: local });
    const [b] = await world.addJoined(1, { organisation: international });
    const [c] = await world.addJoined(1, { organisation: national });
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    await world.click(c as MemberId, `coffee:skip:${(await world.round()).id}`);
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const { id, closingAt } = await world.round();
    const [match] = await world.store.autocommit.coffee.matches(id);
    for (const member of [a, b] as MemberId[]) await world.click(member, `coffee:met:${match?.id}`);
    await world.click(a as MemberId, `coffee:outcome:${match?.id}`, ['contact']);
    await world.click(b as MemberId, `coffee:outcome:${match?.id}`, ['joint-activity']);
    await world.submit(a as MemberId, `coffee:note:${match?.id}`, { note: 'We plan a workshop' });
    await world.runUntil(after(closingAt, DAY));
    return { a, b, c } as Record<'a' | 'b' | 'c', MemberId>;
  }

  it('shows the figures of a period, by message and by file', async () => {
    await twoRounds();
    const reply = await world.command(organiser, 'report 2026-12-01 2026-12-31');
    const text = textOf(reply);
    expect(text).toContain('Invitations: 3');
    expect(text).toContain('People matched (each person once): 2 ·');
    expect(text).toContain('Places in matches: 2 ·');
    expect(text).toContain('Met: 1 of 1');
    expect(text).toContain('We plan or do something together: 1');
    expect(text).toContain('Local NGO or network | 0 | 0 | 1');
    expect(text).toMatch(/met nobody in this period \(2\): .*National Institute/);
    expect(text).toContain('We plan a workshop');
    const [rounds, organisations] = messageOf(reply).files ?? [];
    expect(fileText(rounds)).toContain('1,2026-12-06,3,1,2,0,1,1,0,0,1,0');
    expect(fileText(organisations)).toContain(`"'=Bridge, Inc.",International agency,,1,1`);
  });

  it('stays right when somebody is forgotten, and then holds no word of theirs', async () => {
    const { a } = await twoRounds();
    const before = await world.report(toLocalDate('2026-12-01'), toLocalDate('2026-12-31'));
    await world.erase(a);
    const later = await world.report(toLocalDate('2026-12-01'), toLocalDate('2026-12-31'));
    expect(later.total).toEqual(before.total);
    expect(later.types).toEqual(before.types);
    expect(later.unmet).toEqual(before.unmet);
    expect(later.notes).toEqual([]);
  });

  it('counts a proposed organisation as the one that it was merged into', async () => {
    const approved = await world.addOrganisation({ name: 'Tigris Women' });
    const proposed = await world.addOrganisation({ name: 'Women of the Tigris', status: 'proposed' });
    const [member] = await world.addJoined(1, { organisation: proposed });
    await world.addJoined(1);
    await world.plan();
    await world.runUntil('2026-12-06T12:00:00+03:00');
    const actor = await world.as(organiser).member();
    await world.contexts.transaction((context) => mergeOrganisation(context, actor, proposed, approved));
    const [match] = await world.store.autocommit.coffee.matches((await world.round()).id);
    expect(match?.members.find((seat) => seat.member === member)?.organisation).toBe(approved);
    expect(textOf(await world.command(organiser, 'report 2026-12-01 2026-12-31'))).toContain('Matches: 1');
  });

  it('says so when there was nothing, and refuses a period the wrong way round', async () => {
    expect(textOf(await world.command(organiser, 'report'))).toContain('No round took place');
    expect(textOf(await world.command(organiser, 'report 2026-12-31 2026-12-01'))).toContain('comes after the last one');
    await world.runUntil(after(world.clock.now(), HOUR));
  });
});
