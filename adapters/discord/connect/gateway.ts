import {
  Client,
  GatewayDispatchEvents as Event,
  Events,
  GatewayCloseCodes,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  Options,
  type RESTOptions,
  Status,
} from 'discord.js';
import { within } from '../../../src/kit/gate.js';
import { systemTimer } from '../../../src/kit/timer.js';
import type { Logger } from '../../../src/ports/logger.js';
import { CLOSE_TIMEOUT_MS, TIMES } from '../limits.js';
import { INTENTS, type Intent } from '../permissions.js';
import type { DiscordFault, Problems } from '../problems.js';
import { noteBadPacket } from './bad-packets.js';
import { keepable, type Packet } from './kept.js';
import { createPacedSharding } from './sharding.js';

export interface GatewayOptions {
  readonly token: string;
  readonly rest: Partial<RESTOptions>;
  readonly logger: Logger;
  /** Intents besides `INTENTS`. */
  readonly intents: readonly Intent[];
  /** Hears, before each attempt to connect, which intents it asks for. */
  readonly onAttempt: (intents: ReadonlySet<GatewayIntentBits>) => void;
  /** Gets every event as Discord sends it; `READY` comes before any other. */
  readonly onPacket: (packet: GatewayDispatchPayload) => void;
  /** The connection was closed for good, because Discord refused the token or an intent. */
  readonly onRefused: (refusal: Refusal) => void;
  /** A shard has lost its connection, or has it again. */
  readonly onStatusChange: () => void;
  /** Ends an attempt that is under way. */
  readonly signal: AbortSignal;
  /** How long an attempt may take, in milliseconds. */
  readonly patienceMs?: number;
}

export type Refusal = 'token' | 'intents' | 'other';

/** Discord refused the connection, so another attempt fails until somebody solves the problem. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(`Discord refused the ${refusal}`, options);
    this.refusal = refusal;
  }
}

/** What is reported when a privileged intent is not granted, the least needed first. */
const PRIVILEGED = [
  { bit: GatewayIntentBits.MessageContent, fault: { code: 'content-intent-missing' } },
  { bit: GatewayIntentBits.GuildMembers, fault: { code: 'members-intent-missing' } },
] as const satisfies readonly { readonly bit: GatewayIntentBits; readonly fault: DiscordFault }[];

/**
 * Connects to the gateway, without privileged intents that the application may not use; these are reported, because then the bot
 * does not see who joins or leaves, or not what people write. Discord does not tell which intent it refuses, so they are left out by
 * turns. Throws a `RefusedError`, the error of the connection, or the reason of the signal.
 */
export async function connect(options: GatewayOptions, problems: Problems): Promise<Client<true>> {
  const wanted = new Set([...INTENTS, ...options.intents].map(({ bit }) => bit));
  const privileged = PRIVILEGED.filter(({ bit }) => wanted.has(bit));
  const attempts = [[], ...privileged.map((each) => [each]), ...(privileged.length > 1 ? [privileged] : [])];
  for (const left of attempts) {
    const refused = left.map(({ bit }): GatewayIntentBits => bit);
    const intents = new Set([...wanted].filter((bit) => !refused.includes(bit)));
    try {
      const client = await connectOnce(options, intents);
      for (const { fault } of left) problems.report(fault);
      if (intents.has(GatewayIntentBits.MessageContent)) problems.over('content-intent-missing');
      return client;
    } catch (error) {
      const isLast = left.length === privileged.length;
      if (isLast || !(error instanceof RefusedError) || error.refusal !== 'intents') throw error;
    }
  }
  throw new RefusedError('intents');
}

/** Connects with as many shards as Discord asks for. Afterwards discord.js resumes and identifies by itself. */
async function connectOnce(options: GatewayOptions, intents: ReadonlySet<GatewayIntentBits>): Promise<Client<true>> {
  options.signal.throwIfAborted();
  options.onAttempt(intents);
  const client = createClient(options, intents);
  const { promise: refusal, reject: refuse } = rejection();
  client.on(Events.ShardDisconnect, ({ code }) => {
    const why = refusalOf(code);
    refuse(new RefusedError(why));
    options.onRefused(why);
  });
  const { promise: timeout, reject: expire } = rejection();
  const timer = setTimeout(() => expire(new Error('Discord did not answer in time')), options.patienceMs ?? TIMES.start);
  const end = (): void => expire(new Error('the connection is no longer wanted'));
  options.signal.addEventListener('abort', end);
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  try {
    const login = client.login(options.token).then(() => ready);
    return await Promise.race([login, refusal, timeout]);
  } catch (error) {
    await disconnect(client);
    if (error instanceof Error && 'code' in error && error.code === 'TokenInvalid') throw new RefusedError('token', { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', end);
  }
}

function createClient({ rest, logger, onPacket, onStatusChange }: GatewayOptions, intents: ReadonlySet<GatewayIntentBits>): Client {
  const client = new Client({
    intents: [...intents],
    shards: 'auto',
    ws: { buildStrategy: (manager) => createPacedSharding(manager, systemTimer, logger) },
    rest,
    // Only channels, threads and the bot's own permissions are needed, so that people and their messages are not kept in memory.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      PresenceManager: 0,
      ThreadMemberManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
      GuildScheduledEventManager: 0,
    }),
    allowedMentions: { parse: [] },
  });
  guardPackets(client, logger);
  client.on(Events.Raw, onPacket);
  client.on(Events.Error, (error) => logger.warn({ error }, 'the Discord client reported an error'));
  // Attempts fail until Discord is there again, and the first loss is in the log.
  client.on(Events.ShardError, (error, shard) => logger.debug({ shard, error }, 'a Discord gateway connection failed'));
  client.on(Events.ShardReconnecting, onStatusChange);
  client.on(Events.ShardResume, onStatusChange);
  client.on(Events.ShardReady, onStatusChange);
  return client;
}

/** What the bot asks discord.js for: the server with its channels, threads and roles, and its own rights there. */
const CACHED: ReadonlySet<string> = new Set([
  Event.Ready,
  Event.Resumed,
  Event.GuildCreate,
  Event.GuildUpdate,
  Event.GuildDelete,
  Event.GuildRoleCreate,
  Event.GuildRoleUpdate,
  Event.GuildRoleDelete,
  Event.GuildMemberUpdate,
  Event.ChannelCreate,
  Event.ChannelUpdate,
  Event.ChannelDelete,
  Event.ThreadCreate,
  Event.ThreadUpdate,
  Event.ThreadDelete,
  Event.ThreadListSync,
]);

/** discord.js makes objects of all packets, and throws if one has an unexpected shape. It reads only those that are needed. */
function guardPackets(client: Client, logger: Logger): void {
  const manager = client.ws as unknown as { handlePacket(packet?: Packet, shard?: unknown): boolean };
  const handlePacket = manager.handlePacket.bind(manager);
  manager.handlePacket = (packet, shard) => {
    if (packet && !CACHED.has(packet.t ?? '')) return false;
    try {
      return handlePacket(packet && keepable(packet), shard);
    } catch (error) {
      noteBadPacket(logger, packet, error);
      return false;
    }
  };
}

/**
 * Disconnects a client and removes its listeners. discord.js never finishes closing a shard that waits for its session, because
 * it begins to reconnect the shard meanwhile; therefore waiting for it is limited to `CLOSE_TIMEOUT_MS`.
 *
 * @throws What closing the client throws within that time.
 */
export async function disconnect(client: Client): Promise<void> {
  client.removeAllListeners();
  // Without a listener an error would end the process.
  client.on(Events.Error, () => undefined);
  await within(systemTimer, CLOSE_TIMEOUT_MS, client.destroy());
}

/** Whether every shard is connected. */
export function isConnected({ ws }: Client): boolean {
  return ws.shards.size > 0 && ws.shards.every(({ status }) => status === Status.Ready);
}

const TOKEN: ReadonlySet<number> = new Set([GatewayCloseCodes.AuthenticationFailed]);
const INTENT: ReadonlySet<number> = new Set([GatewayCloseCodes.DisallowedIntents, GatewayCloseCodes.InvalidIntents]);

function refusalOf(code: number): Refusal {
  if (TOKEN.has(code)) return 'token';
  return INTENT.has(code) ? 'intents' : 'other';
}

/** A promise that can only be rejected, and whose rejection nobody has to handle. */
function rejection(): { readonly promise: Promise<never>; reject(error: Error): void } {
  let reject = (_error: Error): void => {};
  const promise = new Promise<never>((_resolve, fail) => {
    reject = fail;
  });
  promise.catch(() => undefined);
  return { promise, reject };
}
