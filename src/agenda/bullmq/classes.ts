import type { Job, JobsOptions, JobType, Queue } from 'bullmq';
import { z } from 'zod';
import { type AgendaId, toId } from '../../core/ids.js';
import type { QueueName } from '../queues.js';
import { BULK, CALL, type Call, EVENTS_MAX, type QueueWorker, WORK, type WorkerTask } from './service.js';

/** Job data contain only ids, because Redis stores them in clear text. */
const callData = z.object({ rows: z.array(z.int()).readonly() });
type CallData = z.infer<typeof callData>;

/** The parts of BullMQ's queues and workers that we use; their own types depend on the backend. */
interface AnyQueue {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  getRanges(types: JobType[], start: number, end: number): Promise<string[]>;
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

/** The states of an unfinished call. */
const UNFINISHED: JobType[] = ['waiting', 'active', 'delayed', 'prioritized'];
/** Up to this many calls are added without checking which exist. */
const FEW = 100;

/** How a backend creates queues and workers. */
export interface QueueClasses {
  queue(name: QueueName, options: { readonly streams: { readonly events: { readonly maxLen: number } } }): AnyQueue;
  worker(name: QueueName, run: Processor, options: typeof WORK & { readonly concurrency: number }): AnyWorker;
}

/**
 * The queues and workers of one backend.
 *
 * @returns Queues that are not open yet: `add` throws an `Error` until `open` was called.
 */
export function createQueues(names: readonly QueueName[], classes: QueueClasses, onError: (error: unknown) => void) {
  const queues = new Map<QueueName, AnyQueue>();

  const queueNamed = (name: QueueName): AnyQueue => {
    const queue = queues.get(name);
    if (queue === undefined) throw new Error(`no queue ${name}: open it first`);
    return queue;
  };

  return {
    /** For the dashboard, which works with every backend. */
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
      const queue = queueNamed(name);
      // Most calls of a sweep exist already, and fetching the ids costs far less than adding calls that have no effect.
      const existing = calls.length > FEW ? new Set(await queue.getRanges(UNFINISHED, 0, -1)) : undefined;
      const missing = existing === undefined ? calls : calls.filter(({ id }) => !existing.has(id));
      for (let start = 0; start < missing.length; start += BULK) {
        await queue.addBulk(
          missing.slice(start, start + BULK).map(({ id, kind, rows, delay }) => ({
            name: kind,
            data: { rows },
            opts: { ...CALL, jobId: id, ...(delay > 0 && { delay }) },
          })),
        );
      }
    },
    worker(name: QueueName, { concurrency, run, onDrained, onError: failed }: WorkerTask): QueueWorker {
      const worker = classes.worker(name, ({ data }) => run(callData.parse(data).rows.map((row) => toId<AgendaId>(row))), {
        ...WORK,
        concurrency,
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
