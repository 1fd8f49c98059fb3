import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { openNow, planOpening } from '../../src/features/topics/discussion/open.js';
import { topicsStore } from '../../src/features/topics/store/index.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { Identity } from '../../src/ports/chat.js';
import { guildCreateView } from '../support/discord/views.js';
import { type PlatformApp, SLACK_CHANNELS, startPlatformApp } from '../support/platform-app.js';
import { visibleText } from '../support/slack/index.js';
import { aTopic } from '../support/topic-rows.js';

const none = { mentions: new Map() };
const say = (text: string) => ({ cards: [{ language: 'en' as const, blocks: [{ type: 'paragraph' as const, text: [text] }] }] });

/** Each thing that goes wrong between the bot and a platform: recognised, told to organisers, and mended where it can be. */
describe('between the bot and its platforms', () => {
  let house: PlatformApp;
  afterEach(() => house.close());

  const begin = async ({ impatient = false } = {}) => {
    house = await startPlatformApp({ impatient });
    await expect.poll(() => house.app.platforms()).toEqual({ slack: true, discord: true });
    await house.settle();
  };
  const plainly = (text: string) => withoutDirectionControls(text).replaceAll('\\', '');
  const told = async (words: string) => {
    await house.settle();
    const organisers = [...house.discord.world.channels.values()].find(({ name }) => name === 'organisers');
    return [
      ...house.haneen.sees(SLACK_CHANNELS.organisers).map((message) => visibleText(message)),
      ...(organisers ? house.dilan.sees(organisers).map((message) => house.discord.words(message)) : []),
    ]
      .map(plainly)
      .filter((text) => text.includes(words));
  };
  const open = async () => {
    await house.settle();
    const { open: list } = JSON.parse((await house.store.autocommit.community.fact('platform.problems')) ?? '{"open":[]}') as {
      open: { code: string }[];
    };
    return list.map(({ code }) => code);
  };
  const linesOf = (message: string) => house.logger.lines.filter((line) => line.message === message);
  const onDiscord = (user: string): Identity => ({ platform: 'discord', space: house.discord.world.guild.id, user });
  const onSlack = (user: string): Identity => ({ platform: 'slack', space: house.slack.team, user });
  const coffeeOnDiscord = () => {
    const found = [...house.discord.world.channels.values()].find(({ name }) => name === 'coffee');
    if (!found) throw new Error('no channel');
    return found;
  };

  it('a topic whose channel is closed to the bot opens in the general one, and organisers hear what to do on each platform', async () => {
    house = await startPlatformApp({ before: (discord) => discord.textChannel('topics') });
    await expect.poll(() => house.app.platforms()).toEqual({ slack: true, discord: true });
    const { slack, discord, clock, haneen, dilan } = house;
    slack.addChannel({ id: 'C0TOPICS1', name: 'topics', kind: 'private', members: new Set(['U0HANEEN1']) });
    await slack.event({ type: 'group_left', channel: 'C0TOPICS1' });
    const topics = [...discord.world.channels.values()].find(({ name }) => name === 'topics');
    if (!topics) throw new Error('no channel');
    const changed = () => {
      const data = { ...guildCreateView(discord.world, GatewayIntentBits.Guilds) }['channels'] as { id: string }[];
      const channel = data.find(({ id }) => id === topics.id);
      discord.gateway.dispatch({ type: 'CHANNEL_UPDATE', data: { ...channel, guild_id: discord.world.guild.id } });
    };
    discord.deny(topics, PermissionFlagsBits.SendMessages);
    changed();
    await expect.poll(open).toEqual(['permission-missing']);
    const planned = await house.app.contexts.transaction(async (context) => {
      const store = topicsStore(context.tx);
      const topic = await store.topic(await store.insertTopic(aTopic(clock.now())));
      if (!topic) throw new Error('no topic');
      await planOpening(context, topic);
      return topic.id;
    });
    expect((await told('I lack: Send Messages')).length).toBe(2);
    expect((await told('couldn’t be delivered, and I have stopped trying')).length).toBe(2);
    const openings = () => [
      haneen.sees(SLACK_CHANNELS.general).filter((message) => visibleText(message).includes('Safe spaces')).length,
      dilan.sees(topics).filter((message) => discord.words(message).includes('Safe spaces')).length,
    ];
    expect(openings()).toEqual([1, 0]);

    topics.overwrites.splice(0);
    changed();
    await expect.poll(open).not.toContain('permission-missing');
    await house.app.contexts.transaction(async (context) => {
      const topic = await topicsStore(context.tx).topic(planned);
      if (topic) await openNow(context, topic);
    });
    await house.settle();
    expect(openings()).toEqual([1, 1]);
  });

  describe('Slack', () => {
    it('a lost connection is told once it lasts, makes the house not ready, and comes back by itself', async () => {
      await begin({ impatient: true });
      house.slack.refuseConnections(true);
      house.slack.cut();
      await expect.poll(() => house.app.platforms().slack).toBe(false);
      await expect.poll(open).toContain('disconnected');
      // On the platform that still works.
      expect((await told('lost its connection to Slack')).length).toBeGreaterThan(0);
      expect(house.app.lines()).toMatchObject({ 'slack:rest': true, 'slack:socket': false });
      house.slack.refuseConnections(false);
      await expect.poll(() => house.app.platforms().slack).toBe(true);
      await expect.poll(open).not.toContain('disconnected');
      expect((await told('connected to Slack again')).length).toBeGreaterThan(0);
      expect(linesOf('the connection to Slack was lost')).toHaveLength(1);
      expect(linesOf('the connection to Slack is back')).toHaveLength(1);
      expect(house.app.lines()).toMatchObject({ 'slack:socket': true });
    });

    it('the bot comes back to a public channel that it was removed from; a private one needs an invitation', async () => {
      await begin();
      const { slack, adapters } = house;
      await adapters.slack.channel('coffee');
      await adapters.slack.channel('organisers');
      const coffee = slack.channels.get(SLACK_CHANNELS.coffee);
      coffee?.members.delete(slack.bot.user);
      await slack.event({ type: 'channel_left', channel: SLACK_CHANNELS.coffee });
      await expect.poll(() => coffee?.members.has(slack.bot.user)).toBe(true);
      expect(await open()).toEqual([]);

      const organisers = slack.channels.get(SLACK_CHANNELS.organisers);
      organisers?.members.delete(slack.bot.user);
      await slack.event({ type: 'group_left', channel: SLACK_CHANNELS.organisers });
      await expect.poll(open).toEqual(['bot-removed']);
      expect((await told('isn’t in the Slack channel #organisers')).length).toBeGreaterThan(0);
      organisers?.members.add(slack.bot.user);
      await slack.event({ type: 'member_joined_channel', user: slack.bot.user, channel: SLACK_CHANNELS.organisers });
      await expect.poll(open).toEqual([]);
    });

    it('another channel serves instead of one that is archived, until it is back', async () => {
      await begin();
      const { slack, adapters, store, clock } = house;
      await adapters.slack.channel('coffee');
      const coffee = slack.channels.get(SLACK_CHANNELS.coffee);
      if (!coffee) throw new Error('no channel');
      coffee.archived = true;
      await slack.event({ type: 'channel_archive', channel: SLACK_CHANNELS.coffee, user: 'U0HANEEN1' });
      await expect.poll(open).toEqual(['channel-archived']);
      expect((await told('#coffee is archived')).length).toBeGreaterThan(0);
      await store.transaction(({ deliveries }) =>
        deliveries.plan({
          key: 'post',
          kind: 'members.welcome-channel',
          args: {},
          to: { to: 'channel', channel: 'coffee', platform: 'slack' },
          dueAt: clock.now(),
        }),
      );
      await house.settle();
      expect(
        house.haneen
          .sees(SLACK_CHANNELS.general)
          .map((message) => visibleText(message))
          .join(),
      ).toContain('Rivers');

      coffee.archived = false;
      await slack.event({ type: 'channel_unarchive', channel: SLACK_CHANNELS.coffee, user: 'U0HANEEN1' });
      await expect.poll(open).toEqual([]);
      expect((await adapters.slack.channel('coffee'))?.id).toBe(SLACK_CHANNELS.coffee);
    });

    it('whoever is gone without a word is noticed when they can’t be reached, and leaves the community', async () => {
      await begin();
      const { slack, store, adapters } = house;
      slack.addUser({ id: 'U0NADIA01', name: 'nadia', realName: 'Nadia' });
      await slack.event({ type: 'team_join', user: { id: 'U0NADIA01' } });
      const nadia = () => store.autocommit.members.findByAccount(onSlack('U0NADIA01'));
      await expect.poll(async () => (await nadia())?.status).toBeDefined();
      const direct = await adapters.slack.openDirect(onSlack('U0NADIA01'));
      const user = slack.users.get('U0NADIA01');
      if (user) user.deleted = true;
      await expect(adapters.slack.post(direct, say('hello'), { key: 'k', ...none })).rejects.toMatchObject({ outcome: 'unreachable' });
      await expect.poll(async () => (await nadia())?.status ?? 'left').toBe('left');
      expect(await open()).toContain('person-gone');
    });

    it('a missing scope is told, and over as soon as it is granted', async () => {
      await begin();
      const { slack, adapters } = house;
      const general = await adapters.slack.channel('general');
      if (!general) throw new Error('no channel');
      const all = Object.keys((await import('../../adapters/slack/index.js')).BOT_SCOPES);
      slack.setScopes(all.filter((scope) => scope !== 'chat:write'));
      await expect(adapters.slack.post(general, say('x'), { key: 'a', ...none })).rejects.toMatchObject({ outcome: 'wait' });
      expect(await open()).toEqual(['missing-scope']);
      expect((await told('lacks a permission: chat:write')).length).toBeGreaterThan(0);
      slack.setScopes(all);
      await adapters.slack.post(general, say('x'), { key: 'a', ...none });
      expect(await open()).toEqual([]);
    });
  });

  describe('Discord', () => {
    it('a lost line is told once it lasts, makes the house not ready, and comes back by itself', async () => {
      await begin({ impatient: true });
      house.discord.gateway.refuse(true);
      house.discord.gateway.cut();
      await expect.poll(() => house.app.platforms().discord).toBe(false);
      await expect.poll(open).toContain('not-reached');
      expect((await told('Discord can’t be reached')).length).toBeGreaterThan(0);
      // Each attempt that fails meanwhile is neither told nor logged.
      const { attempts } = house.discord.gateway.counts;
      await expect.poll(() => house.discord.gateway.counts.attempts).toBeGreaterThan(attempts + 1);
      expect(house.app.lines()).toMatchObject({ 'discord:rest': true, 'discord:gateway': false });
      house.discord.gateway.refuse(false);
      await expect.poll(() => house.app.platforms().discord).toBe(true);
      await expect.poll(open).not.toContain('not-reached');
      expect((await told('connected to Discord again')).length).toBeGreaterThan(0);
      expect(linesOf('the connection to Discord was lost')).toHaveLength(1);
      expect(linesOf('the connection to Discord is back')).toHaveLength(1);
    });

    it('an intent that is switched off is told once, the bot works without it, and it is over when it is on again', async () => {
      await begin();
      house.discord.world.privileged.members = false;
      await house.restart();
      await expect.poll(open).toContain('members-intent-missing');
      expect((await told('switch on “Server Members Intent”')).length).toBeGreaterThan(0);
      const before = (await told('Server Members Intent')).length;
      const asked = house.dilan.command('community', 'about');
      await expect.poll(() => JSON.stringify(asked)).toContain('Mudhif');
      await house.restart();
      expect(await told('Server Members Intent')).toHaveLength(before);
      house.discord.world.privileged.members = true;
      await house.restart();
      await expect.poll(open).not.toContain('members-intent-missing');
    });

    it('error 40003 stops the way of direct messages at once, and organisers hear of it', async () => {
      await begin();
      house.discord.world.directMessages.stopped = true;
      const amal = house.discord.person('Amal');
      await expect(house.adapters.discord.openDirect(onDiscord(amal.id))).rejects.toMatchObject({ outcome: 'wait' });
      expect((await told('40003')).length).toBeGreaterThan(0);
      const before = house.discord.requests.length;
      await expect(house.adapters.discord.openDirect(onDiscord(house.dilan.id))).rejects.toMatchObject({ outcome: 'wait' });
      expect(house.discord.requests.slice(before).filter(({ path }) => path === '/users/@me/channels')).toEqual([]);
    });

    it('a permission that is taken away is named, and over as soon as it is back', async () => {
      await begin();
      const coffee = coffeeOnDiscord();
      const changed = () => {
        const data = { ...guildCreateView(house.discord.world, GatewayIntentBits.Guilds) }['channels'] as { id: string }[];
        house.discord.gateway.dispatch({
          type: 'CHANNEL_UPDATE',
          data: { ...data.find(({ id }) => id === coffee.id), guild_id: house.discord.world.guild.id },
        });
      };
      house.discord.deny(coffee, PermissionFlagsBits.CreatePrivateThreads);
      changed();
      await expect.poll(open).toEqual(['permission-missing']);
      expect((await told('Create Private Threads')).length).toBeGreaterThan(0);
      coffee.overwrites.splice(0);
      changed();
      await expect.poll(open).toEqual([]);
    });

    it('whoever left without an event is noticed when they can’t be reached, and leaves the community', async () => {
      await begin();
      const amal = house.discord.person('Amal');
      const member = () => house.store.autocommit.members.findByAccount(onDiscord(amal.id));
      await expect.poll(async () => (await member())?.status).toBeDefined();
      house.discord.gateway.hold();
      amal.leave();
      await expect(house.adapters.discord.openGroup('coffee:9', [onDiscord(amal.id)], 'Coffee')).rejects.toMatchObject({
        outcome: 'unreachable',
      });
      await expect.poll(async () => (await member())?.status ?? 'left').toBe('left');
      house.discord.gateway.release();
    });

    it('an archived thread is woken; a locked one is told', async () => {
      await begin();
      const group = await house.adapters.discord.openGroup('coffee:3', [onDiscord(house.dilan.id)], 'Coffee');
      const posted = await house.adapters.discord.post(group, say('before'), { key: 'g', ...none });
      const thread = house.discord.channel(group.id);
      thread.archived = true;
      await house.adapters.discord.update(posted, say('after'), none);
      expect(thread.archived).toBe(false);
      thread.locked = true;
      house.discord.deny(house.discord.channel(thread.parentId ?? ''), PermissionFlagsBits.ManageThreads);
      await expect(house.adapters.discord.post(group, say('x'), { key: 'h', ...none })).rejects.toMatchObject({ outcome: 'refused' });
      expect((await told('is locked')).length).toBeGreaterThan(0);
    });

    it('being taken out of the server is told elsewhere, and over when the bot is invited again', async () => {
      await begin();
      house.discord.gateway.dispatch({ type: 'GUILD_DELETE', data: { id: house.discord.world.guild.id } });
      await expect.poll(open).toContain('removed-from-server');
      expect((await told('no longer in the Discord server')).length).toBeGreaterThan(0);
      house.discord.gateway.dispatch({ type: 'GUILD_CREATE', data: guildCreateView(house.discord.world, GatewayIntentBits.Guilds) });
      await expect.poll(open).not.toContain('removed-from-server');
    });
  });
});
