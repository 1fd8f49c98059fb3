import type { JobsOptions, Queue } from 'bullmq';
import type { AgendaId } from '../../core/ids.js';
import type { QueueName } from '../queues.js';

/** A job in the queue that wakes up one row, or several that become due together. */
export interface Call {
  readonly id: string;
  readonly kind: string;
  readonly rows: readonly AgendaId[];
  /** Milliseconds from now. */
  readonly delay: number;
}

/** Processes the calls of one queue. */
export interface QueueWorker {
  start(): void;
  /** Accepts no more calls and resolves when the running ones end. There is no time limit, so the caller sets one. */
  close(): Promise<void>;
}

/** The parts of BullMQ that the agenda uses, on one of its backends. */
export interface QueueService {
  /** For the dashboard. */
  readonly queues: readonly Queue[];
  /** Connects. Throws if the connection fails. */
  open(): Promise<void>;
  /** Adds calls; one whose id exists has no effect. Throws if the queue is not reachable. */
  add(name: QueueName, calls: readonly Call[]): Promise<void>;
  worker(name: QueueName, options: WorkerTask): QueueWorker;
  /** Closes the connections, even if the server does not answer. */
  close(): Promise<void>;
}

export interface WorkerTask {
  /** How many calls run at once. */
  readonly concurrency: number;
  readonly run: (rows: readonly AgendaId[]) => Promise<void>;
  /** Called when the queue is empty. */
  readonly onDrained: () => void;
  readonly onError: (error: unknown) => void;
}

/** Finished calls are removed at once, because the row's result is in SQL and the call's id must be free again. */
export const CALL: JobsOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/**
 * BullMQ restarts a call when its lock expires because its worker ended. A call that stalls too often fails, and the sweep
 * adds it again.
 */
export const WORK = { lockDuration: 15_000, stalledInterval: 15_000, maxStalledCount: 5, autorun: false } as const;

/** The number of events kept for the dashboard, their only reader. */
export const EVENTS_MAX = 1000;
export const BULK = 500;
