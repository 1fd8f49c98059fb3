import {
  Client,
  Events,
  GatewayCloseCodes,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  Options,
  type RESTOptions,
  Status,
} from 'discord.js';
import type { Logger } from '../../../src/ports/logger.js';
import { TIMES } from '../limits.js';
import { systemTimer, within } from '../options.js';
import { INTENTS } from '../permissions.js';

export interface Connecting {
  readonly token: string;
  readonly rest: Partial<RESTOptions>;
  readonly logger: Logger;
  /** Every event, as Discord sends it; those of `READY` come before any other. */
  readonly onPacket: (packet: GatewayDispatchPayload) => void;
  /** The line is down for good: the token or an intent was refused. */
  readonly onRefused: (refusal: Refusal) => void;
  /** A shard lost its line, or has it again. */
  readonly onLine: () => void;
}

export type Refusal = 'token' | 'intents' | 'other';

/** Discord refused the connection; trying again changes nothing until somebody mends it. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(`Discord refused the ${refusal}`, options);
    this.refusal = refusal;
  }
}

/**
 * Connects to the gateway, with as many shards as Discord asks for. discord.js resumes and identifies by itself afterwards.
 * `withMembers`: whether to ask for the privileged intent. Throws a `RefusedError`, or what else went wrong.
 */
export async function connect(given: Connecting, withMembers: boolean): Promise<Client<true>> {
  const { token, logger } = given;
  const client = new Client({
    intents: INTENTS.map(({ bit }) => bit).filter((bit) => withMembers || bit !== GatewayIntentBits.GuildMembers),
    shards: 'auto',
    rest: given.rest,
    // We only look at channels, threads and our own permissions; what people say is not kept, not even here.
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
    }),
    allowedMentions: { parse: [] },
  });
  let refused: ((error: RefusedError) => void) | undefined;
  const refusal = new Promise<never>((_resolve, reject) => {
    refused = reject;
  });
  refusal.catch(() => undefined);
  client.on(Events.Raw, given.onPacket);
  client.on(Events.Error, (error) => logger.warn({ error }, 'discord client error'));
  client.on(Events.ShardError, (error, shard) => logger.warn({ shard, error }, 'discord connection error'));
  client.on(Events.ShardReconnecting, (shard) => {
    logger.info({ shard }, 'discord connection lost, reconnecting');
    given.onLine();
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    logger.info({ shard, replayed }, 'discord connection resumed');
    given.onLine();
  });
  client.on(Events.ShardReady, () => given.onLine());
  client.on(Events.ShardDisconnect, ({ code }) => {
    const why = refusalOf(code);
    refused?.(new RefusedError(why));
    given.onRefused(why);
  });
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  const timeout = timeoutAfter(TIMES.start);
  try {
    const login = client.login(token).then(() => ready);
    return await Promise.race([login, refusal, timeout.promise]);
  } catch (error) {
    await disconnect(client);
    if (error instanceof Error && 'code' in error && error.code === 'TokenInvalid') throw new RefusedError('token', { cause: error });
    throw error;
  } finally {
    timeout.clear();
  }
}

/**
 * Takes a client off the line; it tells us nothing any more. While a shard waits for its session, discord.js's own end never comes
 * (its shard begins anew in the middle of it, and both wait for one closing): so it is not waited for without limit.
 */
export async function disconnect(client: Client): Promise<void> {
  client.removeAllListeners();
  // Without a listener an error would end the process.
  client.on(Events.Error, () => undefined);
  await within(systemTimer, client.destroy(), TIMES.disconnect);
}

/** Whether every shard has its line to Discord. */
export function isConnected({ ws }: Client): boolean {
  return ws.shards.size > 0 && ws.shards.every(({ status }) => status === Status.Ready);
}

const TOKEN: ReadonlySet<number> = new Set([GatewayCloseCodes.AuthenticationFailed]);
const INTENT: ReadonlySet<number> = new Set([GatewayCloseCodes.DisallowedIntents, GatewayCloseCodes.InvalidIntents]);

function refusalOf(code: number): Refusal {
  if (TOKEN.has(code)) return 'token';
  return INTENT.has(code) ? 'intents' : 'other';
}

function timeoutAfter(ms: number): { readonly promise: Promise<never>; clear(): void } {
  let handle: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_resolve, reject) => {
    handle = setTimeout(() => reject(new Error('Discord did not answer in time')), ms);
  });
  promise.catch(() => undefined);
  return { promise, clear: () => clearTimeout(handle) };
}
