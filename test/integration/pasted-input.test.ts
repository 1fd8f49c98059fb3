import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms();
});
afterEach(() => world.close());

const paused = async (text: string, platform: 'slack' | 'discord') => {
  const person = await world.addMember(platform, 'zahra');
  await person.type('/coffee join');
  const answer = await person.type(text);
  return (await world.store.autocommit.coffee.enrolment(person.id))?.pausedUntil ?? answer;
};

// What Mudhif itself prints in Arabic and Kurdish has marks around dates, and phones curl quotes.
describe.each(['slack', 'discord'] as const)('what is pasted into a command on %s', (platform) => {
  it.each([
    ['marks around the date', '/coffee pause until:\u200e2027-02-14\u200e'],
    ['marks of the other direction', '/coffee \u200fpause\u200f \u2067until:2027-02-14\u2069'],
    ['Arabic digits', '/coffee pause ٢٠٢٧-٠٢-١٤'],
    ['Persian digits', '/coffee pause ۲۰۲۷-۰۲-۱۴'],
    ['day first', '/coffee pause ١٤/٢/٢٠٢٧'],
    ['another hyphen', '/coffee pause 2027\u201102\u201114'],
    ['curly quotes', '/coffee pause until:“2027-02-14”'],
    ['quotes of Arabic texts', '/coffee pause until:«2027-02-14»'],
    ['low quotes', '/coffee pause until:„2027-02-14“'],
    ['no-break spaces', '/coffee pause\u00a0until:2027-02-14\u202f'],
  ])('is read with %s', async (_, text) => {
    expect(await paused(text, platform)).toBe('2027-02-14');
  });
});
