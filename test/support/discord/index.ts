import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIMessage, ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Clock } from '../../../src/core/time.js';
import { GENEROUS, type RateLimits } from './buckets.js';
import { createFaults, type Faults, type SeenRequest } from './faults.js';
import { createGateway, type FakeGateway } from './gateway.js';
import { createInteractions, type Interactions } from './interactions.js';
import { requestChecker } from './openapi.js';
import { createPerson, type Person } from './people.js';
import { createRest } from './rest.js';
import { removeChannel } from './threads.js';
import { channelOf, createWorld, type FakeChannel, type FakeMessage, type World } from './world.js';

export { requests, type SeenRequest } from './faults.js';
export type { FakeInteraction } from './interactions.js';
export { known } from './known.js';
export type { Person } from './people.js';
export type { FakeChannel, FakeMessage } from './world.js';

/** A Discord on loopback: REST and gateway, one guild, people who act, and all the ways in which Discord says no. */
export interface FakeDiscord {
  /** For `DISCORD_API_URL`: without version and trailing slash. */
  readonly apiUrl: string;
  readonly token: string;
  readonly world: World;
  readonly gateway: FakeGateway;
  readonly interactions: Interactions;
  readonly faults: Faults;
  /** Every request so far. */
  readonly requests: readonly SeenRequest[];
  /** What was refused, as `POST /path: 403 reason`. */
  readonly refusals: readonly string[];
  person(name: string, options?: { readonly bot?: boolean }): Person;
  /** Everyone in the guild reads it, unless it is private: then only those who are told. */
  textChannel(name: string, options?: { readonly private?: readonly Person[] }): FakeChannel;
  /** Where people talk. */
  voiceChannel(name: string, about?: { readonly stage?: boolean }): FakeChannel;
  /** A channel that holds nothing but posts, each with its thread. */
  forum(name: string, about?: Partial<Pick<FakeChannel, 'tags' | 'tagRequired'>> & { readonly media?: boolean }): FakeChannel;
  /** Somebody deletes a channel, or a thread. */
  remove(channel: FakeChannel): void;
  /** Private threads and direct conversations, by who is in them. */
  threads(): readonly FakeChannel[];
  channel(id: string): FakeChannel;
  limit(limits: Partial<RateLimits>): void;
  /** Takes a permission away from the bot in a channel. */
  deny(channel: FakeChannel, ...permissions: readonly (typeof PermissionFlagsBits)[keyof typeof PermissionFlagsBits][]): void;
  /** All words of a message: content and text displays. */
  words(message: FakeMessage): string;
  /** Waits on the machine's clock until something holds; throws after `ms`. */
  until(condition: () => boolean, ms?: number): Promise<void>;
  /** Ends everything. Throws if a request did not fit Discord's own description of its API. */
  close(): Promise<void>;
}

export async function startFakeDiscord(
  options: {
    readonly clock?: Clock;
    readonly heartbeatMs?: number;
    readonly limits?: Partial<RateLimits>;
    /** Requests are counted by `clock`, for a bot that waits by it too. */
    readonly limitsByClock?: boolean;
    /** How long an interaction waits for its answer, in milliseconds; three seconds unless told. */
    readonly answerWithin?: number;
    /** For a bench: requests are not compared with Discord's description, which takes longer than to answer them. */
    readonly unchecked?: boolean;
  } = {},
): Promise<FakeDiscord> {
  const world = createWorld(options);
  const faults = createFaults();
  const seen: SeenRequest[] = [];
  const complaints: string[] = [];
  const refusals: string[] = [];
  let limits: RateLimits = { ...GENEROUS, ...options.limits };

  const server = createServer();
  const gateway = createGateway(server, world, options.heartbeatMs ?? 41_250);
  const interactions = createInteractions(world, gateway, options.answerWithin);
  const checker = options.unchecked ? undefined : requestChecker();
  server.on(
    'request',
    createRest({
      world,
      gateway,
      interactions,
      faults,
      limits: () => limits,
      limitsClock: options.limitsByClock ? options.clock?.now : undefined,
      seen(request) {
        seen.push(request);
        const complaint = checker?.complaint(request);
        if (complaint !== undefined) complaints.push(complaint);
      },
      refused: ({ method, path }, status, body) => void refusals.push(`${method} ${path}: ${status} ${JSON.stringify(body)}`),
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  Object.assign(world.address, { http: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}` });

  const textChannel: FakeDiscord['textChannel'] = (name, about = {}) => {
    const channel = channelOf(world, { type: ChannelType.GuildText, name });
    if (about.private) {
      const view = PermissionFlagsBits.ViewChannel;
      channel.overwrites.push({ id: world.guild.id, type: 0, allow: 0n, deny: view });
      for (const id of [world.bot.id, ...about.private.map((person) => person.id)]) {
        channel.overwrites.push({ id, type: 1, allow: view, deny: 0n });
      }
    }
    world.channels.set(channel.id, channel);
    return channel;
  };
  const home = textChannel('general');

  return {
    apiUrl: `${world.address.http}/api`,
    token: world.token.value,
    world,
    gateway,
    interactions,
    faults,
    requests: seen,
    refusals,
    person: (name, about = {}) => createPerson({ world, gateway, interactions, home: () => home }, { name, ...about }),
    textChannel,
    voiceChannel(name, { stage = false } = {}) {
      const channel = channelOf(world, { type: stage ? ChannelType.GuildStageVoice : ChannelType.GuildVoice, name });
      world.channels.set(channel.id, channel);
      return channel;
    },
    forum(name, { media = false, ...about } = {}) {
      const channel = channelOf(world, { type: media ? ChannelType.GuildMedia : ChannelType.GuildForum, name, ...about });
      world.channels.set(channel.id, channel);
      return channel;
    },
    remove: (channel) => removeChannel(world, gateway, channel),
    threads: () => [...world.channels.values()].filter(({ type }) => type === ChannelType.PrivateThread),
    channel(id) {
      const found = world.channels.get(id);
      if (!found) throw new Error(`no channel ${id}`);
      return found;
    },
    limit(changed) {
      limits = { ...limits, ...changed };
    },
    deny(channel, ...permissions) {
      const deny = permissions.reduce((sum, permission) => sum | permission, 0n);
      channel.overwrites.push({ id: world.bot.id, type: 1, allow: 0n, deny });
    },
    words: ({ message }) => wordsOf(message),
    async until(condition, ms = 30_000) {
      const end = performance.now() + ms;
      while (!condition()) {
        if (performance.now() > end) throw new Error(`what was waited for did not happen within ${ms} ms`);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    },
    async close() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (complaints.length > 0) throw new Error(`requests that do not fit Discord's description:\n${[...new Set(complaints)].join('\n')}`);
    },
  };
}

function wordsOf(message: APIMessage): string {
  const words: string[] = [message.content];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { type, content, components } = value as { type?: number; content?: string; components?: readonly unknown[] };
    if (type === 10 && content !== undefined) words.push(content);
    components?.forEach(visit);
  };
  message.components?.forEach(visit);
  return words.filter((word) => word !== '').join('\n');
}
