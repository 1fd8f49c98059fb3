import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../adapters/discord/connect/client.js';
import { createRoster } from '../../adapters/discord/members/roster.js';
import type { Actor } from '../../src/core/access.js';
import type { MemberId } from '../../src/core/ids.js';
import { after, MINUTE } from '../../src/core/time.js';
import { mergeMembers } from '../../src/features/members/merge.js';
import { partMembers } from '../../src/features/members/parting.js';
import { exportProfile } from '../../src/features/members/person.js';
import { type BothPlatforms, createBothPlatforms, type Somebody } from '../support/both-platforms.js';
import { quietLogger } from '../support/web-server.js';
import { controlsOf } from '../support/world.js';

const DISCORD = '123456789012345678';

let world: BothPlatforms;
let slack: Somebody;
let discord: Somebody;
let id: MemberId;

/** Rana has an account on both platforms, and takes part in the coffee chats. */
beforeEach(async () => {
  world = await createBothPlatforms();
  ({ id, ...slack } = await world.addMember('slack', 'URANA0001', { languages: ['ar'] }));
  discord = world.person('discord', DISCORD);
  await world.store.autocommit.accounts.link(id, { platform: 'discord', space: 'test', user: DISCORD });
  await slack.type('/coffee join');
});
afterEach(() => world.close());

const organiserWith = (member: MemberId): Actor => ({
  id: member,
  name: 'Organiser',
  role: 'organiser',
  status: 'active',
  language: 'en',
  timezone: 'Asia/Baghdad',
});
const soon = () => world.runUntil(after(world.clock.now(), MINUTE));
const status = async () => (await world.store.autocommit.members.find(id))?.status;
const present = async () => (await world.contexts.autocommit.people.accounts(id)).map(({ platform }) => platform).toSorted();
const welcomes = () => [...slack.texts(), ...discord.texts()].filter((text) => text.includes('Welcome back'));

describe('somebody with accounts on two platforms', () => {
  it('is a member still who leaves one of them, and is written to on the other', async () => {
    await slack.leave();
    await soon();
    expect([await status(), await present()]).toEqual(['active', ['discord']]);
    expect(await world.store.autocommit.coffee.enrolment(id)).toMatchObject({ state: 'in' });
    const { people } = world.contexts.autocommit;
    expect([await people.usersOn('slack'), await people.usersOn('discord')]).toEqual([[], [DISCORD]]);
    expect([await people.leftFrom('slack'), await people.leftFrom('discord')]).toEqual([['URANA0001'], []]);
    expect([...(await people.lastUsedPlatforms([id])).values()]).toEqual(['discord']);
    expect((await people.reader(id, undefined))?.accounts.map(({ platform }) => platform)).toEqual(['discord']);
  });

  it('has left who left both, in whatever order and however often it is told', async () => {
    for (const account of [discord, discord, slack, slack]) await account.leave();
    expect([await status(), await present()]).toEqual(['left', []]);
    const { people } = world.contexts.autocommit;
    expect([await people.leftFrom('slack'), await people.leftFrom('discord')]).toEqual([['URANA0001'], [DISCORD]]);
  });

  it.each(['joins', 'writes'] as const)('is back who %s again on one of them, and is told so once', async (how) => {
    for (const account of [slack, discord]) await account.leave();
    for (const account of [slack, discord]) {
      if (how === 'joins') await account.join({ name: 'Rana' });
      else await account.type('/profile show');
      await soon();
      expect(await status()).toBe('active');
    }
    expect(await present()).toEqual(['discord', 'slack']);
    expect(welcomes()).toHaveLength(1);
    expect(welcomes()[0]).toContain('You take part in the coffee chats');
  });

  it('is back on the one alone that they came back to', async () => {
    for (const account of [slack, discord]) await account.leave();
    await discord.join({ name: 'Rana' });
    expect([await status(), await present()]).toEqual(['active', ['discord']]);
    await discord.leave();
    expect(await status()).toBe('left');
  });

  it('is taken up again where a list of Discord’s members lacked them once', async () => {
    const { people } = world.contexts.autocommit;
    let listed = [{ user: { id: DISCORD, username: 'rana' }, joined_at: '2026-01-01T00:00:00Z' }];
    const roster = createRoster({
      api: { call: async () => listed } as unknown as Api,
      clock: world.clock,
      logger: quietLogger,
      problems: { report() {}, over() {} } as never,
      inbox: world.app.inbox,
      guildId: () => 'test',
      knownAccounts: () => people.usersOn('discord'),
      leftAccounts: () => people.leftFrom('discord'),
    });
    const whole = listed;
    const seen: unknown[] = [];
    for (const list of [whole, [], whole, whole]) {
      listed = list;
      world.clock.advance(MINUTE);
      await roster.reconcile();
      seen.push([await status(), await present()]);
    }
    const both = ['active', ['discord', 'slack']];
    expect(seen).toEqual([both, ['active', ['slack']], both, both]);
    await slack.leave();
    listed = [];
    await roster.reconcile();
    expect(await status()).toBe('left');
    listed = whole;
    world.clock.advance(MINUTE);
    await roster.reconcile();
    expect([await status(), await present()]).toEqual(['active', ['discord']]);
    await soon();
    // The bot may not write there first, so it is told below the next answer.
    expect(await discord.type('/profile show')).toContain('Welcome back');
    expect(await discord.type('/profile show')).not.toContain('Welcome back');
  });

  it('is taken up again whose Slack account was deactivated and is used again', async () => {
    const { people } = world.contexts.autocommit;
    await discord.leave();
    await slack.leave();
    // Slack tells that the profile has changed; whether that is a return is asked of the records.
    expect(await people.hasLeft(slack.identity)).toBe(true);
    await slack.join({ name: 'Rana' });
    expect([await people.hasLeft(slack.identity), await people.hasLeft(discord.identity)]).toEqual([false, true]);
    expect([await status(), await present()]).toEqual(['active', ['slack']]);
  });

  it('tells by what they were a member, and since when no longer, in their export', async () => {
    await slack.leave();
    const { accounts } = await exportProfile(world.contexts.autocommit, id);
    expect(accounts.map(({ platform, leftAt }) => [platform, leftAt]).toSorted()).toEqual([
      ['discord', null],
      ['slack', '2026-11-22T06:00:00.000Z'],
    ]);
  });

  it('hears nothing of a return who has been a member all the time', async () => {
    await slack.leave();
    await slack.join({ name: 'Rana' });
    await soon();
    expect([await status(), await present(), welcomes()]).toEqual(['active', ['discord', 'slack'], []]);
  });

  it('can take off the account they left, and not the one that is there', async () => {
    await slack.leave();
    await discord.type('/profile link');
    const unlink = (platform: string): string => {
      const message = discord.last();
      const found = message && controlsOf(message).find((each) => each.type === 'button' && each.label.includes(platform));
      if (!found) throw new Error(`no button takes ${platform} off`);
      return found.action;
    };
    expect(() => unlink('Discord')).toThrow('no button');
    expect(await discord.pressAnyway(unlink('Slack'))).toContain('no longer yours');
    expect([await status(), await present()]).toEqual(['active', ['discord']]);
  });
});

it('whoever was one with somebody by mistake, and whose own account left, has left once they are two again', async () => {
  const huda = await world.addMember('discord', '223456789012345678');
  const other = await world.addMember('slack', 'UOTHER001');
  const { id: kept } = await world.store.transaction((context) => mergeMembers(context, other.id, huda.id));
  await world.store.autocommit.accounts.setDirect(huda.identity, 'declined');
  await huda.leave();
  expect((await world.store.autocommit.members.find(kept))?.status).toBe('active');
  const [entry] = await world.store.autocommit.joined.of(kept, world.clock.now());
  if (!entry) throw new Error('nothing was joined');
  await world.store.transaction((context) => partMembers(context, organiserWith(kept), entry.id));
  const statuses = await Promise.all([huda, other].map(async (each) => (await each.member()).status));
  expect(statuses).toEqual(['left', 'active']);
  expect(await world.store.autocommit.accounts.find(huda.identity)).toMatchObject({ direct: 'declined' });
});
