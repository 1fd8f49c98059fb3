import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/core/message.js';
import { after } from '../../src/core/time.js';
import { composeHome } from '../../src/dispatch/home.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import { type BothPlatforms, createBothPlatforms } from '../support/both-platforms.js';
import { anOrganisation } from '../support/records.js';

let world: BothPlatforms;
beforeEach(async () => {
  world = await createBothPlatforms();
});
afterEach(() => world.close());

/** The one whom the configuration names. */
const boss = async () => {
  const person = world.person('slack', 'boss');
  await person.join();
  return person;
};

describe('organisers and advisers', () => {
  it('are appointed and withdrawn by command, each time in the audit log', async () => {
    const organiser = await boss();
    const zahra = await world.addMember('discord', 'zahra');
    expect(await organiser.type('/community appoint adviser zahra')).toContain('zahra is on the advisory committee now');
    expect((await zahra.member()).role).toBe('adviser');
    expect(await organiser.type('/community appoint organiser zahra')).toContain('zahra is an organiser now');
    expect(await zahra.type('/community withdraw zahra')).toContain('zahra has no special role any more');
    expect(
      (await world.store.autocommit.audit.list({ offset: 0, limit: 5 })).map(({ action, details }) => [action, details['to']]),
    ).toEqual([
      ['member.role', 'member'],
      ['member.role', 'organiser'],
      ['member.role', 'adviser'],
    ]);
  });

  it('of the configuration can’t be withdrawn in chat, nor can the last one', async () => {
    const organiser = await boss();
    const zahra = await world.addMember('discord', 'zahra');
    await organiser.type('/community appoint organiser zahra');
    expect(await zahra.type('/community withdraw boss')).toContain('configuration');
    expect((await organiser.member()).role).toBe('organiser');
    await world.store.autocommit.members.update((await organiser.member()).id, { role: 'member', status: 'left' });
    expect(await zahra.type('/community withdraw zahra')).toContain('the only organiser');
    expect((await zahra.member()).role).toBe('organiser');
  });

  it('lose what they could do at once: commands, buttons and forms of old messages, completion', async () => {
    const organiser = await boss();
    const zahra = await world.addMember('discord', 'zahra');
    await organiser.type('/community appoint organiser zahra');
    await zahra.type('/community settings');
    const [button, form] = [zahra.button('community:area'), 'community:general:0'];
    const complete = () =>
      world.app.inbox.complete({
        eventId: 'c',
        from: zahra.identity,
        conversation: { ...zahra.identity, id: 'x', kind: 'channel' },
        command: 'community',
        subcommand: 'members',
        option: 'sector',
        typed: '',
      });
    expect((await complete()).length).toBeGreaterThan(0);
    await organiser.type('/community withdraw zahra');
    expect(await zahra.type('/community settings')).toContain('organisers');
    expect(await zahra.pressAnyway(button)).toContain('organisers');
    expect(await zahra.submit(form, { name: 'Mine', languages: ['en'], timezone: 'UTC' })).toContain('organisers');
    expect(await zahra.pressAnyway('coffee:start:0')).toContain('organisers');
    expect(await zahra.pressAnyway('members:claim-yes:1.2')).toContain('organisers');
    expect(await zahra.submit('community:channels:discord', { general: 'x' })).toContain('organisers');
    expect(await complete()).toEqual([]);
    expect((await world.store.autocommit.community.settings()).name).toBe('Women of the Rivers');
  });
});

describe('whoever administers the platform', () => {
  it('is offered to organise while nobody does, and never made one by themselves', async () => {
    const [owner, member] = [await world.addMember('discord', 'owner'), await world.addMember('discord', 'member')];
    world.discord.administrators.add('owner');
    expect(await member.type('/community about')).not.toContain('Who organises');
    expect(await owner.type('/community about')).toContain('Who organises this community?');
    expect((await owner.member()).role).toBe('member');
    expect(await owner.type('/community setup')).toContain('Who organises this community?');
    expect(await owner.press('community:take-up')).toContain('you are an organiser now');
    expect((await owner.member()).role).toBe('organiser');
    expect((await world.store.autocommit.audit.list({ offset: 0, limit: 1 }))[0]).toMatchObject({
      action: 'member.role',
      actor: owner.id,
      details: { to: 'organiser', administrator: true },
    });
    expect(await owner.type('/community about')).not.toContain('Who organises');
  });

  it('is asked of the platform again when they take it: an old button gives nothing', async () => {
    const [owner, member] = [await world.addMember('discord', 'owner'), await world.addMember('discord', 'member')];
    world.discord.administrators.add('owner');
    await owner.type('/community about');
    const button = owner.button('community:take-up');
    expect(await member.pressAnyway(button)).toContain('Only someone who administers');
    world.discord.administrators.delete('owner');
    expect(await owner.pressAnyway(button)).toContain('Only someone who administers');
    world.discord.administrators.add('owner');
    const organiser = await boss();
    await organiser.submit('community:setup:0', {
      name: 'Tigris',
      languages: ['en'],
      timezone: 'Asia/Baghdad',
      week: ['sun'],
      cadence: ['week'],
    });
    expect(await owner.pressAnyway(button)).toContain('Someone organises this community already');
    expect((await owner.member()).role).toBe('member');
  });
});

describe('channels', () => {
  it('are bound to a platform’s own by an organiser, once they were found', async () => {
    const organiser = await boss();
    await organiser.type('/community settings');
    expect(await organiser.press('community:area:channels')).toContain('coffee (the usual name)');
    expect(await organiser.press('community:channels:discord')).toBe('form:community:channels:discord');
    expect(await organiser.submit('community:channels:discord', { coffee: 'nowhere', general: '' })).toContain(
      'can’t find a channel “nowhere” on Discord',
    );
    expect((await world.store.autocommit.community.settings()).channels).toEqual({});
    expect(await organiser.submit('community:channels:discord', { coffee: '#kahve', general: '' })).toContain('#kahve');
    expect((await world.store.autocommit.community.settings()).channels).toEqual({ discord: { coffee: '#kahve' } });
    expect((await world.store.autocommit.audit.list({ offset: 0, limit: 1 }))[0]?.details).toEqual({ channels: 'discord:coffee=#kahve' });
  });

  it('get a post each, once, on every platform that has the channel', async () => {
    await world.store.autocommit.deliveries.plan({
      key: 'members:welcome-channel:x',
      kind: 'members.welcome-channel',
      args: {},
      to: { to: 'channel', channel: 'general' },
      dueAt: world.clock.now(),
    });
    world.discord.troubles.push('lost');
    await world.app.runner.runDue();
    await world.runUntil(after(world.clock.now(), 3_600_000));
    expect(world.inChannels().map(({ platform, key }) => [platform, key])).toEqual([['slack', 'members:welcome-channel:x@slack']]);
    expect(world.discord.posted.map(({ to, key }) => [to, key])).toEqual([['channel:general', 'members:welcome-channel:x@discord']]);
    expect((await world.store.autocommit.deliveries.find('members:welcome-channel:x'))?.state).toBe('sent');
  });

  it('are left out where a platform has none; where nobody has one, each organiser is told by themselves', async () => {
    const [here, there] = [
      await world.addMember('slack', 'haneen', { role: 'organiser' }),
      await world.addMember('discord', 'dilan', { role: 'organiser' }),
    ];
    await world.addMember('slack', 'zahra');
    world.slack.channels.delete('organisers');
    const plan = (key: string) =>
      world.store.autocommit.deliveries.plan({
        key,
        kind: 'members.waiting-card',
        args: {},
        to: { to: 'channel', channel: 'organisers' },
        dueAt: world.clock.now(),
      });
    await plan('one');
    await world.app.runner.runDue();
    expect(world.shown.map(({ platform, key }) => [platform, key])).toEqual([['discord', 'one']]);
    world.discord.channels.delete('organisers');
    await plan('none');
    await world.app.runner.runDue();
    const state = async (key: string) => (await world.store.autocommit.deliveries.find(key))?.state;
    expect([await state('none'), await state(`none@${here.id}`), await state(`none@${there.id}`)]).toEqual(['sent', 'sent', 'waiting']);
    expect(world.shown.filter(({ key }) => key.startsWith('none@')).map(({ to }) => to)).toEqual(['direct:haneen']);
  });
});

describe('organisers whom the configuration names', () => {
  it('are members from the start where the bot may write first, and hear what organisers hear', async () => {
    world.slack.profiles.set('boss', { name: 'Haneen', isBot: false });
    await world.app.start();
    await world.app.stop();
    const member = await world.store.autocommit.members.findByAccount({ platform: 'slack', space: 'test', user: 'boss' });
    expect(member).toMatchObject({ name: 'Haneen', role: 'organiser' });
    expect(world.shown.map(({ to }) => to)).toEqual(['direct:boss']);
    // Another start welcomes nobody again.
    await world.app.start();
    await world.app.stop();
    expect(world.shown).toHaveLength(1);
  });

  it('are members from the start where the bot may not write first too, and find what waited for them at their first word', async () => {
    await world.close();
    world = await createBothPlatforms({ organisers: [{ platform: 'discord', user: 'dilan' }] });
    world.discord.profiles.set('dilan', { name: 'Dilan', isBot: false });
    await world.app.start();
    await world.app.stop();
    const member = await world.store.autocommit.members.findByAccount({ platform: 'discord', space: 'test', user: 'dilan' });
    expect(member).toMatchObject({ name: 'Dilan', role: 'organiser' });
    expect(world.shown).toEqual([]);
    for (const fake of [world.slack, world.discord]) fake.channels.delete('organisers');
    const organisation = await world.store.autocommit.organisations.insert(anOrganisation({ name: 'Marsh Voices', status: 'proposed' }));
    await world.store.autocommit.deliveries.plan({
      key: 'proposed',
      kind: 'members.organisation-proposed',
      args: { organisation },
      to: { to: 'channel', channel: 'organisers' },
      dueAt: world.clock.now(),
    });
    await world.app.runner.runDue();
    expect(world.shown.filter(({ to }) => to.startsWith('direct:'))).toEqual([]);
    expect(await world.person('discord', 'dilan').type('/community about')).toContain('Marsh Voices');
  });

  it('are left out where the platform does not know them', async () => {
    await world.app.start();
    await world.app.stop();
    expect(await world.store.autocommit.members.findByAccount({ platform: 'slack', space: 'test', user: 'boss' })).toBeUndefined();
  });
});

describe('what waits for a decision', () => {
  it('stands on the agenda and below the next answer of an organiser until somebody decides', async () => {
    const organiser = await boss();
    expect(await organiser.type('/community about')).not.toContain('decision');
    const organisation = await world.store.autocommit.organisations.insert(anOrganisation({ name: 'Marsh Voices', status: 'proposed' }));
    await world.store.autocommit.deliveries.plan({
      key: 'proposed',
      kind: 'members.organisation-proposed',
      args: { organisation },
      to: { to: 'channel', channel: 'organisers' },
      dueAt: world.clock.now(),
    });
    await world.app.runner.runDue();
    const home = async () =>
      withoutDirectionControls(plainText({ cards: (await composeHome(world.app.contexts.autocommit, organiser.identity)).cards }));
    expect((await home()).indexOf('Marsh Voices')).toBeGreaterThan(0);
    expect((await home()).indexOf('Marsh Voices')).toBeLessThan((await home()).indexOf('/community help'));
    for (const _ of [1, 2]) expect(await organiser.type('/community about')).toContain('1 question waits for an organiser’s decision');
    const member = await world.addMember('slack', 'zahra');
    expect(await member.type('/community about')).not.toContain('decision');
    const agenda = await organiser.type('/community agenda');
    expect(agenda.indexOf('Marsh Voices')).toBeGreaterThan(0);
    expect(agenda.indexOf('Marsh Voices')).toBeLessThan(agenda.indexOf('Coming up'));
    expect(agenda.match(/question waits/g)).toHaveLength(1);
    expect(await home()).toContain('question waits');
    await organiser.press('members:org-approve:');
    expect(await organiser.type('/community about')).not.toContain('decision');
    expect(await home()).not.toContain('Marsh Voices');
  });
});
