import type { AgendaRow } from '../ports/agenda.js';
import type { AgendaRunner } from '../ports/runner.js';

export interface ManualControlDeps {
  /** Claims the row that has been due longest. */
  readonly claimFirst: () => Promise<AgendaRow | undefined>;
  readonly execute: (row: AgendaRow) => Promise<void>;
  /** Resolves once no row runs in this process. */
  readonly settled: () => Promise<void>;
  /** Called when the runner may run rows by itself again. */
  readonly resume: () => void;
}

/**
 * The part of a runner that a movable clock uses: it pauses the runner and runs due rows one by one, in order.
 */
export function createManualControl({ claimFirst, execute, settled, resume }: ManualControlDeps): Pick<
  AgendaRunner,
  'runDue' | 'pauseWhile'
> & {
  readonly isPaused: () => boolean;
} {
  let pauses = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const pauseWhile = async <T>(work: () => Promise<T>): Promise<T> => {
    pauses += 1;
    try {
      return await work();
    } finally {
      pauses -= 1;
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
    isPaused: () => pauses > 0,
    pauseWhile,
    runDue() {
      const result = turn.then(() => pauseWhile(runAllDue));
      turn = result.catch(() => undefined);
      return result;
    },
  };
}
