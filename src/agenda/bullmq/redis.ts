import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueName } from '../queues.js';
import { createQueues } from './classes.js';
import type { QueueService } from './service.js';
import { withinReal } from './within.js';

const CONNECT_LIMIT = 10_000;
const CALL_LIMIT = 5000;
const CLOSE_LIMIT = 1000;
/** How long to wait before the next try to reach a Redis that is away. */
const RECONNECT = { step: 200, longest: 3000 } as const;

/**
 * BullMQ on Redis. `prefix` names the community's keys, so that several deployments may share a server. What adds fails
 * at once while Redis is away (the sweep tries again); what works waits for it.
 */
export function createRedisService(options: {
  readonly url: string;
  readonly prefix: string;
  readonly names: readonly QueueName[];
  readonly onError: (error: unknown) => void;
}): QueueService {
  const { url, prefix, onError } = options;
  const common = { lazyConnect: true, retryStrategy: (times: number) => Math.min(times * RECONNECT.step, RECONNECT.longest) };
  const adding = new Redis(url, { ...common, enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: CALL_LIMIT });
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
      await withinReal(CONNECT_LIMIT, Promise.all([adding.connect(), working.connect()]), 'Redis does not answer');
      await queues.open();
    },
    add: (name, calls) => queues.add(name, calls),
    worker: (name, task) => queues.worker(name, task),
    async close() {
      await withinReal(CLOSE_LIMIT, queues.close(), 'the queues do not close').catch(() => {});
      for (const client of [adding, working]) client.disconnect();
    },
  };
}
