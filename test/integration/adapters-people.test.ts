import { PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { type SlackHouse, startSlackHouse } from '../support/slack/index.js';

/** What the platforms themselves say of people and channels, on their fakes. */
describe('Slack', () => {
  let house: SlackHouse;
  afterEach(() => house.close());

  it('says who administers the workspace, as it is now', async () => {
    house = await startSlackHouse();
    const { slack, adapter } = house;
    const person = (user: string, space = slack.team) => ({ platform: 'slack', space, user }) as const;
    slack.addUser({ id: 'U0ADMIN01', isAdmin: true });
    expect(await adapter.isAdministrator(person('U0ADMIN01'))).toBe(true);
    expect(await adapter.isAdministrator(person('U0KARWAN1'))).toBe(false);
    expect(await adapter.isAdministrator(person('U0NOBODY1'))).toBe(false);
    expect(await adapter.isAdministrator(person('U0ADMIN01', 'T0OTHER01'))).toBe(false);
    slack.addUser({ id: 'U0ADMIN01', isAdmin: true, deleted: true });
    expect(await adapter.isAdministrator(person('U0ADMIN01'))).toBe(false);
  });

  it('opens a private room for one person, which is not the direct conversation', async () => {
    house = await startSlackHouse();
    const person = { platform: 'slack', space: house.slack.team, user: 'U0KARWAN1' } as const;
    const room = await house.adapter.openGroup('room:coffee:1:5', [person], 'Coffee 1');
    expect(await house.adapter.openGroup('room:coffee:1:5', [person], 'Coffee 1')).toEqual(room);
    expect(room.id).not.toBe((await house.adapter.openDirect(person)).id);
    expect([...(house.slack.channels.get(room.id)?.members ?? [])].sort()).toEqual(['U0KARWAN1', house.slack.bot.user].sort());
  });

  it('checks a channel before it is chosen, and follows the choice at once', async () => {
    let chosen: Record<string, string> = {};
    house = await startSlackHouse({ adapter: { channels: async () => chosen } });
    const { slack, adapter, channels } = house;
    slack.addChannel({ id: 'C0SECRET1', name: 'secret', kind: 'private' });
    expect(await adapter.checkChannel('coffee', '#random')).toBe('usable');
    expect(await adapter.checkChannel('coffee', channels.random)).toBe('usable');
    expect(await adapter.checkChannel('coffee', 'nowhere')).toBe('missing');
    expect(await adapter.checkChannel('organisers', 'random')).toBe('open');
    expect((await adapter.channel('coffee'))?.id).toBe(channels.coffee);
    chosen = { coffee: '#random' };
    expect((await adapter.channel('coffee'))?.id).toBe(channels.random);
    chosen = {};
    expect((await adapter.channel('coffee'))?.id).toBe(channels.coffee);
  });
});

describe('Discord', () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());

  it('says who administers the server: its owner, and whoever has a role that may', async () => {
    harness = await startDiscord({
      before: ({ world }) => {
        const role = world.id();
        world.roles.set(role, { id: role, name: 'Keeper', permissions: PermissionFlagsBits.ManageGuild });
        const keeper = [...world.members.values()].find(({ user }) => user.global_name === 'Karwan');
        keeper?.roles.push(role);
        const owner = [...world.members.values()].find(({ user }) => user.global_name === 'Zainab')?.user.id ?? '';
        Object.assign(world.guild, { ownerId: owner });
      },
    });
    const person = (user: string, space = harness.discord.world.guild.id) => ({ platform: 'discord', space, user }) as const;
    const { adapter, zainab, karwan, haider } = harness;
    expect(await adapter.isAdministrator(person(zainab.id))).toBe(true);
    expect(await adapter.isAdministrator(person(karwan.id))).toBe(true);
    expect(await adapter.isAdministrator(person(haider.id))).toBe(false);
    expect(await adapter.isAdministrator(person('123456789012345678'))).toBe(false);
    expect(await adapter.isAdministrator(person('nonsense'))).toBe(false);
    expect(await adapter.isAdministrator(person(karwan.id, 'other'))).toBe(false);
    const member = harness.discord.world.members.get(karwan.id);
    if (member) member.roles = [];
    expect(await adapter.isAdministrator(person(karwan.id))).toBe(false);
  });

  it('does not ask Discord whether somebody administers the server whose command has told that they do not', async () => {
    const role = '200000000000000009';
    harness = await startDiscord({
      before: ({ world }) => world.roles.set(role, { id: role, name: 'Managers', permissions: PermissionFlagsBits.ManageGuild }),
    });
    const { discord, adapter, channels, haider } = harness;
    const administers = () => adapter.isAdministrator({ platform: 'discord', space: discord.world.guild.id, user: haider.id });
    const asked = () => discord.requests.filter(({ path }) => path.endsWith(`/members/${haider.id}`)).length;
    const uses = async (): Promise<void> => {
      const used = haider.command('coffee', 'status');
      await discord.until(() => used.answer !== undefined);
    };
    await uses();
    expect([await administers(), asked()]).toEqual([false, 0]);
    // Their next command tells of the role; Discord is asked all the same.
    const member = discord.world.members.get(haider.id);
    if (member) member.roles = [role];
    await uses();
    expect([await administers(), asked()]).toEqual([true, 1]);
    // What a channel's own settings grant is nothing in the server.
    if (member) member.roles = [];
    channels.general.overwrites.push({ id: haider.id, type: 1, allow: PermissionFlagsBits.ManageGuild, deny: 0n });
    await uses();
    expect([await administers(), asked()]).toEqual([false, 2]);
  });

  it('checks a channel before it is chosen, and follows the choice at once', async () => {
    let chosen: Record<string, string> = {};
    harness = await startDiscord({ channels: async () => chosen });
    const { adapter, channels } = harness;
    expect(await adapter.checkChannel('coffee', '#general')).toBe('usable');
    expect(await adapter.checkChannel('coffee', channels.general.id)).toBe('usable');
    expect(await adapter.checkChannel('coffee', 'nowhere')).toBe('missing');
    expect(await adapter.checkChannel('organisers', 'coffee')).toBe('open');
    expect(await adapter.checkChannel('organisers', 'organisers')).toBe('usable');
    chosen = { coffee: 'general' };
    expect((await adapter.channel('coffee'))?.id).toBe(channels.general.id);
    chosen = {};
    expect((await adapter.channel('coffee'))?.id).toBe(channels.coffee.id);
  });

  it('opens a private room for one person', async () => {
    harness = await startDiscord();
    const person = { platform: 'discord', space: harness.discord.world.guild.id, user: harness.zainab.id } as const;
    const room = await harness.adapter.openGroup('room:coffee:1:5', [person], 'Coffee 1');
    expect(await harness.adapter.openGroup('room:coffee:1:5', [person], 'Coffee 1')).toEqual(room);
    const [thread] = harness.discord.threads();
    expect([...(thread?.members ?? [])]).toEqual([harness.discord.world.bot.id, harness.zainab.id]);
  });

  it('tells a shut direct way from a wrong message', async () => {
    harness = await startDiscord();
    const person = (user: string) => ({ platform: 'discord', space: harness.discord.world.guild.id, user }) as const;
    const direct = await harness.adapter.openDirect(person(harness.zainab.id));
    harness.discord.world.closedToMessages.add(harness.zainab.id);
    const message = { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: ['x'] }] }] } as const;
    const options = { key: 'k', mentions: new Map() };
    await expect(harness.adapter.post(direct, message, options)).rejects.toMatchObject({ outcome: 'unreachable', directClosed: true });
    harness.discord.world.directMessages.stopped = true;
    await expect(harness.adapter.openDirect(person(harness.karwan.id))).rejects.toMatchObject({ outcome: 'wait', directClosed: true });
  });
});
