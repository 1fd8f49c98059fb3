import { type IShardingStrategy, SimpleShardingStrategy, type WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { SECOND } from '../../../src/core/time.js';
import type { Timer } from '../../../src/kit/timer.js';
import type { Logger } from '../../../src/ports/logger.js';
import { TIMES } from '../limits.js';
import { guardFrames } from './frames.js';

/** Lines in a row that break soon after they stood, before the next attempts are paused: some break by chance. */
const BRIEF_LINES = 3;

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
  const stoodAt = new Map<number, number>();
  /** How many lines in a row have broken soon. */
  const brief = new Map<number, number>();
  let ended = false;

  manager.on(WebSocketShardEvents.Hello, ({ shardId }) => void connected.add(shardId));
  const stands = ({ shardId }: { readonly shardId: number }): void => {
    failures.delete(shardId);
    stoodAt.set(shardId, performance.now());
  };
  manager.on(WebSocketShardEvents.Ready, stands);
  manager.on(WebSocketShardEvents.Resumed, stands);
  manager.on(WebSocketShardEvents.Closed, ({ shardId }) => {
    connected.delete(shardId);
    const since = stoodAt.get(shardId);
    if (since === undefined) return;
    stoodAt.delete(shardId);
    brief.set(shardId, performance.now() - since < TIMES.steady ? (brief.get(shardId) ?? 0) + 1 : 0);
  });

  const attempt = async (shard: number): Promise<void> => {
    const failed = failures.get(shard) ?? 0;
    failures.set(shard, failed + 1);
    const before = failed + Math.max(0, (brief.get(shard) ?? 0) - BRIEF_LINES);
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
