import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueName } from '../queues.js';
import { createQueues } from './classes.js';
import type { QueueService } from './service.js';
import { withinReal } from './within.js';

const CONNECT_TIMEOUT_MS = 10_000;
const COMMAND_TIMEOUT_MS = 5000;
const CLOSE_TIMEOUT_MS = 1000;
/** Delays before reconnecting, in milliseconds. */
const RECONNECT = { step: 200, longest: 3000 } as const;

/**
 * BullMQ on Redis. `prefix` starts all keys, so that several deployments may share a server. While Redis is not reachable,
 * adding fails at once (the sweep tries again) and workers wait for it.
 */
export function createRedisService(options: {
  readonly url: string;
  readonly prefix: string;
  readonly names: readonly QueueName[];
  readonly onError: (error: unknown) => void;
}): QueueService {
  const { url, prefix, onError } = options;
  const common = { lazyConnect: true, retryStrategy: (times: number) => Math.min(times * RECONNECT.step, RECONNECT.longest) };
  const adding = new Redis(url, { ...common, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: COMMAND_TIMEOUT_MS });
  const working = new Redis(url, { ...common, maxRetriesPerRequest: null });
  for (const client of [adding, working]) client.on('error', onError);
  const queues = createQueues(
    options.names,
    {
      queue: (name, more) => new Queue(name, { connection: adding, prefix, ...more }),
      worker: (name, run, more) => new Worker(name, run, { connection: working, prefix, ...more }),
    },
    onError,
  );

  return {
    get queues() {
      return queues.all;
    },
    async open() {
      await withinReal(CONNECT_TIMEOUT_MS, Promise.all([adding.connect(), working.connect()]), 'Redis does not answer');
      await queues.open();
    },
    add: (name, calls) => queues.add(name, calls),
    worker: (name, task) => queues.worker(name, task),
    async close() {
      await withinReal(CLOSE_TIMEOUT_MS, queues.close(), 'the queues do not close').catch(() => {});
      for (const client of [adding, working]) client.disconnect();
    },
  };
}
