import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY } from '../../src/core/time.js';
import { importMembers } from '../../src/features/members/import/run.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms();
});
afterEach(() => world.close());

const importing = (csv: string) => importMembers(world.contexts.autocommit, csv, { dryRun: false, actor: null });
const HEAD = 'name,organisation,offers,email,slack_id,discord_id\n';
const total = () => world.store.autocommit.members.count({});

/** Somebody who comes in and has answered the induction up to its end. */
async function newcomer(platform: 'slack' | 'discord', user: string, change: { name: string; organisation: string; email?: string }) {
  const person = world.person(platform, user);
  await person.join();
  const organisation = await world.store.autocommit.organisations.findByName(change.organisation);
  await world.store.autocommit.members.update((await person.member()).id, {
    name: change.name,
    organisation: organisation?.id ?? null,
    languages: ['ar'],
    wants: ['donors'],
    inductionStep: 'visibility',
    ...(change.email !== undefined && { email: change.email }),
  });
  await person.pressAnyway('members:finish:0', [], 'direct');
  return person;
}
const questions = () => world.shown.filter(({ text }) => text.includes('Is this the same person?'));
const boss = async () => {
  const person = world.person('slack', 'boss');
  await person.join();
  return person;
};

describe('an imported person who comes by an account', () => {
  it('has the imported profile at once, where the list named the account of a connected platform', async () => {
    await importing(`${HEAD}Zahra Ali,Marsh Women,budgets,,,123456789012345678\n`);
    const zahra = world.person('discord', '123456789012345678');
    await zahra.join({ name: 'zed' });
    expect(await zahra.member()).toMatchObject({ name: 'Zahra Ali', offers: ['budgets'], status: 'active' });
    expect(await total()).toBe(1);
  });

  it('has it too where the platform was connected later', async () => {
    world.discord.space = () => undefined;
    const [first, again] = [
      await importing(`${HEAD}Zahra Ali,Marsh Women,budgets,,,123456789012345678\n`),
      await importing(`${HEAD}Zahra Ali,Marsh Women,budgets,,,123456789012345678\n`),
    ];
    expect([first.counts.created, again.counts.unchanged]).toEqual([1, 1]);

    world.discord.space = () => 'test';
    await world.app.start();
    const zahra = world.person('discord', '123456789012345678');
    expect(await zahra.member()).toMatchObject({ name: 'Zahra Ali' });
    expect(await world.store.autocommit.waitingAccounts.list()).toEqual([]);
    await world.app.stop();
  });

  it('has it from the first word on, even before the platform’s start has linked it', async () => {
    world.discord.space = () => undefined;
    await importing(`${HEAD}Zahra Ali,Marsh Women,budgets,,,123456789012345678\n`);
    const zahra = world.person('discord', '123456789012345678');
    expect(await zahra.type('/profile show')).toContain('Zahra Ali');
    expect(await total()).toBe(1);
  });

  it('by the name is joined only after an organiser has said so', async () => {
    const organiser = await boss();
    await importing(`${HEAD}زهراء علي,Marsh Women,budgets,z@example.org,,\n`);
    const zahra = await newcomer('discord', 'zed', { name: 'زهراء علي', organisation: 'Marsh Women' });
    expect((await zahra.member()).offers).toEqual([]);
    // Asked where organisers read, on each platform, without a word of the imported profile but the name.
    const asked = questions();
    expect(asked.map(({ to }) => to)).toEqual(['channel:organisers', 'channel:organisers']);
    expect(asked.every(({ text }) => !text.includes('z@example.org') && !text.includes('budgets'))).toBe(true);

    expect(await zahra.pressAnyway('members:claim-yes:3.2')).toContain('organisers');
    const id = `${(await zahra.member()).id}.${(await world.store.autocommit.members.findByEmail('z@example.org'))[0]?.id}`;
    expect(await organiser.pressAnyway(`members:claim-yes:${id}`, [], 'channel')).toContain('merged the profile of زهراء علي');
    expect(await zahra.member()).toMatchObject({ offers: ['budgets'], wants: ['donors'], email: 'z@example.org', languages: ['ar'] });
    expect(await total()).toBe(2);
    expect(await organiser.pressAnyway(`members:claim-yes:${id}`, [], 'channel')).toContain('settled already');
    expect((await world.store.autocommit.audit.list({ offset: 0, limit: 1 }))[0]?.action).toBe('member.claim');
    expect(zahra.texts().at(-1)).toContain('An organiser has found you');
  });

  it('is not taken over by a stranger who types a name or an address', async () => {
    await boss();
    await importing(`${HEAD}Zahra Ali,Marsh Women,budgets,z@example.org,,\n`);
    const thief = await newcomer('discord', 'thief', { name: 'Zahra Ali', organisation: 'Marsh Women', email: 'Z@Example.org' });
    const mine = await thief.type('/profile show');
    expect(mine).not.toContain('budgets');
    expect(await thief.type('/profile export')).not.toContain('budgets');
    expect(questions()).toHaveLength(2);
    await world.runUntil(after(world.clock.now(), 7 * DAY));
    expect((await thief.member()).offers).toEqual([]);
    const namesakes = await world.store.autocommit.members.namesakes(['Zahra Ali']);
    expect(namesakes.map(({ offers }) => offers)).toEqual([['budgets'], []]);
  });

  it('stays apart where the organiser says so', async () => {
    const organiser = await boss();
    await importing(`${HEAD}Zahra Ali,Marsh Women,budgets,,,\n`);
    const other = await newcomer('discord', 'other', { name: 'Zahra  Ali', organisation: 'Marsh Women' });
    const [, imported] = await world.store.autocommit.members.list({ text: 'zahra' }, { offset: 0, limit: 5 });
    const ids = (await world.store.autocommit.members.list({ text: 'zahra' }, { offset: 0, limit: 5 })).map(({ id }) => id);
    const listed = ids.find((id) => id !== undefined && id !== imported?.id);
    const came = (await other.member()).id;
    const pair = `${came}.${came === imported?.id ? listed : imported?.id}`;
    expect(await organiser.pressAnyway(`members:claim-no:${pair}`, [], 'channel')).toContain('is someone else');
    expect(await total()).toBe(3);
    await other.submit('members:email:0', { email: 'o@example.org' }, 'direct');
    expect(questions()).toHaveLength(2);
  });
});
