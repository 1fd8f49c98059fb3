import { Worker } from 'node:worker_threads';
import type { Compute } from '../ports/compute.js';
import { callExport, type WorkerAnswer, type WorkerRequest } from './worker.js';

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Runs computations in one worker thread, so that the event loop stays free for people who wait. A worker that dies fails
 * the calls under way; the next call starts another one. Nothing is started before the first call.
 */
export function createCompute({ workerUrl = new URL('./worker.js', import.meta.url) }: { readonly workerUrl?: URL } = {}): Compute {
  let worker: Worker | null = null;
  let closed = false;
  let lastCall = 0;
  const calls = new Map<number, Call>();

  function start(): Worker {
    const started = new Worker(workerUrl);
    // A worker that waits does not keep the process alive; a call under way does.
    started.unref();
    started.on('message', (answer: WorkerAnswer) => {
      const call = calls.get(answer.call);
      calls.delete(answer.call);
      if (calls.size === 0) started.unref();
      if ('result' in answer) call?.resolve(answer.result);
      else call?.reject(new Error(answer.error));
    });
    started.on('error', (error) => fail(started, error instanceof Error ? error.message : String(error)));
    started.on('messageerror', (error) => fail(started, error.message));
    started.on('exit', (code) => fail(started, `it ended with code ${code}`));
    return started;
  }

  function fail(lost: Worker, why: string): void {
    if (worker !== lost) return;
    worker = null;
    void lost.terminate();
    for (const { reject } of calls.values()) reject(new Error(`the compute worker stopped: ${why}`));
    calls.clear();
  }

  return {
    run({ module, name, input }) {
      if (closed) return Promise.reject(new Error('the compute worker is closed'));
      return new Promise((resolve, reject) => {
        worker ??= start();
        const call = ++lastCall;
        const request: WorkerRequest = { call, module: module.href, name, input };
        worker.postMessage(request);
        calls.set(call, { resolve, reject });
        worker.ref();
      });
    },
    async close() {
      closed = true;
      const ending = worker;
      if (ending === null) return;
      fail(ending, 'it was closed');
      await ending.terminate();
    },
  };
}

/** Runs computations on the event loop: for programs that do nothing else meanwhile, and for tests. */
export function createInlineCompute(): Compute {
  return {
    run: ({ module, name, input }) => callExport({ module: module.href, name, input }),
    close: async () => {},
  };
}
