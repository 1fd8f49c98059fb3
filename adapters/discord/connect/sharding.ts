import { type IShardingStrategy, SimpleShardingStrategy, type WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { SECOND } from '../../../src/core/time.js';
import type { Timer } from '../../../src/kit/timer.js';
import type { Logger } from '../../../src/ports/logger.js';
import { TIMES } from '../limits.js';
import { guardFrames } from './frames.js';

/**
 * Runs the shards in this process with pauses between failed attempts to connect, up to `TIMES.longestBackoff`, and with no attempt
 * after `destroy`. `@discordjs/ws` 1.2 by itself tries again twice a second without end, and goes on after `destroy` if a connection
 * was refused meanwhile. It asks for the session before each attempt, so an attempt is delayed or held there.
 */
export function createPacedSharding(manager: WebSocketManager, timer: Timer, logger: Logger): IShardingStrategy {
  const shards = new SimpleShardingStrategy(manager);
  const { options } = manager;
  const retrieveSessionInfo = options.retrieveSessionInfo.bind(options);
  const connected = new Set<number>();
  const failures = new Map<number, number>();
  let ended = false;

  manager.on(WebSocketShardEvents.Hello, ({ shardId }) => void connected.add(shardId));
  manager.on(WebSocketShardEvents.Closed, ({ shardId }) => void connected.delete(shardId));
  manager.on(WebSocketShardEvents.Ready, ({ shardId }) => void failures.delete(shardId));
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => void failures.delete(shardId));

  const attempt = async (shard: number): Promise<void> => {
    const before = failures.get(shard) ?? 0;
    failures.set(shard, before + 1);
    if (before > 0) await new Promise<void>((resolve) => timer.set(resolve, Math.min(TIMES.longestBackoff, SECOND * 2 ** (before - 1))));
    // A shard that waits here for ever holds no connection and no timer.
    if (ended) await new Promise<never>(() => undefined);
  };

  options.retrieveSessionInfo = async (shard) => {
    if (!connected.has(shard)) await attempt(shard);
    return retrieveSessionInfo(shard);
  };

  return {
    async spawn(ids) {
      // The manager destroys the former shards, of which there are none at first, before it spawns.
      ended = false;
      await shards.spawn(ids);
      guardFrames(shardsOf(shards).values(), logger, (connect) => {
        if (!ended) timer.set(() => void connect(), SECOND);
      });
    },
    connect: () => shards.connect(),
    send: (shard, payload) => shards.send(shard, payload),
    fetchStatus: () => shards.fetchStatus(),
    async destroy(how) {
      ended = true;
      abandonOpening(shards);
      await shards.destroy(how);
    },
  };
}

/** The state of a socket that is being opened (WHATWG WebSockets, `readyState`). */
const CONNECTING = 0;

/** What a `ws` socket of a shard offers. */
interface Line {
  readonly readyState: number;
  on(event: 'error', listener: () => void): unknown;
  terminate(): void;
}

/**
 * Ends connections that are still being opened. `destroy` of a shard leaves them open and takes away their only listener of errors, so
 * that a line that breaks then would end the process.
 */
function abandonOpening(strategy: SimpleShardingStrategy): void {
  for (const { connection } of shardsOf(strategy).values()) {
    connection?.on('error', () => undefined);
    if (connection?.readyState === CONNECTING) connection.terminate();
  }
}

function shardsOf(strategy: SimpleShardingStrategy): ReadonlyMap<number, { readonly connection: Line | null }> {
  return (strategy as unknown as { readonly shards: ReadonlyMap<number, { readonly connection: Line | null }> }).shards;
}
