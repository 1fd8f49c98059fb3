import { beforeEach, describe, expect, it } from 'vitest';
import { type CatchingUp, createCatchingUp } from '../../../src/kit/catching-up.js';
import { createManualTimer } from '../../support/timer.js';
import { eventLoopTurns } from '../../support/turns.js';

const EVERY = 60;
const RETRY = 10;
const LONGEST = 30;

describe('catching up', () => {
  let now: number;
  let noted: number;
  let reads: number[];
  let saved: number[];
  let failures: unknown[];
  /** What comes of reading, in order; then it works. */
  let outcomes: (boolean | Error)[];
  let isAway: boolean;
  let timer: ReturnType<typeof createManualTimer>;
  let one: CatchingUp;

  const create = (silenceMs?: number): CatchingUp =>
    createCatchingUp({
      load: async () => {
        if (isAway) throw new Error('away');
        return noted;
      },
      save: async (at) => {
        if (isAway) throw new Error('away');
        saved.push(at);
      },
      read: async (since) => {
        reads.push(since);
        const outcome = outcomes.shift() ?? true;
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
      now: () => now,
      timer,
      saveEveryMs: EVERY,
      retryMs: RETRY,
      longestRetryMs: LONGEST,
      ...(silenceMs !== undefined && { silenceMs }),
      failed: (error) => failures.push(error),
    });

  beforeEach(() => {
    [now, noted, reads, saved, failures, outcomes, isAway] = [1_000, 400, [], [], [], [], false];
    timer = createManualTimer();
    one = create();
  });

  it('reads since the last note of another process, and then since what it heard itself', async () => {
    await one.connected();
    expect([reads, saved]).toEqual([[400], [1_000]]);
    one.heard(1_010);
    expect(saved).toEqual([1_000]);
    one.heard(1_060);
    expect(saved).toEqual([1_000, 1_060]);
    one.heard(1_070);
    one.lost();
    now = 9_000;
    // The first event after the gap comes before its beginning is read.
    one.heard(9_000);
    await one.connected();
    expect([reads, saved]).toEqual([
      [400, 1_070],
      [1_000, 1_060, 9_000],
    ]);
  });

  it('tries again with pauses that grow, and notes nothing before all is read', async () => {
    outcomes = [false, new Error('broken'), false, false];
    await one.connected();
    one.heard(5_000);
    for (const pause of [RETRY, 2 * RETRY, LONGEST, LONGEST]) {
      expect(timer.waits()).toEqual([pause]);
      expect(saved).toEqual([]);
      timer.ring();
      await eventLoopTurns();
    }
    expect([reads, saved, failures.length]).toEqual([[400, 400, 400, 400, 400], [1_000], 1]);
    expect(timer.waits()).toEqual([]);
    outcomes = [false];
    await one.connected();
    expect([timer.waits(), reads.at(-1)]).toEqual([[RETRY], 5_000]);
  });

  it('reads the longer of two gaps where the first is not read yet', async () => {
    outcomes = [false];
    await one.connected();
    one.heard(2_000);
    one.lost();
    await one.connected();
    expect([reads, saved]).toEqual([[400, 400], [1_000]]);
    timer.ring();
    await eventLoopTurns();
    expect(reads).toHaveLength(2);
  });

  it('waits for a store that is away, and outlives one that goes away', async () => {
    isAway = true;
    await one.connected();
    expect([reads, timer.waits(), failures.length]).toEqual([[], [RETRY], 1]);
    isAway = false;
    timer.ring();
    await eventLoopTurns();
    expect([reads, saved]).toEqual([[400], [1_000]]);
    isAway = true;
    one.heard(2_000);
    await eventLoopTurns();
    expect(failures).toHaveLength(2);
  });

  it('takes a long silence for a gap where no connection is seen', async () => {
    one = create(500);
    await one.connected();
    one.heard(1_100);
    one.heard(1_500);
    one.heard(2_100);
    await eventLoopTurns();
    expect(reads).toEqual([400, 1_500]);
  });

  it('begins and notes nothing once it is stopped', async () => {
    outcomes = [false];
    await one.connected();
    one.stop();
    timer.ring();
    one.heard(9_000);
    await one.connected();
    expect([reads, saved, timer.waits()]).toEqual([[400], [], []]);
  });
});
