import type { Job, JobsOptions, Queue } from 'bullmq';
import { z } from 'zod';
import { type AgendaId, toId } from '../../core/ids.js';
import type { QueueName } from '../queues.js';
import { BULK, CALL, type Call, EVENTS_MAX, type QueueWorker, WORK, type WorkerTask } from './service.js';

/** What job data are: ids, nothing else. They stand in clear text. */
const callData = z.object({ rows: z.array(z.int()).readonly() });
type CallData = z.infer<typeof callData>;

/** What we use of BullMQ's queues and workers, whose types name their backend. */
interface AnyQueue {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  addBulk(jobs: { name: string; data: CallData; opts: JobsOptions }[]): Promise<unknown>;
  close(): Promise<void>;
}
interface AnyWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'drained', listener: () => void): unknown;
  run(): Promise<void>;
  close(): Promise<void>;
}
type Processor = (job: Job<CallData>) => Promise<void>;

/** How a backend makes the two. */
export interface QueueClasses {
  queue(name: QueueName, options: { readonly streams: { readonly events: { readonly maxLen: number } } }): AnyQueue;
  worker(name: QueueName, run: Processor, options: typeof WORK & { readonly concurrency: number }): AnyWorker;
}

/** The queues and workers of a backend: the same on each. */
export function createQueues(names: readonly QueueName[], classes: QueueClasses, onError: (error: unknown) => void) {
  const queues = new Map<QueueName, AnyQueue>();

  const queueNamed = (name: QueueName): AnyQueue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new Error(`no queue ${name}: open it first`);
    return queue;
  };

  return {
    /** The dashboard asks each backend the same questions. */
    get all(): readonly Queue[] {
      return [...queues.values()] as unknown as readonly Queue[];
    },
    async open(): Promise<void> {
      for (const name of names) {
        const queue = classes.queue(name, { streams: { events: { maxLen: EVENTS_MAX } } });
        queue.on('error', onError);
        queues.set(name, queue);
      }
      await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
    },
    async add(name: QueueName, calls: readonly Call[]): Promise<void> {
      for (let start = 0; start < calls.length; start += BULK) {
        await queueNamed(name).addBulk(
          calls.slice(start, start + BULK).map(({ id, kind, rows, delay }) => ({
            name: kind,
            data: { rows },
            opts: { ...CALL, jobId: id, ...(delay > 0 && { delay }) },
          })),
        );
      }
    },
    worker(name: QueueName, { places, run, onDrained, onError: failed }: WorkerTask): QueueWorker {
      const worker = classes.worker(name, ({ data }) => run(callData.parse(data).rows.map((row) => toId<AgendaId>(row))), {
        ...WORK,
        concurrency: places,
      });
      worker.on('error', failed);
      worker.on('drained', onDrained);
      return {
        start: () => void worker.run().catch(failed),
        close: () => worker.close(),
      };
    },
    close: () => Promise.all([...queues.values()].map((queue) => queue.close())),
  };
}
