import { afterEach, describe, expect, it } from 'vitest';
import { type BothPlatforms, createBothPlatforms, type Somebody } from '../support/both-platforms.js';
import { controlsOf } from '../support/world.js';

let world: BothPlatforms;
afterEach(() => world.close());

const YEAR_LATER = '2027-11-30T12:00:00+03:00';

/** People of as many organisations who joined the coffee chats, and an organiser who did not. */
async function community(names: readonly string[], settings: Record<string, unknown> = {}) {
  // Nobody answers, and nobody is paused for that. No plan of topics goes on beside the coffee, which would double the work of a year.
  world = await createBothPlatforms({
    settings: { coffee: { pauseAfterUnanswered: 20, ...settings }, topics: { planAutomatically: false } },
  });
  const boss = world.person('slack', 'boss');
  await boss.join();
  const members: Somebody[] = [];
  for (const name of names) members.push(await world.addMember('slack', name));
  for (const member of members) await member.type('/coffee join');
  return { boss, members };
}

const invitations = () => world.shown.filter(({ key }) => key.startsWith('coffee:invitation:'));
const invitedRounds = () => new Set(invitations().map(({ key }) => /^coffee:invitation:(\d+)/.exec(key)?.[1]));
const introductions = () => world.shown.filter(({ key }) => key.startsWith('coffee:introduction:'));
const told = () => world.shown.filter(({ key, platform }) => key.startsWith('coffee:nobody:') && platform === 'slack');

describe('a small community', { timeout: 240_000 }, () => {
  it.each([3, 4, 7])('of %i people is never invited in vain over a year, and everyone who was invited meets someone', async (count) => {
    const { members } = await community(['amal', 'bana', 'cira', 'dima', 'elin', 'faiza', 'gulan'].slice(0, count));
    await world.runUntil(YEAR_LATER);
    const rounds = invitedRounds();
    expect(rounds.size).toBeGreaterThanOrEqual(12);
    expect(told()).toEqual([]);
    const { db } = world.store.database;
    const results = await db
      .selectFrom('coffee_participations' as never)
      .selectAll()
      .execute();
    const left = (results as { result: string }[]).filter(({ result }) => result === 'left-out').length;
    // Of an odd number somebody may be left out once in a while, never everybody.
    expect(left).toBeLessThanOrEqual(count % 2 === 0 ? 0 : rounds.size);
    expect(introductions().length).toBeGreaterThanOrEqual(rounds.size);
    expect(members.length).toBe(count);
  });

  it('of whom nobody could be paired is not invited; organisers are told once what would help', async () => {
    const { boss, members } = await community(['amal', 'bana', 'cira', 'dima'], { noRepeatRounds: 100 });
    await world.runUntil(YEAR_LATER);
    // Each has met three others; since then nobody was asked.
    expect(invitedRounds().size).toBe(3);
    expect(told()).toHaveLength(1);
    const [{ text, message } = { text: '', message: { cards: [] } }] = told();
    expect(text).toContain('Nobody is invited to coffee round 4');
    expect(text).toContain('without a repeat: 2 rounds or fewer');
    expect(text).not.toContain('one organisation');
    // In all languages of the community, with one row of buttons.
    expect(message.cards.length).toBeGreaterThan(1);
    expect(controlsOf(message).map(({ action }) => action)).toEqual(['coffee:settings:rules', 'coffee:settings:rhythm', 'coffee:start:0']);
    // No round in vain is in the report, and the next one is still planned.
    expect(await boss.type('/coffee report')).toContain('Rounds: 3');
    expect((await world.round()).state).toBe('planned');
    const before = introductions().length;
    // As soon as an organiser follows the advice, the next round takes place.
    const form = (await boss.pressAnyway('coffee:settings:rules')).replace('form:', '');
    await boss.submit(form, {
      participation: ['standing'],
      odd: ['trio'],
      noRepeatRounds: '2',
      allowSameOrganisation: ['no'],
      pauseAfterUnanswered: '20',
    });
    for (const member of members) await member.type('/coffee join');
    await world.runUntil((await world.round()).matchingAt + 3_600_000);
    expect(introductions().length).toBeGreaterThan(before);
  });

  it('is paired again by itself once the time without a repeat is over', async () => {
    await community(['amal', 'bana'], { noRepeatRounds: 2 });
    await world.runUntil(YEAR_LATER);
    // One round in three.
    expect(invitedRounds().size).toBe(4);
    // Told again each time, since between two such times they met.
    expect(told().length).toBe(4);
  });

  it('is told nothing of who would rather not meet whom', async () => {
    const { members } = await community(['amal', 'bana']);
    const [amal] = members;
    await amal?.type('/coffee avoid bana');
    await world.runUntil('2026-12-20T12:00:00+03:00');
    expect(invitations()).toEqual([]);
    expect(told().map(({ text }) => text)).toEqual([expect.stringContaining('More people in the coffee chats')]);
    expect(told()[0]?.text).not.toMatch(/rather not|avoid|amal|bana|without a repeat:|one organisation/);
  });

  it('hears of the rules that everybody knows, also where a list is the cause', async () => {
    const { members } = await community(['amal', 'bana'], { noRepeatRounds: 5 });
    await world.runUntil((await world.round()).matchingAt + 3_600_000);
    expect(introductions().length).toBe(1);
    await members[0]?.type('/coffee avoid bana');
    await world.runUntil('2027-01-20T12:00:00+03:00');
    expect(told().map(({ text }) => text)).toEqual([expect.stringContaining('Letting people meet again in the very next round')]);
  });

  it('of one organisation hears that this is why', async () => {
    const { members } = await community(['amal', 'bana']);
    const [amal, bana] = await Promise.all(members.map((each) => each.member()));
    if (!amal || !bana) throw new Error('nobody');
    await world.store.autocommit.members.update(bana.id, { organisation: amal.organisation });
    await world.runUntil('2026-12-20T12:00:00+03:00');
    expect(invitations()).toEqual([]);
    expect(told().map(({ text }) => text)).toEqual([expect.stringContaining('Letting people of one organisation meet.')]);
  });

  it('that nobody or one person has joined is invited, since that makes others join', async () => {
    await community(['amal']);
    await world.runUntil('2026-12-20T12:00:00+03:00');
    expect(invitations().length).toBeGreaterThan(0);
    expect(told()).toEqual([]);
  });

  it.each([[[]], [['amal']]])('of which %j has joined is invited once, not every month, until two have', async (names) => {
    await community(names);
    await world.runUntil('2027-03-15T12:00:00+03:00');
    expect(invitedRounds().size).toBe(1);
    expect(told().map(({ text }) => text)).toEqual([expect.stringContaining('More people in the coffee chats')]);
    for (const name of ['bana', 'cira']) await (await world.addMember('slack', name)).type('/coffee join');
    const { number, matchingAt } = await world.round();
    await world.runUntil(matchingAt + 3_600_000);
    expect(invitedRounds().size).toBe(2);
    expect(introductions().length).toBe(1);
    expect(number).toBeGreaterThan(2);
  });

  it('is not matched at once while fewer than two have joined, and hears each time that an organiser starts a round in vain', async () => {
    const { boss } = await community(['amal']);
    expect(await boss.pressAnyway('coffee:start:0')).not.toContain('For a pilot');
    expect(await boss.pressAnyway('coffee:start-now:pair')).toContain('two people');
    await world.runUntil('2027-02-24T12:00:00+03:00');
    expect(told()).toHaveLength(1);
    await boss.pressAnyway('coffee:start-now:invite');
    await world.runUntil('2027-02-24T12:10:00+03:00');
    expect(told()).toHaveLength(2);
  });
});
