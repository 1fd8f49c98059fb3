import type { Redis } from 'ioredis';
import type { Pace } from '../ports/pace.js';
import { PACE_SCRIPT } from './redis-script.js';

export interface RedisPaceOptions {
  /** A connection of its own, which `close` closes. */
  readonly redis: Redis;
  /** Starts each key, so that several deployments may share one Redis. */
  readonly prefix: string;
}

type Command = (keys: number, ...args: (string | number)[]) => Promise<[number, number]>;

/**
 * The pace of all processes that share a Redis. It throws what the client throws while Redis is not reachable, so that nothing
 * is sent without a slot.
 */
export function createRedisPace({ redis, prefix }: RedisPaceOptions): Pace {
  redis.defineCommand('mudhifPace', { lua: PACE_SCRIPT });
  const run = (keys: readonly string[], ...args: (string | number)[]): Promise<[number, number]> => {
    const command = Reflect.get(redis, 'mudhifPace') as Command;
    return command.call(redis, keys.length, ...keys.map((key) => `${prefix}:pace:${key}`), ...args);
  };
  return {
    async reserve(limits, { traffic, patienceMs }) {
      const [go, inMs] = await run(
        limits.map(({ name }) => name),
        'reserve',
        traffic,
        patienceMs,
        ...limits.flatMap(({ shared, answers }) => [shared.calls, shared.windowMs, answers?.calls ?? 0, answers?.windowMs ?? 0]),
      );
      return { type: go === 1 ? 'go' : 'later', inMs };
    },
    async penalise(name, forMs) {
      await run([name], 'penalise', Math.ceil(forMs));
    },
    async close() {
      await redis.quit();
    },
  };
}
