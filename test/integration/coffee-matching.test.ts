import { afterEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/core/ids.js';
import { after, DAY, HOUR, MINUTE, toLocalDate } from '../../src/core/time.js';
import { stopAvoiding } from '../../src/features/coffee/avoid.js';
import { pair } from '../../src/features/coffee/pairing/pair.js';
import { readSettings } from '../../src/features/coffee/settings.js';
import type { Match, RoundId } from '../../src/features/coffee/types.js';
import { exportPersonalData } from '../../src/features/members/export.js';
import { createCoffeeWorld, languagesOf, type World } from '../support/coffee.js';
import { recordStatements } from '../support/statements.js';

let world: World;
afterEach(() => world.close());

const weekly = { cadence: { every: 'week', weekday: 'sun' } };
const AFTER_MATCHING = '2026-12-06T12:00:00+03:00';
const memberIds = (match: Match | undefined): readonly (MemberId | null)[] =>
  (match?.members ?? []).map(({ member }) => member).sort((a, b) => Number(a) - Number(b));
const matches = async () => world.store.autocommit.coffee.matches((await world.lastRound()).id);

describe('odd numbers', () => {
  it('make a trio, introduced as three, with three meetings in its history', async () => {
    world = await createCoffeeWorld();
    const members = await world.addJoined(3);
    await world.plan();
    await world.runUntil(AFTER_MATCHING);
    const [match, ...others] = await matches();
    expect(others).toEqual([]);
    expect(memberIds(match)).toEqual(members);
    const [introduction] = world.to(`group:coffee:${match?.id}`);
    expect(introduction?.text).toContain('The three of you');
    expect(introduction?.text).toContain('Times that suit all three of you');
    expect((await world.store.autocommit.coffee.records()).meetings).toHaveLength(3);
  });

  it('let a volunteer meet two', async () => {
    world = await createCoffeeWorld({ coffee: { odd: 'volunteer' } });
    const members = await world.addJoined(3);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    const [volunteer] = members;
    if (volunteer === undefined) throw new Error('somebody is needed');
    await world.click(volunteer, `coffee:volunteer:${(await world.round()).id}`);
    await world.runUntil(AFTER_MATCHING);
    const made = await matches();
    expect(made).toHaveLength(2);
    for (const match of made) expect(memberIds(match)).toContain(volunteer);
    expect(world.keys('coffee:introduction')).toHaveLength(2);
    await world.click(volunteer, 'coffee:one-chat:0');
    expect(await world.store.autocommit.coffee.enrolment(volunteer)).toMatchObject({ volunteer: false });
  });
});

/** Two who could meet, so that the round invites; they leave once it has. `invited`: when. */
async function inviteWithTwoMore(invited: string): Promise<void> {
  const two = await world.addJoined(2, { languages: ['tr'] });
  await world.plan();
  await world.runUntil(invited);
  for (const member of two) await world.command(member, 'leave');
}
const INVITED = '2026-12-04T09:00:00+03:00';

describe('whoever is left out', () => {
  it('is told kindly why, and comes first next time', async () => {
    world = await createCoffeeWorld({ coffee: { ...weekly, noRepeatRounds: 0 } });
    const shared = await world.addOrganisation();
    const first = await world.addJoined(4, { organisation: shared });
    await inviteWithTwoMore(INVITED);
    await world.runUntil(after((await world.round()).matchingAt, HOUR));
    expect(world.to(`direct:${first[0]}`).at(-1)?.text).toContain('only colleagues from your own organisation');
    expect(world.to(`direct:${first[0]}`).at(-1)?.text).toContain('first in line next round');

    await world.runUntil(after((await world.round()).closingAt, MINUTE));
    await world.addJoined(2, { organisation: shared });
    const [bridge] = await world.addJoined(1);
    await world.runUntil(after((await world.round()).matchingAt, HOUR));
    const given = world.paired
      .at(-1)
      ?.participants.filter(({ leftOutLastTime }) => leftOutLastTime)
      .map(({ id }) => id);
    expect(given).toEqual(first);
    const [match] = await matches();
    const met = memberIds(match).filter((member) => member !== bridge);
    expect(first).toEqual(expect.arrayContaining(met));
  });

  it('is told in their own language, never why in terms of a list', async () => {
    world = await createCoffeeWorld();
    const [arabic] = await world.addJoined(1, { language: 'ar', languages: ['ar'] });
    const [kurdish] = await world.addJoined(1, { language: 'ckb', languages: ['ckb'] });
    for (const language of ['fr', 'es']) await world.addJoined(1, { languages: [language] });
    await inviteWithTwoMore(INVITED);
    await world.runUntil(AFTER_MATCHING);
    const word = world.to(`direct:${arabic}`).at(-1);
    expect(word && languagesOf(word.message)).toEqual(['ar']);
    expect(word?.text).toContain('من تجمعك به لغة مشتركة');
    expect(world.to(`direct:${kurdish}`).at(-1)?.text).not.toBe(word?.text);
  });

  it('is told the same whatever the cause where only two take part, and so are organisers', async () => {
    const seen: unknown[] = [];
    for (const cause of ['list', 'language'] as const) {
      world = await createCoffeeWorld();
      const [a, b] = await world.addJoined(2);
      if (a === undefined || b === undefined) throw new Error('two are needed');
      if (cause === 'list') await world.avoid(a, b);
      else await world.store.autocommit.members.update(b, { languages: ['fr'] });
      await inviteWithTwoMore(INVITED);
      seen.push((await world.preview()).leftOut.map(({ member, reason }) => [member.id, reason]));
      await world.runUntil(AFTER_MATCHING);
      seen.push([a, b].map((member) => world.to(`direct:${member}`).at(-1)?.text));
      if (cause === 'list') await world.close();
    }
    expect(JSON.stringify(seen[1])).toContain('too few people');
    expect(seen.slice(2)).toEqual(seen.slice(0, 2));
  });
});

describe('the matching', () => {
  it('does not repeat a pair within the window, and takes cancelled rounds for none', async () => {
    world = await createCoffeeWorld({ coffee: { ...weekly, noRepeatRounds: 3 } });
    await world.addJoined(4);
    await world.plan();
    const pairs: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { matchingAt, closingAt } = await world.round();
      await world.runUntil(after(matchingAt, HOUR));
      for (const match of await matches()) pairs.push(memberIds(match).join('-'));
      await world.runUntil(after(closingAt, MINUTE));
    }
    expect(pairs).toHaveLength(6);
    expect(new Set(pairs).size).toBe(6);
  });

  it('keeps what explains it, without a name or a word of anybody, and gives the same pairs again', async () => {
    world = await createCoffeeWorld();
    await world.addJoined(6, { offers: ['Beekeeping in Mosul'], wants: ['beekeeping in mosul'], name: 'Zaynab al-Invented' });
    await world.plan();
    await world.runUntil(AFTER_MATCHING);
    const round = await world.round();
    const explanation = round.explanation;
    expect(explanation).toMatchObject({ version: 2, participants: 6, proof: { exact: true, matched: 6 } });
    expect(explanation?.inputDigest).toMatch(/^[0-9a-f]{64}$/);
    const given = await world.store.autocommit.coffee.given(round.id);
    expect(given).toHaveLength(6);
    const stored = JSON.stringify([round.explanation, (await matches()).map(({ reasons }) => reasons), given]);
    expect(stored).not.toMatch(/beekeeping|Zaynab/i);

    expect(await world.explain(1)).toMatchObject({ repeated: 'same' });
    await world.runUntil(after((await world.round()).closingAt, 40 * DAY));
    expect((await world.lastRound()).number).toBeGreaterThan(1);
    expect(await world.explain(1)).toMatchObject({ repeated: 'same' });
  });

  it('is repeated from what was known then, whatever changed since, until somebody of that round is forgotten', async () => {
    world = await createCoffeeWorld({ coffee: { ...weekly, noRepeatRounds: 2 } });
    const members = await world.addJoined(7, { offers: ['media', 'law'], wants: ['law'] });
    const [a, b, c] = members as readonly [MemberId, MemberId, MemberId];
    await world.avoid(a, b);
    await world.plan();
    await world.runUntil(after((await world.round()).matchingAt, HOUR));
    await world.runUntil(after((await world.round()).closingAt, 15 * DAY));
    const last = (await world.lastRound()).number;
    expect(last).toBeGreaterThan(2);
    await world.store.autocommit.members.update(c, { wants: ['something else'], languages: ['fr'], sectors: ['recovery'] });
    await world.avoid(a, c);
    await stopAvoiding(world.contexts.autocommit, a, b);
    const settings = await readSettings(world.store.autocommit);
    const coffee = { ...settings.coffee, noRepeatRounds: 0, odd: 'volunteer' };
    await world.store.autocommit.community.saveSettings({ ...settings, coffee });
    expect(await world.explain(1)).toMatchObject({ repeated: 'same' });
    expect(await world.explain(2)).toMatchObject({ repeated: 'same' });

    // Their own profile of then and list of then are theirs to see, and go with them.
    expect(JSON.stringify(await exportPersonalData(world.contexts.autocommit, a))).toContain('"givenToTheMatching"');
    await world.erase(b);
    expect(await world.explain(1)).toMatchObject({ repeated: 'incomplete' });
    const first = (await world.store.autocommit.coffee.rounds({ limit: 100 })).at(-1);
    expect(first).toMatchObject({ number: 1 });
    expect(await world.store.autocommit.coffee.given(first?.id as RoundId)).toEqual([]);
  });

  it('starts again when somebody skips, joins or becomes unwelcome while it thinks', async () => {
    const disturbances: ((world: World, members: readonly MemberId[]) => Promise<unknown>)[] = [
      async (w, [a]) => w.click(a as MemberId, `coffee:skip:${(await w.round()).id}`),
      async (w) => w.addJoined(1),
      async (w, [, b, c]) => w.avoid(b as MemberId, c as MemberId),
    ];
    let members: readonly MemberId[] = [];
    let calls = 0;
    world = await createCoffeeWorld({
      pairing: async (input) => {
        calls++;
        const result = pair(input);
        await disturbances.shift()?.(world, members);
        return result;
      },
    });
    members = await world.addJoined(4);
    await world.plan();
    await world.runUntil(AFTER_MATCHING);
    expect(calls).toBe(4);
    const made = await matches();
    expect(made.flatMap(memberIds)).not.toContain(members[0]);
    expect(made.flatMap(memberIds)).toHaveLength(4);
    expect((await world.round()).state).toBe('introduced');
    expect(world.keys('coffee:introduction')).toHaveLength(2);
  });

  it('with nobody, or with one alone, goes on quietly to the next round', async () => {
    world = await createCoffeeWorld({ coffee: weekly });
    const [alone] = await world.addJoined(1);
    await world.plan();
    const first = await world.round();
    await world.runUntil(after(first.closingAt, MINUTE));
    expect(world.keys('coffee:left-out')).toEqual([`coffee:left-out:${first.id}:${alone}`]);
    expect(await world.round()).toMatchObject({ number: 2 });
    expect(world.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('names each one first in turn', async () => {
    world = await createCoffeeWorld({ coffee: { ...weekly, noRepeatRounds: 0 } });
    await world.addJoined(2);
    await world.plan();
    const first: (MemberId | null)[] = [];
    for (let count = 0; count < 4; count++) {
      await world.runUntil(after((await world.round()).matchingAt, HOUR));
      first.push((await matches())[0]?.firstToWrite ?? null);
      await world.runUntil(after((await world.round()).closingAt, MINUTE));
      const [a, b] = await world.store.autocommit.coffee.enrolments();
      for (const enrolment of [a, b]) if (enrolment) await world.join(enrolment.member);
    }
    expect(first[0]).not.toBe(first[1]);
    expect(first.slice(2)).toEqual(first.slice(0, 2));
  });
});

describe('somebody is forgotten in the middle of a round', () => {
  const forget = (member: MemberId) => world.erase(member);

  it('before the matching: they are simply not there', async () => {
    world = await createCoffeeWorld();
    const [a, b, c] = await world.addJoined(3);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    await forget(a as MemberId);
    await world.runUntil(AFTER_MATCHING);
    expect(memberIds((await matches())[0])).toEqual([b, c]);
  });

  it('after the introduction: the partner is told at once, asked nothing more, and comes first next time', async () => {
    world = await createCoffeeWorld({ coffee: weekly });
    const [a, b] = await world.addJoined(2);
    await world.plan();
    const round = await world.round();
    await world.runUntil(after(round.matchingAt, HOUR));
    await forget(a as MemberId);
    await world.runUntil(after(round.matchingAt, 2 * HOUR));
    expect(world.to(`direct:${b}`).at(-1)?.text).toContain('the other person has left');
    await world.runUntil(after(round.closingAt, MINUTE));
    expect(world.keys('coffee:nudge')).toEqual([]);
    expect(world.keys('coffee:check-in')).toEqual([]);
    expect(world.keys('coffee:partner-gone')).toHaveLength(1);
    expect(await world.store.autocommit.coffee.enrolment(b as MemberId)).toMatchObject({ unanswered: 0 });

    await world.addJoined(2);
    await world.runUntil(after((await world.round()).matchingAt, HOUR));
    expect(world.paired.at(-1)?.participants.find(({ id }) => id === b)).toMatchObject({ leftOutLastTime: true });
    const { total } = await world.report(toLocalDate('2026-11-01'), toLocalDate('2026-12-01'));
    expect(total).toMatchObject({ invited: 2, matched: 2, matches: 1 });
  });

  it('between matching and introduction: nobody is introduced to an empty chair', async () => {
    world = await createCoffeeWorld();
    const [a, b] = await world.addJoined(2);
    await world.plan();
    await world.runUntil(after((await world.round()).matchingAt, -HOUR));
    world.clock.set((await world.round()).matchingAt);
    const round = await world.round();
    await world.matchNow();
    await world.store.autocommit.members.remove(a as MemberId);
    await world.runUntil(after(round.matchingAt, HOUR));
    expect(world.keys('coffee:introduction')).toEqual([]);
    expect(world.to(`direct:${b}`).at(-1)?.text).toContain('the other person has left');
  });

  it('out of a trio: the two others go on', async () => {
    world = await createCoffeeWorld();
    const [a, b] = await world.addJoined(3);
    await world.plan();
    const { matchingAt, checkInAt } = await world.round();
    await world.runUntil(after(matchingAt, HOUR));
    await forget(a as MemberId);
    await world.runUntil(after(checkInAt, HOUR));
    expect(world.keys('coffee:partner-gone')).toEqual([]);
    expect(world.keys('coffee:check-in')).toHaveLength(2);
    expect(world.to(`direct:${b}`).at(-1)?.text).toContain('a former member');
  });
});

describe('organisers who look', () => {
  it('cost at most ten statements, also after several rounds', async () => {
    world = await createCoffeeWorld({ coffee: weekly });
    const boss = await world.addMember({ role: 'organiser' });
    await world.addJoined(4);
    await world.plan();
    for (let count = 0; count < 2; count++) {
      await world.runUntil(after((await world.round()).matchingAt, HOUR));
      await world.runUntil(after((await world.round()).closingAt, MINUTE));
    }
    await world.runUntil(after((await world.round()).invitationAt, HOUR));
    expect((await world.round()).state).toBe('invited');
    for (const command of ['preview', 'round show:2', 'round show:1', 'round', 'report']) {
      const { ran, stop } = recordStatements();
      try {
        await world.command(boss, command);
      } finally {
        stop();
      }
      // What features offer below the answer is looked for after the transaction.
      const end = ran.findLastIndex(({ source }) => /^\s*commit/i.test(source)) + 1;
      const reads = ran
        .slice(0, end)
        .map(({ source }) => source)
        .filter((source) => source.startsWith('select'));
      // Two statements more note that somebody was here and take the answers that wait for them.
      expect(reads.slice(8), command).toEqual([]);
    }
  });
});

describe('the steps of a round', () => {
  /** How often each statement on a round's tables runs, besides those of single deliveries, while `size` members are matched. */
  async function stepsOf(size: number): Promise<Readonly<Record<string, number>>> {
    world = await createCoffeeWorld();
    await world.addJoined(size);
    await world.plan();
    await world.runUntil('2026-12-04T09:00:00+03:00');
    const { ran, stop } = recordStatements();
    try {
      await world.runUntil(AFTER_MATCHING);
    } finally {
      stop();
    }
    expect(world.keys('coffee:introduction')).toHaveLength(size / 2);
    const counts: Record<string, number> = {};
    for (const { source } of ran) {
      const table = /^(?:insert into|update) "(coffee_\w+|relay\w*)"/.exec(source)?.[0];
      if (table !== undefined) counts[table] = (counts[table] ?? 0) + 1;
    }
    return counts;
  }

  it('write a large round with as many statements as a small one', async () => {
    const small = await stepsOf(4);
    await world.close();
    expect(await stepsOf(40)).toEqual(small);
    expect(small).toMatchObject({ 'insert into "coffee_matches"': 1, 'insert into "coffee_match_members"': 1 });
  });
});
