import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE } from '../../src/core/time.js';
import { within } from '../../src/kit/gate.js';
import { systemTimer } from '../../src/kit/timer.js';
import {
  type ChannelPurpose,
  type ChatAdapter,
  type ConversationRef,
  DeliveryError,
  THREADS_AND_FORMS,
  type Threads,
} from '../../src/ports/chat.js';
import { noopMetrics } from '../../src/ports/metrics.js';
import type { PlatformNeedName } from '../../src/ports/needs.js';
import { createApi, restSettings } from './connect/client.js';
import { RefusedError } from './connect/gateway.js';
import { createNeededConnection, type NeededConnection, type PacketListener } from './connect/needed-connection.js';
import { createDiscordPace } from './connect/pace.js';
import { createScheduledEvents } from './events/scheduled-events.js';
import { LIMITS, TIMES } from './limits.js';
import { createAdministrators } from './members/administrators.js';
import type { DiscordAdapterOptions } from './options.js';
import { createChannels } from './places/channels.js';
import { conversationRef } from './places/conversations.js';
import { createDirectMessages } from './places/direct-messages.js';
import { createGroups } from './places/groups.js';
import { createLookups } from './places/lookups.js';
import { askForMember, profileOf } from './places/profiles.js';
import { commonPurpose, purposesForThreads } from './places/purposes.js';
import { createRooms } from './places/rooms.js';
import { createPosts, idsOf } from './post/posts.js';
import { createProblems } from './problems.js';
import { createReceiver, type Receiver } from './receive/receiver.js';
import { registerCommands } from './register/register.js';
import { asSetupError, createServer, refusedToken } from './server.js';
import { createThreads } from './threads/threads.js';

export { inspectDiscord } from './inspect.js';
export type { DiscordAdapterOptions } from './options.js';
export { registerOnce } from './register/register-once.js';

/** The chat adapter for Discord. */
export interface DiscordAdapter extends ChatAdapter {
  readonly threads: Threads;
  /** The address at which the bot is invited; undefined before the first connection. */
  readonly inviteLink: () => string | undefined;
}

/** `sending`: it was opened without receiving events. */
type Mode = 'closed' | 'sending' | 'receiving';

/** Connects Mudhif to a Discord server through discord.js. Nothing is sent before `open` or `start`. */
export function createDiscordAdapter(options: DiscordAdapterOptions): DiscordAdapter {
  const { token, clock, logger, purposes, metrics = noopMetrics, timer = systemTimer } = options;
  const problems = createProblems({ clock, logger, listener: options.problems });
  const settings = restSettings(options);
  const pace = createDiscordPace({ pace: options.pace, sleep: options.sleep ?? sleep, metrics });
  const api = createApi({ settings, token, clock, logger, problems, pace, timer });
  const server = createServer(options.guildId);
  const guildId = (): string => server.guildId() ?? '';
  const ref = (id: string, kind: ConversationRef['kind']): ConversationRef => conversationRef(guildId(), id, kind);

  let mode: Mode = 'closed';
  let needs: readonly PlatformNeedName[] = options.needs ?? [];
  let connection: NeededConnection | undefined;
  let receiver: Receiver | undefined;
  const client = () => connection?.client();
  const guild = () => client()?.guilds.cache.get(guildId());

  const lookups = createLookups({ api, clock });
  const channels = createChannels({
    client,
    guildId,
    purposes,
    chosen: options.channels ?? (async () => ({})),
    served: options.served,
    problems,
    lookUp: lookups.channel,
  });
  const channelFor = (candidates: readonly ChannelPurpose[]): string | undefined => {
    for (const { name } of candidates) {
      const id = channels.id(name);
      if (id !== undefined) return id;
    }
    return undefined;
  };
  const posts = createPosts({ api, problems, botId: server.botId, checkPermissions: channels.checkOne });
  const threads = createThreads({ api, posts, problems, botId: server.botId, guildId, checkPermissions: channels.checkThreads });
  const events = createScheduledEvents({ api, problems, botId: server.botId, guildId });
  const rooms = createRooms({ api, problems, guildId, guild });
  const directMessages = createDirectMessages({ api, clock, problems });
  const groups = createGroups({
    api,
    problems,
    botId: server.botId,
    guildId,
    parent: () => channelFor(purposesForThreads(purposes)),
    checkPermissions: channels.checkOne,
  });
  const administrators = createAdministrators({ api: api.answering, clock, logger, guild });
  const common = (): ConversationRef | undefined => {
    const purpose = commonPurpose(purposes);
    const id = purpose && channels.id(purpose.name);
    return id === undefined ? undefined : ref(id, 'channel');
  };

  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    running.add(work);
    void Promise.allSettled([work]).then(() => running.delete(work));
  };

  const listenerOf = ({ handle, hearing }: Receiver): PacketListener => ({
    handle: (packet) => track(handle(packet)),
    hearsVoices: () => track(hearing()),
  });

  const close = async (): Promise<void> => {
    mode = 'closed';
    receiver?.stop();
    connection?.stop();
    await within(systemTimer, TIMES.stop, Promise.all(running));
    await connection?.close();
  };

  const register = async (): Promise<void> => {
    try {
      const { changed, count } = await registerCommands(api, {
        commands: options.commands,
        languages: await options.languages(),
        scope: options.commandScope ?? 'global',
        applicationId: server.applicationId(),
        guildId: guildId(),
      });
      problems.over('commands-refused');
      logger.info({ changed, count }, 'the Discord commands are registered');
    } catch (error) {
      // The commands of the last registration still work, so the bot starts without a new one.
      problems.report({ code: 'commands-refused' });
      logger.error({ error }, 'the Discord commands could not be registered');
    }
  };

  /** Reads the channels again if no gateway connection reports changes. */
  const refreshLookups = async (): Promise<void> => {
    if (mode !== 'sending') return;
    await lookups
      .refresh(guildId())
      .catch((error: unknown) => logger.warn({ error }, 'the channels of the Discord server could not be read'));
  };

  /** Does `work` for people. If they can't be reached, Discord is asked whether they have left without an event. */
  const watchingFor = async <T>(users: readonly string[], work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DeliveryError && error.outcome === 'unreachable' && receiver)
        for (const user of users) track(receiver.roster.left(user));
      throw error;
    }
  };

  /** What receives from Discord. Throws a `DeliveryError` (`wait`) if this process does not receive. */
  const receiving = (): Receiver => {
    if (mode === 'receiving' && receiver) return receiver;
    throw new DeliveryError('Discord sends its events to another process', 'wait');
  };

  /** Does `work` to its end, also when the adapter is stopped meanwhile. */
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    track(work.then(() => undefined));
    return work;
  };

  const whileKnown = async <T>(work: () => Promise<T>): Promise<T> => {
    if (server.guildId() === undefined) throw new DeliveryError('Discord is not connected', 'wait', { retryAfterMs: MINUTE });
    return work();
  };

  const inServer = <T>({ space }: ConversationRef, work: () => Promise<T>): Promise<T> =>
    whileKnown(async () => {
      if (space !== server.guildId()) throw new DeliveryError('the conversation is in another Discord server', 'unreachable');
      return work();
    });

  return {
    platform: 'discord',
    receivesAlone: true,
    capabilities: {
      ...THREADS_AND_FORMS,
      moderation: true,
      unaskedDirectMessages: false,
    },
    space: server.guildId,
    inviteLink: server.inviteLink,

    async start(inbox) {
      mode = 'receiving';
      const current = createNeededConnection(needs, { token, rest: settings, logger, timer, problems });
      connection = current;
      const created = createReceiver(
        {
          api,
          clock,
          timer,
          logger,
          metrics,
          problems,
          server,
          guildId,
          channels,
          groups,
          directMessages,
          administrators,
          hearsContent: () => current.isGranted('read-thread-text'),
          hearsVoices: () => current.isGranted('voice-presence'),
          hearsReactions: () => current.isGranted('thread-reactions'),
          isUp: current.isUp,
          uploadBytes: options.uploadMb === undefined ? LIMITS.fileBytes : options.uploadMb * 1024 * 1024,
          names: { channel: channels.openName, role: (id) => guild()?.roles.cache.get(id)?.name },
          common,
          languages: options.languages,
          knownAccounts: options.knownAccounts,
          leftAccounts: options.leftAccounts,
          heard: options.heard,
        },
        inbox,
      );
      receiver = created;
      lookups.forget();
      try {
        await channels.refresh();
        await current.open(listenerOf(created), server.assertPresent);
        problems.over('token-refused');
      } catch (error) {
        await close();
        throw error instanceof RefusedError && error.refusal === 'token' ? refusedToken(error) : error;
      }
      await register();
    },

    async open() {
      if (mode !== 'closed') return;
      try {
        server.introduce(await lookups.self());
        server.assertPresent();
        await channels.refresh();
        await lookups.refresh(guildId());
      } catch (error) {
        throw asSetupError(error);
      }
      // It may have been started meanwhile.
      if (mode === 'closed') mode = 'sending';
    },

    async meet(wanted) {
      needs = wanted;
      if (mode !== 'receiving' || !receiver || !connection) return [];
      return connection.meet(wanted, listenerOf(receiver));
    },

    stop: close,

    resume: async (input) => tracked(receiving().resume(input)),
    answer: async (input, reply) => tracked(receiving().answer(input, reply)),

    connected() {
      if (!api.accepted()) return false;
      return mode === 'receiving' ? server.guildId() !== undefined && connection?.isUp() === true : mode === 'sending';
    },

    lines: () => ({ rest: api.isThere(), ...(mode === 'receiving' && { gateway: connection?.isUp() === true }) }),

    async openDirect({ user }) {
      return ref(await watchingFor([user], () => directMessages.open(user)), 'direct');
    },

    async openGroup(key, people, title) {
      await refreshLookups();
      const users = people.filter(({ platform }) => platform === 'discord').map(({ user }) => user);
      return ref(await watchingFor(users, () => groups.open(key, users, title)), 'group');
    },

    archiveGroup: (group) => inServer(group, () => groups.archive(group.id)),

    async channel(purpose, takes) {
      await channels.refresh();
      await refreshLookups();
      const id = channels.id(purpose, takes);
      return id === undefined ? undefined : ref(id, 'channel');
    },
    checkChannel: async (purpose, wanted) => channels.usable(purpose, wanted),
    linkTo: ({ space, id }) => `https://discord.com/channels/${space}/${id}`,
    async profileOf({ space, user }) {
      const found = space === server.guildId() ? await askForMember(api, space, user) : undefined;
      return found && profileOf(found);
    },
    isAdministrator: ({ space, user }) => (space === server.guildId() ? administrators.includes(user) : Promise.resolve(false)),

    post(to, message, post) {
      const reader = to.kind === 'direct' ? directMessages.personIn(to.id) : undefined;
      return watchingFor(reader === undefined ? [] : [reader], () => inServer(to, () => posts.post(to, message, post)));
    },
    update: (message, content, { mentions }) => inServer(message.conversation, () => posts.update(message, content, mentions)),
    remove: (message) =>
      inServer(message.conversation, () => {
        receiver?.removing(idsOf(message));
        return posts.remove(message);
      }),
    find: (conversation, key, since) => inServer(conversation, () => posts.find(conversation, key, since)),
    remains: (conversation, key) => inServer(conversation, () => posts.remains(conversation, key)),
    events: {
      put: (entry) => whileKnown(() => events.put(entry)),
      remove: (mark) => whileKnown(() => events.remove(mark)),
      interested: (id) => whileKnown(() => events.interested(id)),
    },
    rooms: { list: () => whileKnown(rooms.list) },
    threads: {
      open: (channel, title, message, given) => inServer(channel, () => threads.open(channel, title, message, given)),
      find: (channel, key, since) => inServer(channel, () => threads.find(channel, key, since)),
      close: (thread) => inServer(thread, () => threads.close(thread)),
      reopen: (thread) => inServer(thread, () => threads.reopen(thread)),
    },
  };
}
