import type { Timer } from './timer.js';

/** Reads what was missed, with retries, and remembers the moment until which nothing was missed. */
export interface CatchingUp {
  /** An event of this moment was received. */
  heard(at: number): void;
  /** The connection was lost, so that events may be missed from now on. */
  lost(): void;
  /** The connection stands, for the first time or again. Resolves after the first attempt to read what was missed. Never throws. */
  connected(): Promise<void>;
  /** Begins no further attempt. */
  stop(): void;
}

export interface CatchingUpOptions {
  /** Loads the moment, in milliseconds, until which nothing was missed, as the last process saved it. */
  readonly load: () => Promise<number>;
  readonly save: (at: number) => Promise<void>;
  /** Reads what was missed since a moment. False if some of it can't be read now. */
  readonly read: (since: number, signal: AbortSignal) => Promise<boolean>;
  readonly now: () => number;
  readonly timer: Timer;
  /** The shortest interval, in milliseconds, between two calls of `save`. */
  readonly saveEveryMs: number;
  /** The pause before another attempt, which doubles up to the longest, in milliseconds. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  /** A silence of this many milliseconds counts as a lost connection, for platforms where losses are not visible. */
  readonly silenceMs?: number;
  readonly failed: (error: unknown) => void;
}

/** Nothing is noted while something is still to be read, so that a process that ends leaves it to the next one. */
export function createCatchingUp(options: CatchingUpOptions): CatchingUp {
  const { load, save, read, now, timer, saveEveryMs, retryMs, longestRetryMs, silenceMs, failed } = options;
  const ending = new AbortController();
  let heardAt: number | undefined;
  /** When the last was heard before a gap that is not read yet. */
  let gap: { readonly from: number | undefined } | undefined;
  let savedAt: number | undefined;
  /** What is to be read: nothing is known before the first connection, and no moment before the note was read. */
  let owed: { readonly since: number | undefined } | 'nothing' | undefined;
  let turn: Promise<void> = Promise.resolve();
  let retry: unknown;
  let pauseMs = retryMs;

  const note = async (at: number): Promise<void> => {
    savedAt = at;
    await save(at).catch(failed);
  };

  const readFrom = async (since: number | undefined): Promise<boolean> => {
    const from = since ?? (await load());
    owed = { since: from };
    return read(from, ending.signal);
  };

  const attempt = async (): Promise<void> => {
    if (ending.signal.aborted || owed === undefined || owed === 'nothing') return;
    timer.clear(retry);
    const began = now();
    const isDone = await readFrom(owed.since).catch((error: unknown) => {
      failed(error);
      return false;
    });
    if (ending.signal.aborted) return;
    if (isDone) {
      pauseMs = retryMs;
      owed = 'nothing';
      await note(began);
      return;
    }
    retry = timer.set(() => void inTurn(attempt), pauseMs);
    pauseMs = Math.min(2 * pauseMs, longestRetryMs);
  };

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work);
    return turn;
  };

  /** What was owed before stays owed. */
  const begin = (before: number | undefined): Promise<void> =>
    inTurn(async () => {
      if (owed === undefined || owed === 'nothing') owed = { since: before };
      gap = undefined;
      await attempt();
    });

  return {
    heard(at) {
      const before = heardAt;
      heardAt = at;
      if (ending.signal.aborted || owed !== 'nothing' || gap) return;
      if (silenceMs !== undefined && before !== undefined && at - before > silenceMs) void begin(before);
      else if (savedAt === undefined || Math.abs(at - savedAt) >= saveEveryMs) void note(at);
    },
    lost() {
      gap ??= { from: heardAt };
    },
    connected() {
      return begin(gap ? gap.from : heardAt);
    },
    stop() {
      ending.abort();
      timer.clear(retry);
    },
  };
}
