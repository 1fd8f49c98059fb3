import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { createPostgresService } from '../agenda/bullmq/postgres.js';
import { createRedisService } from '../agenda/bullmq/redis.js';
import { type BullmqRunnerDeps, createBullmqRunner } from '../agenda/bullmq/runner.js';
import type { QueueService } from '../agenda/bullmq/service.js';
import { createEmbeddedRunner } from '../agenda/embedded.js';
import type { AppOptions } from '../app.js';
import type { Environment } from '../config/environment.js';
import { SetupError } from '../core/errors.js';
import { phrase } from '../language/index.js';
import { createFailSafePace } from '../pace/fail-safe.js';
import { createMemoryPace } from '../pace/memory.js';
import { createRedisPace } from '../pace/redis.js';
import type { Logger } from '../ports/logger.js';
import type { Pace } from '../ports/pace.js';
import { createSqlPace } from '../store/pace.js';
import type { OpenStore } from './open-store.js';

/** What a process does: `gateway` receives from platforms and serves browsers, `worker` runs what is due, `all` does both. */
export const ROLES = ['gateway', 'worker', 'all'] as const;
export type Role = (typeof ROLES)[number];

/** The runner and the pace that the bot uses beside its database. */
export interface Engine {
  /** `alone`: one process; `shared`: any number of processes, with leases. */
  readonly mode: 'exclusive' | 'shared';
  readonly pace: Pace;
  readonly createRunner: NonNullable<AppOptions['createRunner']>;
  /** BullMQ's queues, once the runner has started; for the dashboard. */
  readonly queues: () => QueueService['queues'];
}

/** The engine of a single process, which needs only the database. */
export function embeddedEngine(): Engine {
  return { mode: 'exclusive', pace: createMemoryPace(), createRunner: createEmbeddedRunner, queues: () => [] };
}

/**
 * Chooses the engine by the environment: BullMQ on Redis with `REDIS_URL`, otherwise BullMQ on PostgreSQL, otherwise this
 * process alone. Throws a `SetupError` for a role that needs several processes where only one may run.
 */
export async function chooseEngine(
  environment: Environment,
  { store, database, communityId }: OpenStore,
  { role, logger }: { readonly role: Role; readonly logger: Logger },
): Promise<Engine> {
  const safe = (shared: Pace) => createFailSafePace({ shared, local: createMemoryPace(), logger });
  const { DATABASE_URL, REDIS_URL } = environment;
  if (REDIS_URL !== undefined) {
    // Several deployments may share a Redis, so each has its own prefix.
    const prefix = `mudhif-${await store.autocommit.community.keepFact('agenda.queue', randomBytes(6).toString('hex'))}`;
    // While Redis is unreachable each process uses its own pace, so that nobody waits for Redis.
    const redis = new Redis(REDIS_URL, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: PACE_LIMIT_MS,
    });
    // Each command reports its own failure, but an unhandled error event would end the process.
    redis.on('error', () => {});
    await redis.connect().catch(() => {});
    return sharedEngine(role, safe(createRedisPace({ redis, prefix })), (given) =>
      createRedisService({ ...given, url: REDIS_URL, prefix }),
    );
  }
  if (!DATABASE_URL.startsWith('sqlite:')) {
    const pace = createSqlPace({ database, communityId });
    return sharedEngine(role, safe(pace), (given) => createPostgresService({ ...given, url: DATABASE_URL }));
  }
  if (role !== 'all') throw new SetupError(`role ${role} needs a queue`, phrase('cli.start.role-alone', { role }));
  return embeddedEngine();
}

const PACE_LIMIT_MS = 1000;

function sharedEngine(role: Role, pace: Pace, createService: BullmqRunnerDeps['createService']): Engine {
  let service: QueueService | undefined;
  return {
    mode: 'shared',
    pace,
    createRunner: (deps) => {
      const runner = createBullmqRunner({ ...deps, works: role !== 'gateway', createService });
      service = runner.service;
      return runner;
    },
    queues: () => service?.queues ?? [],
  };
}
