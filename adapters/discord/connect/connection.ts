import type { Client, GatewayDispatchPayload, GatewayIntentBits, RESTOptions } from 'discord.js';
import { SECOND } from '../../../src/core/time.js';
import { createOutage } from '../../../src/kit/outage.js';
import type { Timer } from '../../../src/kit/timer.js';
import type { Logger } from '../../../src/ports/logger.js';
import { TIMES } from '../limits.js';
import type { Intent } from '../permissions.js';
import type { Problems } from '../problems.js';
import { connect, disconnect, isConnected, type Refusal, RefusedError } from './gateway.js';

/** The bot's connection to the gateway, which is restored until it is stopped. */
export interface Connection {
  /** The connected client; undefined before the first connection and while Discord refuses the bot. */
  client(): Client | undefined;
  isUp(): boolean;
  /** Whether Discord grants an intent to this connection. */
  grants(intent: GatewayIntentBits): boolean;
  /**
   * Connects for the first time. Waits until Discord is reachable, and throws a `RefusedError` if it refuses the token. Throws the
   * last error if the connection is stopped meanwhile.
   */
  open(onPacket: (packet: GatewayDispatchPayload) => void): Promise<void>;
  /** Reports a connection that stays away for longer than `TIMES.disconnected`. */
  watch(): void;
  /** Passes no further packet on and makes no further attempt to connect. */
  stop(): void;
  close(): Promise<void>;
}

/** Creates a connection that is not open yet. It is opened once; after `stop` another one is created. */
export function createConnection(options: {
  readonly token: string;
  readonly rest: Partial<RESTOptions>;
  readonly logger: Logger;
  readonly timer: Timer;
  readonly problems: Problems;
  /** Intents besides those that the bot always asks for. */
  readonly intents: readonly Intent[];
}): Connection {
  const { token, rest, logger, timer, problems, intents } = options;
  let client: Client | undefined;
  let granted: ReadonlySet<GatewayIntentBits> = new Set();
  const ending = new AbortController();
  let stopped = false;
  let retry: unknown;
  let endPause = (): void => {};

  const isUp = (): boolean => client !== undefined && isConnected(client);
  const isStopped = (): boolean => stopped;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      retry = timer.set(resolve, ms);
      endPause = resolve;
    });

  // Connections are often lost and restored within seconds, so organisers are told only of a longer loss.
  const outage = createOutage({
    afterMs: TIMES.disconnected,
    steadyMs: TIMES.steady,
    timer,
    lasts: () => problems.report({ code: 'not-reached', line: 'gateway' }),
    over(forMs) {
      if (forMs !== undefined) logger.info({ forMs }, 'the connection to Discord is back');
      problems.over('not-reached', 'gateway');
    },
  });

  const isLost = (error?: unknown): void => {
    if (outage.lost()) logger.warn({ ...(error !== undefined && { error }) }, 'the connection to Discord was lost');
  };

  const watch = (): void => {
    if (stopped) return;
    if (isUp()) outage.back();
    else isLost();
  };

  const connectOnce = async (onPacket: (packet: GatewayDispatchPayload) => void): Promise<void> => {
    client = await connect(
      {
        token,
        rest,
        logger,
        intents,
        signal: ending.signal,
        onAttempt(asked) {
          granted = asked;
        },
        onStatusChange() {
          // Before the first connection there is nothing to lose.
          if (client) watch();
        },
        onPacket(packet) {
          if (!stopped) onPacket(packet);
        },
        onRefused(refusal: Refusal) {
          // The first attempt throws its refusal to the caller.
          if (!client || stopped) return;
          isLost();
          // The next attempt finds out which intent is refused, and reports it.
          if (refusal !== 'intents') problems.report({ code: 'token-refused' });
          reconnectLater(onPacket, refusal === 'intents' ? SECOND : TIMES.tokenPause);
        },
      },
      problems,
    );
  };

  /** Discord has closed the connection for good, but perhaps by a temporary mistake: tries again, not too often. */
  const reconnectLater = (onPacket: (packet: GatewayDispatchPayload) => void, ms: number = TIMES.tokenPause): void => {
    const old = client;
    client = undefined;
    timer.clear(retry);
    retry = timer.set(() => {
      if (stopped) return;
      connectOnce(onPacket).then(
        () => {
          problems.over('token-refused');
          watch();
        },
        () => reconnectLater(onPacket),
      );
    }, ms);
    if (old) void disconnect(old);
  };

  return {
    client: () => client,
    isUp,
    grants: (intent) => granted.has(intent),
    watch,
    async open(onPacket) {
      for (let failures = 0; ; failures++) {
        try {
          return await connectOnce(onPacket);
        } catch (error) {
          if (error instanceof RefusedError || stopped) throw error;
          isLost(error);
          await pause(Math.min(TIMES.longestBackoff, SECOND * 2 ** failures));
          if (isStopped()) throw error;
        }
      }
    },
    stop() {
      stopped = true;
      ending.abort();
      timer.clear(retry);
      outage.end();
      endPause();
    },
    async close() {
      const old = client;
      client = undefined;
      if (old) await disconnect(old);
    },
  };
}
