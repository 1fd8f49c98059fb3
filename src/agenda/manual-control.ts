import { AsyncResource } from 'node:async_hooks';
import type { AgendaRow } from '../ports/agenda.js';
import type { AgendaRunner } from '../ports/runner.js';

export interface ManualControlDeps {
  /** Claims the first row that is due. */
  readonly claimFirst: () => Promise<AgendaRow | undefined>;
  readonly execute: (row: AgendaRow) => Promise<void>;
  /** Resolves once nothing runs in this process. */
  readonly settled: () => Promise<void>;
  /** The runner may go on by itself. */
  readonly resume: () => void;
}

/** The part of a runner that is led by whoever moves the clock: row by row, in order, while all else stands still. */
export function createManualControl({ claimFirst, execute, settled, resume }: ManualControlDeps): Pick<
  AgendaRunner,
  'runDue' | 'pauseWhile'
> & {
  readonly isPaused: () => boolean;
} {
  let holders = 0;
  let turn: Promise<unknown> = Promise.resolve();
  // Called from within somebody's transaction, what we do then is still no part of it.
  const own = new AsyncResource('agenda');

  const pauseWhile = async <T>(work: () => Promise<T>): Promise<T> => {
    holders += 1;
    try {
      return await work();
    } finally {
      holders -= 1;
      resume();
    }
  };

  const runAllDue = async (): Promise<number> => {
    await settled();
    for (let count = 0; ; count += 1) {
      const row = await claimFirst();
      if (row === undefined) return count;
      await execute(row);
    }
  };

  return {
    isPaused: () => holders > 0,
    pauseWhile,
    runDue() {
      const result = turn.then(() => own.runInAsyncScope(pauseWhile, undefined, runAllDue) as Promise<number>);
      turn = result.catch(() => undefined);
      return result;
    },
  };
}
