// Runs the pairing in a worker thread, because a large community takes seconds and the bot must answer in the meantime. This is the side
// of the main thread.

import { Worker } from 'node:worker_threads';
import type { PairingInput, PairingResult } from './types.js';
import type { WorkerAnswer, WorkerRequest } from './worker.js';

export interface PairingWorker {
  /**
   * Runs `pair` in a worker thread. Rejects with the error of `pair`, or with an error that says how the worker ended; then the next
   * call starts a new worker. `timeLimitMs` is the wall-clock limit for the search in milliseconds.
   */
  pair(input: PairingInput, options?: { timeLimitMs?: number }): Promise<PairingResult>;
  /** Ends the worker. Calls in progress and later calls reject. */
  close(): Promise<void>;
}

interface Call {
  resolve: (result: PairingResult) => void;
  reject: (error: Error) => void;
}

/** `workerUrl` is the location of the compiled worker.js. The worker starts at the first call. */
export function createPairingWorker({ workerUrl }: { workerUrl: URL }): PairingWorker {
  let worker: Worker | null = null;
  let closed = false;
  let lastCall = 0;
  const calls = new Map<number, Call>();

  function start(): Worker {
    const started = new Worker(workerUrl);
    // An idle worker does not keep the process alive, but a call in progress does.
    started.unref();
    started.on('message', (answer: WorkerAnswer) => {
      const call = calls.get(answer.call);
      calls.delete(answer.call);
      if (calls.size === 0) started.unref();
      if ('result' in answer) call?.resolve(answer.result);
      else call?.reject(new Error(answer.error));
    });
    started.on('error', (error) => lose(started, error instanceof Error ? error.message : String(error)));
    started.on('messageerror', (error) => lose(started, error.message));
    started.on('exit', (code) => lose(started, `it ended with code ${code}`));
    return started;
  }

  /** Rejects all calls in progress. The next call starts a new worker. */
  function lose(lost: Worker, why: string): void {
    if (worker !== lost) return;
    worker = null;
    void lost.terminate();
    for (const { reject } of calls.values()) reject(new Error(`The pairing worker stopped: ${why}`));
    calls.clear();
  }

  return {
    pair(input, options = {}) {
      if (closed) return Promise.reject(new Error('The pairing worker is closed'));
      return new Promise((resolve, reject) => {
        worker ??= start();
        const call = ++lastCall;
        const request: WorkerRequest = { call, input, timeLimitMs: options.timeLimitMs };
        worker.postMessage(request);
        calls.set(call, { resolve, reject });
        worker.ref();
      });
    },
    async close() {
      closed = true;
      const ending = worker;
      if (ending === null) return;
      lose(ending, 'it was closed');
      await ending.terminate();
    },
  };
}
