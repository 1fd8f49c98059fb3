import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type GatewayDispatchPayload, REST } from 'discord.js';
import { SetupError } from '../../src/core/errors.js';
import { type Form, type Message } from '../../src/core/message.js';
import { MINUTE, SECOND } from '../../src/core/time.js';
import { createScheduler } from '../../src/kit/scheduler.js';
import { phrase } from '../../src/language/index.js';
import { type ChatAdapter, type ConversationRef, DeliveryError, type Identity, type Inbox } from '../../src/ports/chat.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import { createAdministrators } from './administrators.js';
import { createAnswering, MENTIONED, type Waiting } from './answer.js';
import { createApi, restSettings } from './api.js';
import { createChannels } from './channels.js';
import { connect, disconnect, isConnected, RefusedError } from './connection.js';
import { createDirects } from './direct.js';
import { createGatewayHandler } from './gateway.js';
import { createGroups } from './groups.js';
import { createInteractions } from './interactions.js';
import { createKept, createMemory } from './kept.js';
import { REMEMBERED, TIMES } from './limits.js';
import { createLookups } from './lookups.js';
import { type DiscordAdapterOptions, systemTimer, within } from './options.js';
import { createDiscordPace } from './pace.js';
import { inviteLink } from './permissions.js';
import { createPosting } from './posting.js';
import { createProblems } from './problems.js';
import { registerCommands } from './register.js';
import { createRoster, type Roster } from './roster.js';

export { inspectDiscord } from './inspect.js';
export type { DiscordAdapterOptions } from './options.js';
export { registerOnce } from './register-once.js';

/** Discord, through discord.js. */
export interface DiscordAdapter extends ChatAdapter {
  /** The address at which the bot is invited; undefined before the first connection. */
  readonly inviteLink: () => string | undefined;
}

export function createDiscordAdapter(options: DiscordAdapterOptions): DiscordAdapter {
  const { token, clock, logger, metrics = noopMetrics } = options;
  const timer = options.timer ?? systemTimer;
  const problems = createProblems({ clock, logger, listener: options.problems });
  const settings = restSettings(options);
  const pace = createDiscordPace({ pace: options.pace, sleep: options.sleep ?? sleep, metrics });
  const api = createApi({ rest: new REST(settings).setToken(token), settings, token, clock, logger, problems, pace });

  const self = { botId: '', applicationId: '', guildId: options.guildId, guilds: [] as readonly string[] };
  const guildId = (): string => self.guildId ?? '';
  const botId = (): string => self.botId;
  let client: Client | undefined;
  let roster: Roster | undefined;
  let stopped = true;
  /** Told to send without receiving. */
  let opened = false;
  let again: unknown;
  let alarm: unknown;
  const lookups = createLookups({ api, clock });

  const channels = createChannels({
    client: () => client,
    guildId,
    configured: options.channels ?? (async () => ({})),
    problems,
    elsewhere: lookups.channel,
  });
  const posting = createPosting({ api, problems, botId, checkPermissions: channels.checkOne });
  const directs = createDirects({ api, clock, problems });
  const groups = createGroups({
    api,
    problems,
    botId,
    guildId,
    parent: () => channels.id('coffee') ?? channels.id('general'),
    checkPermissions: channels.checkOne,
  });
  const administrators = createAdministrators({ api, clock, logger, guild: () => client?.guilds.cache.get(guildId()) });
  const ref = (id: string, kind: ConversationRef['kind']): ConversationRef => ({ platform: 'discord', space: guildId(), id, kind });

  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };

  const handlerFor = (inbox: Inbox): ((packet: GatewayDispatchPayload) => Promise<void>) => {
    const people = createRoster({ api, clock, logger, problems, inbox, guildId, knownAccounts: options.knownAccounts });
    roster = people;
    const answers = {
      api,
      clock,
      timer,
      logger,
      problems,
      turns: createScheduler({ congestedAbove: REMEMBERED.crowd, maxDelayMs: TIMES.turn }),
      waiting: createKept<Waiting>(clock, TIMES.kept, REMEMBERED.answers),
      forms: createMemory<Form>(clock, TIMES.kept, REMEMBERED.forms),
      languagesOf: options.languages,
      post: async (to: ConversationRef, message: Message, key: string, mention?: string): Promise<void> => {
        const person: Identity | undefined = mention === undefined ? undefined : { platform: 'discord', space: guildId(), user: mention };
        await posting.post(to, message, { key, mentions: new Map(person ? [[MENTIONED, person]] : []) });
      },
      elsewhere: () => {
        const general = channels.id('general');
        return general === undefined ? undefined : ref(general, 'channel');
      },
      metrics,
    };
    const interactions = createInteractions({
      ...answers,
      answering: createAnswering(answers),
      inbox,
      guildId,
      isMember: people.has,
      noticedDirect: directs.noticed,
      noticedPermissions: administrators.noticed,
    });
    return createGatewayHandler({
      api,
      clock,
      logger,
      problems,
      inbox,
      interactions,
      roster: people,
      groups,
      channels,
      guildId,
      botId,
      onReady: introduced,
    });
  };

  const introduced = ({ botId: user, applicationId, guilds }: Awaited<ReturnType<typeof lookups.self>>): void => {
    const only = guilds.length === 1 ? guilds[0] : undefined;
    Object.assign(self, { botId: user, applicationId, guilds, guildId: options.guildId ?? self.guildId ?? only });
  };

  const open = async (handle: (packet: GatewayDispatchPayload) => Promise<void>): Promise<void> => {
    const connecting = {
      onLine: watchLine,
      token,
      rest: settings,
      logger,
      onPacket: (packet: GatewayDispatchPayload) => {
        if (!stopped) track(handle(packet));
      },
      onRefused: (refusal: 'token' | 'intents' | 'other') => {
        // Only once we were in: the first try tells its caller.
        if (!client || stopped) return;
        problems.report(refusal === 'intents' ? { code: 'members-intent-missing' } : { code: 'token-refused' });
        openLater(handle);
      },
    };
    try {
      client = await connect(connecting, true);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.refusal !== 'intents') throw error;
      // Without the intent all works but arrivals and leavings.
      problems.report({ code: 'members-intent-missing' });
      client = await connect(connecting, false);
    }
  };

  const isUp = (): boolean => client !== undefined && isConnected(client);

  /** Lines are cut and come back by themselves within seconds; organisers hear of one that stays away. */
  const watchLine = (): void => {
    if (stopped) return;
    timer.clear(alarm);
    alarm = undefined;
    if (isUp()) return problems.over('not-reached');
    alarm = timer.set(() => {
      if (!stopped && !isUp()) problems.report({ code: 'not-reached' });
    }, TIMES.disconnected);
  };

  /** The first connection: waits for Discord to be reachable, but not for a token or a server that it refuses. */
  const openPatiently = async (handle: (packet: GatewayDispatchPayload) => Promise<void>): Promise<void> => {
    for (let failures = 0; ; failures++) {
      try {
        return await open(handle);
      } catch (error) {
        if (error instanceof RefusedError || stopped) throw error;
        logger.warn({ error, failures }, 'Discord was not reached');
        if (failures === 2) problems.report({ code: 'not-reached' });
        await pause(Math.min(TIMES.longestBackoff, SECOND * 2 ** failures));
        if (isStopped()) throw error;
      }
    }
  };
  const isStopped = (): boolean => stopped;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      again = timer.set(resolve, ms);
      endPause = resolve;
    });
  let endPause = (): void => {};

  /** The line was closed for good: perhaps only for a moment, so it is tried again, not too often. */
  const openLater = (handle: (packet: GatewayDispatchPayload) => Promise<void>): void => {
    const old = client;
    client = undefined;
    timer.clear(again);
    again = timer.set(() => {
      if (stopped) return;
      open(handle).then(
        () => {
          problems.over('token-refused');
          watchLine();
        },
        () => {
          problems.report({ code: 'not-reached' });
          openLater(handle);
        },
      );
    }, TIMES.tokenPause);
    if (old) void disconnect(old);
  };

  const link = (): string => inviteLink(self.applicationId, options.guildId);

  /** Throws a `SetupError` that says which server is meant or how to get into one. */
  const demandGuild = (): void => {
    const servers = self.guilds;
    if (self.guildId !== undefined && servers.includes(self.guildId)) return;
    if (servers.length === 0) throw new SetupError('the bot is in no server', phrase('discord.setup.no-server', { link: link() }));
    if (self.guildId !== undefined) {
      throw new SetupError('not in that server', phrase('discord.setup.server-unknown', { server: self.guildId, link: link() }));
    }
    throw new SetupError('the bot is in several servers', phrase('discord.setup.several-servers', { servers: servers.join(', ') }));
  };

  const nothing = Promise.resolve();

  const close = async (): Promise<void> => {
    stopped = true;
    opened = false;
    timer.clear(again);
    timer.clear(alarm);
    endPause();
    await within(systemTimer, Promise.all(running), TIMES.stop);
    if (client) await disconnect(client);
    client = undefined;
  };

  return {
    platform: 'discord',
    receivesAlone: true,
    capabilities: { privateReplies: true, privateGroups: true, threads: true, forms: true, files: true, unaskedDirectMessages: false },
    space: () => self.guildId,
    inviteLink: () => (self.applicationId === '' ? undefined : link()),

    async start(inbox) {
      stopped = false;
      opened = false;
      lookups.forget();
      try {
        await channels.refresh();
        await openPatiently(handlerFor(inbox));
        demandGuild();
        watchLine();
        problems.over('token-refused');
      } catch (error) {
        await close();
        if (error instanceof RefusedError && error.refusal === 'token') {
          throw new SetupError('Discord refused the token', phrase('discord.setup.token'), { cause: error });
        }
        throw error;
      }
      try {
        const { changed, count } = await registerCommands(api, {
          commands: options.commands,
          languages: await options.languages(),
          scope: options.commandScope ?? 'global',
          applicationId: self.applicationId,
          guildId: guildId(),
        });
        problems.over('commands-refused');
        logger.info({ changed, count }, 'discord commands are registered');
      } catch (error) {
        // Those that Discord knows already still work.
        problems.report({ code: 'commands-refused' });
        logger.error({ error }, 'discord commands could not be registered');
      }
    },

    async open() {
      if (opened || !stopped) return;
      try {
        introduced(await lookups.self());
        demandGuild();
        await channels.refresh();
        await lookups.refresh(guildId());
      } catch (error) {
        if (error instanceof Error && 'status' in error && error.status === 401) {
          throw new SetupError('Discord refused the token', phrase('discord.setup.token'), { cause: error });
        }
        throw error;
      }
      opened = true;
    },

    stop: close,

    connected: () => api.accepted() && (stopped ? opened : self.guildId !== undefined && isUp()),

    async openDirect(person) {
      return ref(await watching([person.user], () => directs.open(person.user)), 'direct');
    },

    async openGroup(key, people, title) {
      await look();
      const users = people.filter(({ platform }) => platform === 'discord').map(({ user }) => user);
      return ref(await watching(users, () => groups.open(key, users, title)), 'group');
    },

    async channel(purpose) {
      await channels.refresh();
      await look();
      const id = channels.id(purpose);
      return id === undefined ? undefined : ref(id, 'channel');
    },
    checkChannel: async (purpose, wanted) => channels.usable(purpose, wanted),
    isAdministrator: ({ space, user }) => (space === self.guildId ? administrators.includes(user) : Promise.resolve(false)),

    post(to, message, post) {
      const reader = to.kind === 'direct' ? directs.personIn(to.id) : undefined;
      return watching(reader === undefined ? [] : [reader], () => inOurServer(to, () => posting.post(to, message, post)));
    },
    update: (message, content, { mentions }) => inOurServer(message.conversation, () => posting.update(message, content, mentions)),
    find: (conversation, key, since) => inOurServer(conversation, () => posting.find(conversation, key, since)),
  };

  /** Who can't be reached may have left without an event that told of it: Discord is asked. */
  async function watching<T>(users: readonly string[], work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DeliveryError && error.outcome === 'unreachable') for (const user of users) track(roster?.left(user) ?? nothing);
      throw error;
    }
  }

  /** Where no gateway tells of changes, they are asked for. */
  async function look(): Promise<void> {
    if (opened)
      await lookups.refresh(guildId()).catch((error: unknown) => logger.warn({ error }, 'Discord could not be asked for its channels'));
  }

  async function inOurServer<T>(conversation: ConversationRef, work: () => Promise<T>): Promise<T> {
    if (self.guildId === undefined) throw new DeliveryError('Discord is not connected', 'wait', { retryAfterMs: MINUTE });
    if (conversation.space !== self.guildId) throw new DeliveryError('another server', 'unreachable');
    return work();
  }
}
