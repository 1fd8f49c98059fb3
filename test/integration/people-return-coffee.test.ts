import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, HOUR, MINUTE } from '../../src/core/time.js';
import { type BothPlatforms, createBothPlatforms, type Somebody } from '../support/both-platforms.js';

let world: BothPlatforms;
let zahra: Somebody;
let rana: Somebody;
let ranaElsewhere: Somebody;

/** Zahra and Rana are introduced on Slack, where both are; Rana is on Discord too. */
beforeEach(async () => {
  world = await createBothPlatforms();
  zahra = await world.addMember('slack', 'zahra');
  const member = await world.addMember('slack', 'rana');
  rana = member;
  ranaElsewhere = world.person('discord', 'rana#1');
  await world.store.autocommit.accounts.link(member.id, ranaElsewhere.identity);
  for (const each of [zahra, rana]) await each.type('/coffee join');
  await world.runUntil(after((await world.round()).matchingAt, HOUR));
});
afterEach(() => world.close());

const soon = () => world.runUntil(after(world.clock.now(), MINUTE));
const offers = (person: Somebody) => person.texts().filter((text) => text.includes('I can pass messages between you'));

describe('somebody who leaves the platform on which they were introduced', () => {
  it('can go on with the other: messages are passed on between the two, for those who say yes', async () => {
    expect([...offers(zahra), ...offers(ranaElsewhere)]).toEqual([]);
    await rana.leave();
    await soon();
    expect([offers(zahra).length, offers(ranaElsewhere).length]).toEqual([1, 1]);
    await zahra.press('relay:accept');
    expect(await ranaElsewhere.press('relay:accept')).toContain('You can write to one another now');
    // Told again, or back, changes nothing.
    await rana.leave();
    await rana.join({ name: 'rana' });
    await rana.leave();
    await soon();
    expect([offers(zahra).length, offers(ranaElsewhere).length]).toEqual([1, 1]);
    expect(zahra.texts().some((text) => text.includes('is off'))).toBe(false);
  });

  it('is not offered it where the two have another place in common', async () => {
    await world.store.autocommit.accounts.link((await zahra.member()).id, { platform: 'discord', space: 'test', user: 'zahra#1' });
    await rana.leave();
    await soon();
    expect([...offers(zahra), ...offers(ranaElsewhere)]).toEqual([]);
  });

  it('is not offered it once they have met', async () => {
    const { coffee } = world.store.autocommit;
    const [match] = await coffee.matches((await world.round()).id);
    if (!match) throw new Error('nobody was matched');
    await coffee.updateMatchMember(match.id, (await zahra.member()).id, { checkIn: 'met' });
    await rana.leave();
    await soon();
    expect(offers(zahra)).toEqual([]);
  });
});
