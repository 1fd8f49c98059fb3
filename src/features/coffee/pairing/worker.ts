// The side of the worker thread: pairs the participants it receives and answers with the result or the error.

import { parentPort } from 'node:worker_threads';
import { pair } from './pair.js';
import type { PairingInput, PairingResult } from './types.js';

export interface WorkerRequest {
  call: number;
  input: PairingInput;
  timeLimitMs: number | undefined;
}

export type WorkerAnswer = { call: number } & ({ result: PairingResult } | { error: string });

parentPort?.on('message', ({ call, input, timeLimitMs }: WorkerRequest) => {
  let answer: WorkerAnswer;
  try {
    const options = timeLimitMs === undefined ? {} : { timeLimitMs, now: () => performance.now() };
    answer = { call, result: pair(input, options) };
  } catch (error) {
    answer = { call, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
