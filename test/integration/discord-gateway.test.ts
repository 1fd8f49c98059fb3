import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../../adapters/discord/index.js';
import { SetupError } from '../../src/core/errors.js';
import type { Identity } from '../../src/ports/chat.js';
import { createTestClock } from '../support/clock.js';
import { type DiscordHarness, startDiscord } from '../support/discord/harness.js';
import { startFakeDiscord } from '../support/discord/index.js';
import { channelOf } from '../support/discord/world.js';
import { createTestLogger } from '../support/logger.js';
import { createOpenPace } from '../support/pace.js';
import { PURPOSES } from '../support/purposes.js';
import { createServed } from '../support/served.js';
import { createStubInbox } from '../support/web-inbox.js';

describe('the line to Discord', () => {
  let harness: DiscordHarness;
  afterEach(() => harness.close());

  const identity = (user: string): Identity => ({ platform: 'discord', space: harness.discord.world.guild.id, user });
  const codes = () => harness.problems.map(({ code }) => code);
  const { until } = { until: (condition: () => boolean) => harness.discord.until(condition) };

  it('asks for what it needs and nothing more, and tells the link that invites it', async () => {
    harness = await startDiscord();
    const link = new URL(harness.adapter.inviteLink() ?? '');
    const permissions = BigInt(link.searchParams.get('permissions') ?? 0);
    expect(permissions & PermissionFlagsBits.Administrator).toBe(0n);
    expect(permissions & PermissionFlagsBits.MentionEveryone).toBe(0n);
    expect(link.searchParams.get('scope')).toBe('bot applications.commands');
    // All tests here run with exactly these.
    expect(codes().filter((code) => code === 'permission-missing')).toEqual([]);
  });

  it('tells who joins and leaves, once, whatever comes twice', async () => {
    harness = await startDiscord();
    harness.discord.gateway.repeat(2);
    const amal = harness.discord.person('Amal');
    await until(() => harness.inbox.received.joins.length === 1);
    expect(harness.inbox.received.joins[0]).toMatchObject({ from: identity(amal.id), profile: { name: 'Amal', isBot: false } });
    amal.leave();
    await until(() => harness.inbox.received.leaves.length === 1);
    harness.clock.advance(60_000);
    amal.comeBack();
    await until(() => harness.inbox.received.joins.length === 2);
    harness.clock.advance(60_000);
    amal.leave();
    await until(() => harness.inbox.received.leaves.length === 2);
    await harness.adapter.stop();
    expect([harness.inbox.received.joins.length, harness.inbox.received.leaves.length]).toEqual([2, 2]);
  });

  it('tells who somebody in the server is, and nobody who is not there', async () => {
    harness = await startDiscord();
    const { adapter, zainab, discord, problems } = harness;
    const space = discord.world.guild.id;
    const profileOf = (user: string, where = space) => adapter.profileOf?.({ platform: 'discord', space: where, user });
    expect(await profileOf(zainab.id)).toEqual({ name: 'Zainab', isBot: false });
    expect(await profileOf(zainab.id, '1')).toBeUndefined();
    expect(await profileOf('123456789012345678')).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('is not confused when a leaving is told before the arrival', async () => {
    harness = await startDiscord();
    harness.discord.gateway.hold();
    const amal = harness.discord.person('Amal');
    harness.clock.advance(1_000);
    amal.leave();
    harness.discord.gateway.release('last-to-first');
    await until(() => harness.inbox.received.leaves.length === 1);
    await harness.adapter.stop();
    expect(harness.inbox.received.joins).toEqual([]);
  });

  it('resumes after a cut: nothing of the gap is lost, nothing comes twice', async () => {
    harness = await startDiscord();
    const group = await harness.adapter.openGroup('coffee:1', [identity(harness.zainab.id), identity(harness.karwan.id)], 'Coffee');
    harness.discord.gateway.cut();
    const thread = harness.discord.channel(group.id);
    harness.zainab.say(thread, 'in the gap');
    await until(() => harness.discord.gateway.counts.resumed === 1);
    harness.karwan.say(thread, 'after it');
    await until(() => harness.inbox.received.messages.length === 2);
    expect(harness.inbox.received.messages).toMatchObject([
      { from: identity(harness.zainab.id), conversation: group, at: harness.clock.now() },
      { from: identity(harness.karwan.id), conversation: group },
    ]);
    expect(harness.discord.gateway.counts.identified).toBe(1);
  });

  it('opens as many shards as Discord asks for, and resumes each', async () => {
    harness = await startDiscord({
      before: (discord) => {
        discord.world.shards = 2;
      },
    });
    const { gateway } = harness.discord;
    expect(gateway.counts.identified).toBe(2);
    expect(harness.adapter.connected()).toBe(true);
    gateway.cut();
    await until(() => !harness.adapter.connected());
    await until(() => gateway.counts.resumed === 2 && harness.adapter.connected());
    expect(gateway.counts.identified).toBe(2);
    harness.zainab.command('coffee', 'join');
    harness.karwan.command('coffee', 'join', {}, harness.karwan.direct());
    await until(() => harness.inbox.received.commands.length === 2);
    expect(harness.inbox.received.commands.map(({ conversation }) => conversation.kind).toSorted()).toEqual(['channel', 'direct']);
  });

  it('follows Discord’s own wish to reconnect', async () => {
    harness = await startDiscord();
    harness.discord.gateway.askReconnect();
    await until(() => harness.discord.gateway.counts.resumed === 1);
    harness.zainab.command('coffee', 'join');
    await until(() => harness.inbox.received.commands.length === 1);
  });

  it('reads again who is there when the session was lost', async () => {
    harness = await startDiscord();
    // Whatever happens while nobody listens is told to nobody.
    harness.discord.gateway.forget();
    const amal = harness.discord.person('Amal');
    harness.karwan.leave();
    harness.discord.gateway.cut();
    await until(() => harness.discord.gateway.counts.identified === 2);
    await until(() => harness.inbox.received.joins.length === 1 && harness.inbox.received.leaves.length === 1);
    expect(harness.inbox.received.joins[0]?.from).toEqual(identity(amal.id));
    expect(harness.inbox.received.leaves[0]?.from).toEqual(identity(harness.karwan.id));
  });

  it('notices at the start who left while it was away, and who came in the last days', async () => {
    harness = await startDiscord({ knownAccounts: async () => [harness?.haider.id ?? '0', '123456789012345678'] });
    await until(() => harness.inbox.received.leaves.length > 0);
    expect(harness.inbox.received.leaves.map(({ from }) => from.user)).toContain('123456789012345678');
    expect(harness.inbox.received.joins).toEqual([]);
    const amal = harness.discord.person('Amal');
    await until(() => harness.inbox.received.joins.length === 1);
    await harness.restart();
    await until(() => harness.inbox.received.joins.length === 1);
    expect(harness.inbox.received.joins[0]?.from.user).toBe(amal.id);
  });

  it('works without the members intent, and says how to switch it on', async () => {
    harness = await startDiscord({
      before: (discord) => {
        discord.world.privileged.members = false;
      },
    });
    expect(codes()).toContain('members-intent-missing');
    harness.zainab.command('coffee', 'join');
    await until(() => harness.inbox.received.commands.length === 1);
  });

  it('hears that somebody wrote in its threads and channels, and nothing of others', async () => {
    harness = await startDiscord();
    const elsewhere = harness.discord.textChannel('elsewhere');
    harness.zainab.say(elsewhere, 'not for us');
    harness.discord.person('Robot', { bot: true }).say(harness.channels.coffee, 'beep');
    harness.zainab.say(harness.channels.coffee, 'coffee is ready');
    await until(() => harness.inbox.received.messages.length === 1);
    await harness.adapter.stop();
    expect(harness.inbox.received.messages.map(({ conversation }) => conversation.id)).toEqual([harness.channels.coffee.id]);
    expect(JSON.stringify(harness.inbox.received)).not.toContain('coffee is ready');
  });

  it('names what is missing in its channels', async () => {
    harness = await startDiscord({
      channels: async () => ({ general: '#General', coffee: 'kahve' }),
      before: (discord) => {
        const organisers = [...discord.world.channels.values()].find(({ name }) => name === 'organisers');
        if (organisers) {
          organisers.overwrites.splice(0);
          discord.deny(organisers, PermissionFlagsBits.AttachFiles);
        }
      },
    });
    await until(() => codes().length >= 3);
    expect(codes()).toEqual(expect.arrayContaining(['channel-missing', 'permission-missing', 'organisers-channel-open']));
    const missing = harness.problems.find(({ code }) => code === 'permission-missing');
    expect(missing?.explanation.values).toMatchObject({ channel: 'organisers', permissions: 'Attach Files' });
    expect(await harness.adapter.channel('general')).toBeDefined();
    expect(await harness.adapter.channel('coffee')).toBeUndefined();
    // Everybody could read along.
    expect(await harness.adapter.channel('organisers')).toBeUndefined();
  });

  it('archives a group’s thread, and warns before the server has as many threads as Discord allows', async () => {
    harness = await startDiscord();
    const { discord, adapter, zainab, karwan } = harness;
    const open = (key: string) => adapter.openGroup(key, [identity(zainab.id), identity(karwan.id)], 'Coffee');
    const group = await open('coffee:1');
    expect(codes()).not.toContain('threads-many');
    await adapter.archiveGroup?.(group);
    await adapter.archiveGroup?.(group);
    expect(discord.channel(group.id).archived).toBe(true);
    for (let count = 0; count < 900; count += 1) {
      const thread = channelOf(discord.world, {
        type: ChannelType.PublicThread,
        name: 't',
        parentId: harness.channels.general.id,
        ownerId: discord.world.bot.id,
      });
      thread.members.add(discord.world.bot.id);
      discord.world.channels.set(thread.id, thread);
    }
    await harness.restart();
    await expect.poll(() => harness.adapter.channel('coffee')).toBeDefined();
    const again = harness.adapter;
    await again.openGroup('coffee:2', [identity(zainab.id), identity(karwan.id)], 'Coffee');
    await until(() => codes().includes('threads-many'));
  });

  it('notices after a restart that a channel with a usual name is gone', async () => {
    const served = createServed();
    harness = await startDiscord({ served });
    await until(() => served.current()['coffee'] !== undefined);
    await harness.adapter.stop();
    harness.discord.remove(harness.channels.coffee);
    await harness.restart();
    await until(() => codes().includes('channel-missing'));
    expect(harness.problems.find(({ code }) => code === 'channel-missing')).toMatchObject({ where: 'coffee' });
  });

  it('comes back by itself after the line was closed for good', async () => {
    harness = await startDiscord({ deferAfterMs: 30 });
    harness.discord.gateway.closeWith(4004);
    await until(() => codes().includes('token-refused'));
    await until(() => harness.discord.gateway.counts.identified === 2);
    harness.zainab.command('coffee', 'join');
    await until(() => harness.inbox.received.commands.length === 1);
    expect(await harness.adapter.channel('general')).toBeDefined();
  });

  it('receives by its former connection while another one can’t be had, and stops all the same', async () => {
    harness = await startDiscord({ heartbeatMs: 500 });
    const { counts, intents, refuse } = harness.discord.gateway;
    refuse(true);
    const meeting = harness.adapter.meet?.(['thread-reactions']).catch((error: unknown) => error);
    // The first attempt has failed; the next one comes more than a second later.
    await until(() => counts.attempts >= 2);
    harness.zainab.command('coffee', 'join');
    await until(() => harness.inbox.received.commands.length === 1);
    expect(harness.adapter.connected()).toBe(true);
    // Another look meanwhile changes nothing.
    expect(await harness.adapter.meet?.(['thread-reactions'])).toEqual([]);
    await harness.adapter.stop();
    expect(await meeting).toBeInstanceOf(Error);
    refuse(false);
    const { attempts, heartbeats } = counts;
    await harness.restart();
    // Within this many heartbeats, an attempt that was not given up would be repeated.
    await until(() => counts.heartbeats > heartbeats + 5);
    expect(counts.attempts).toBe(attempts + 1);
    expect(intents()).toHaveLength(1);
  });

  it('outlives that the line breaks while it is being opened, after it was given up', async () => {
    harness = await startDiscord({ heartbeatMs: 500 });
    const { counts, stall } = harness.discord.gateway;
    const { attempts, heartbeats } = counts;
    const drop = stall();
    const meeting = harness.adapter.meet?.(['thread-reactions']).catch((error: unknown) => error);
    await until(() => counts.attempts > attempts);
    await harness.adapter.stop();
    expect(await meeting).toBeInstanceOf(Error);
    // An error that nobody hears would end the process.
    drop();
    await harness.restart();
    await until(() => counts.heartbeats > heartbeats);
  });

  it('stops although Discord keeps it waiting for a session', async () => {
    harness = await startDiscord();
    harness.discord.gateway.keepWaiting(true);
    harness.discord.gateway.invalidate(false);
    await until(() => harness.discord.gateway.counts.identified === 2);
    await harness.adapter.stop();
    harness.discord.person('Nadia');
    expect(harness.inbox.received.joins).toEqual([]);
  });

  it('notices when it was taken out of the server', async () => {
    harness = await startDiscord();
    harness.discord.gateway.dispatch({ type: 'GUILD_DELETE', data: { id: harness.discord.world.guild.id } });
    await until(() => codes().includes('removed-from-server'));
  });

  it('outlives a token that was refused for a moment, without knocking on and on', async () => {
    harness = await startDiscord();
    const general = await harness.adapter.channel('general');
    if (!general) throw new Error('no channel');
    const post = (key: string) =>
      harness.adapter.post(
        general,
        { cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [key] }] }] },
        { key, mentions: new Map() },
      );
    harness.discord.world.token.value = 'another';
    await expect(post('a')).rejects.toMatchObject({ outcome: 'wait' });
    const requests = harness.discord.requests.length;
    await expect(post('b')).rejects.toMatchObject({ outcome: 'wait' });
    expect(harness.discord.requests).toHaveLength(requests);
    expect(codes().filter((code) => code === 'token-refused')).toHaveLength(1);
    harness.discord.world.token.value = harness.discord.token;
    harness.clock.advance(6 * 60_000);
    await post('c');
    expect(harness.channels.general.messages).toHaveLength(1);
  });
});

describe('starting on Discord', () => {
  const start = async (
    change: (discord: Awaited<ReturnType<typeof startFakeDiscord>>) => void,
    options: { token?: string; guildId?: string } = {},
  ) => {
    const clock = createTestClock();
    const discord = await startFakeDiscord({ clock });
    change(discord);
    const adapter = createDiscordAdapter({
      token: discord.token,
      apiUrl: discord.apiUrl,
      commands: [],
      purposes: PURPOSES,
      languages: async () => ['en'],
      clock,
      logger: createTestLogger(),
      pace: createOpenPace(),
      ...options,
    });
    try {
      return await adapter.start(createStubInbox()).catch((error: unknown) => error);
    } finally {
      await adapter.stop();
      await discord.close();
    }
  };

  it('waits for a gateway that refuses connections with one attempt at a time, and identifies once afterwards', async () => {
    const clock = createTestClock();
    const discord = await startFakeDiscord({ clock, heartbeatMs: 200 });
    const { counts, refuse } = discord.gateway;
    refuse(true);
    const adapter = createDiscordAdapter({
      token: discord.token,
      apiUrl: discord.apiUrl,
      commands: [],
      purposes: PURPOSES,
      languages: async () => ['en'],
      clock,
      logger: createTestLogger(),
      pace: createOpenPace(),
    });
    try {
      const began = performance.now();
      const started = adapter.start(createStubInbox());
      await discord.until(() => counts.attempts >= 3);
      // At once, after a second, and after two more.
      expect(performance.now() - began).toBeGreaterThan(2_500);
      refuse(false);
      await started;
      const { attempts, heartbeats } = counts;
      expect([attempts, counts.identified]).toEqual([4, 1]);
      // A ghost would try again twice a second.
      await discord.until(() => counts.heartbeats >= heartbeats + 10);
      expect([counts.attempts, counts.identified]).toEqual([attempts, 1]);
    } finally {
      await adapter.stop();
      await discord.close();
    }
  });

  it.each([
    ['a page', 404, '<html>Not found</html>'],
    ['a page that asks to sign in', 401, '<html>Who are you?</html>'],
    ['another program', 404, '{"error":"Not Found"}'],
    ['a program that refuses', 401, '{"message":"no"}'],
    ['a program that takes all', 200, '{}'],
    ['a page for everything', 200, '<html>Welcome</html>'],
  ])('waits where %s stands at a mistyped address, and blames no token', async (_what, status, body) => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(status, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const problems: string[] = [];
    const adapter = createDiscordAdapter({
      token: 'MTA.a.b',
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
      commands: [],
      purposes: PURPOSES,
      languages: async () => ['en'],
      clock: createTestClock(),
      logger: createTestLogger(),
      pace: createOpenPace(),
      problems: { occurred: ({ code }) => void problems.push(code), over() {} },
      timer: { set: (work, ms) => setTimeout(work, Math.min(ms, 20)), clear: (handle) => clearTimeout(handle as NodeJS.Timeout) },
    });
    const started = adapter.start(createStubInbox()).then(
      () => 'started',
      (error: unknown) => error,
    );
    try {
      await expect.poll(() => asked).toBeGreaterThan(2);
      await expect.poll(() => problems).toEqual(['not-reached']);
    } finally {
      await adapter.stop();
      server.closeAllConnections();
      server.close();
    }
    expect(await started).not.toBeInstanceOf(SetupError);
  });

  it('says what is wrong with the token or the server, and what to do', async () => {
    const wrong = await start(() => undefined, { token: 'wrong' });
    expect(wrong).toBeInstanceOf(SetupError);
    expect((wrong as SetupError).humanError.key).toBe('discord.setup.token');
    const unknown = await start(() => undefined, { guildId: '123456789012345678' });
    expect((unknown as SetupError).humanError).toMatchObject({
      key: 'discord.setup.server-unknown',
      values: { link: expect.stringContaining('oauth2/authorize') },
    });
    const nowhere = await start((discord) => {
      discord.world.guild.present = false;
    });
    expect((nowhere as SetupError).humanError.key).toBe('discord.setup.no-server');
  });
});
