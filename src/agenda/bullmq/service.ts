import type { JobsOptions, Queue } from 'bullmq';
import type { AgendaId } from '../../core/ids.js';
import type { QueueName } from '../queues.js';

/** One call to wake up a row, or several that come due together. */
export interface Call {
  readonly id: string;
  readonly kind: string;
  readonly rows: readonly AgendaId[];
  /** Milliseconds from now on. */
  readonly delay: number;
}

/** Works on the calls of one queue. */
export interface QueueWorker {
  start(): void;
  /** Takes no more, and resolves once what it has is over: without limit, so bound it. */
  close(): Promise<void>;
}

/** BullMQ on one of its backends, as far as the agenda uses it. */
export interface QueueService {
  /** For the dashboard. */
  readonly queues: readonly Queue[];
  /** Connects. Throws if that can't be done. */
  open(): Promise<void>;
  /** A call with an id that is there already changes nothing. Throws when the queue is away. */
  add(name: QueueName, calls: readonly Call[]): Promise<void>;
  worker(name: QueueName, options: WorkerTask): QueueWorker;
  /** Closes the connections, whether or not anybody answers. */
  close(): Promise<void>;
}

export interface WorkerTask {
  readonly places: number;
  readonly run: (rows: readonly AgendaId[]) => Promise<void>;
  /** Nothing is left to take. */
  readonly onDrained: () => void;
  readonly onError: (error: unknown) => void;
}

/** Calls are gone once they are over, however they ended: what a row came to stands in SQL, and its key has to be free. */
export const CALL: JobsOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/**
 * A call whose worker ended is found by BullMQ when its lock runs out. Found too often it is failed for good, and the
 * sweep brings it back.
 */
export const WORK = { lockDuration: 15_000, stalledInterval: 15_000, maxStalledCount: 5, autorun: false } as const;

/** Numbers of events kept for the dashboard; nobody else reads them. */
export const EVENTS_MAX = 1000;
export const BULK = 500;
