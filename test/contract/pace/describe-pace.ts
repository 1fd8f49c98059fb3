import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.js';
import type { Limit, Pace, Traffic } from '../../../src/ports/pace.js';

export interface PaceUnderTest {
  /** Two processes that send for one community; the same one twice where there is only one. */
  readonly processes: readonly [Pace, Pace];
  /** The clock goes on by so much; less than nothing: it is set back. Done to what is stored, where the clock is a server's. */
  leap(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Windows are so long that the milliseconds which a test takes count for nothing. */
const WINDOW = HOUR;
const SLACK_MS = 20 * SECOND;

/** What every pace must do. */
export function describePace(name: string, open: () => Promise<PaceUnderTest>): void {
  describe(`the pace in ${name}`, () => {
    let under: PaceUnderTest;
    let first: Pace;
    let second: Pace;
    beforeEach(async () => {
      under = await open();
      [first, second] = under.processes;
    });
    afterEach(() => under.close());

    const limit = (of: string, calls: number, answers?: number): Limit => ({
      name: of,
      shared: { calls, windowMs: WINDOW },
      ...(answers !== undefined && { answers: { calls: answers, windowMs: WINDOW } }),
    });
    const ask = (limits: readonly Limit[], patienceMs = 0, traffic: Traffic = 'fan-out', pace = first) =>
      pace.reserve(limits, { traffic, patienceMs });
    /** In windows from now. */
    const inWindows = ({ type, inMs }: { type: string; inMs: number }) => {
      const windows = Math.round((inMs / WINDOW) * 2) / 2;
      expect(Math.abs(inMs - windows * WINDOW)).toBeLessThan(SLACK_MS);
      return [type, windows];
    };

    test('gives as many slots in a window as there are, and those after it in their turn', async () => {
      const general = limit('general', 2);
      const given = [];
      for (let n = 0; n < 6; n += 1) given.push(inWindows(await ask([general], 10 * WINDOW)));
      expect(given).toEqual([0, 0, 1, 1, 2, 2].map((windows) => ['go', windows]));
    });

    test('is shared by all processes', async () => {
      const general = limit('general', 2);
      const all = await Promise.all([first, second, first, second].map((pace) => ask([general], 10 * WINDOW, 'fan-out', pace)));
      expect(all.map(inWindows).sort()).toEqual([0, 0, 1, 1].map((windows) => ['go', windows]));
    });

    test('reserves in all limits or in none, and one slow place slows no other', async () => {
      const [platform, slow, quick] = [limit('platform', 100), limit('slow', 1), limit('quick', 1)];
      await ask([platform, slow]);
      expect((await ask([platform, slow])).type).toBe('later');
      expect(inWindows(await ask([platform, quick]))).toEqual(['go', 0]);
      // A slot that lies ahead for the one takes none of now from the others.
      const narrow = { name: 'narrow', shared: { calls: 1, windowMs: WINDOW / 2 } };
      expect(inWindows(await ask([narrow, slow], 10 * WINDOW))).toEqual(['go', 1]);
      expect(inWindows(await ask([narrow], 10 * WINDOW))).toEqual(['go', 0]);
    });

    test('tells those who must come back different moments, as far apart as the slots are', async () => {
      const general = limit('general', 1);
      await ask([general]);
      const back = [];
      for (let n = 0; n < 5; n += 1) back.push(inWindows(await ask([general])));
      expect(back).toEqual([1, 2, 3, 4, 5].map((windows) => ['later', windows]));
      await under.leap(WINDOW);
      expect(inWindows(await ask([general]))).toEqual(['go', 0]);
    });

    test('keeps room for answers that a fan-out never takes', async () => {
      const general = limit('general', 3, 2);
      for (let n = 0; n < 3; n += 1) await ask([general]);
      expect((await ask([general])).type).toBe('later');
      const answers = [];
      for (let n = 0; n < 3; n += 1) answers.push(inWindows(await ask([general], 10 * WINDOW, 'answer')));
      expect(answers).toEqual([0, 0, 1].map((windows) => ['go', windows]));
    });

    test('an answer goes at once however much waits', async () => {
      const general = limit('general', 1, 1);
      for (let n = 0; n < 300; n += 1) await ask([general], n % 2 === 0 ? 0 : 20 * WINDOW);
      expect(inWindows(await ask([general], 0, 'answer'))).toEqual(['go', 0]);
    });

    test('gives nothing while the platform wants to rest, by name, and forgets no longer rest for a shorter one', async () => {
      const [general, other] = [limit('general', 2, 2), limit('other', 2)];
      await first.penalise('general', WINDOW);
      await first.penalise('general', MINUTE);
      expect(inWindows(await ask([general], 2 * WINDOW, 'answer', second))).toEqual(['go', 1]);
      expect((await ask([general], 0, 'fan-out', second)).type).toBe('later');
      expect(inWindows(await ask([other]))).toEqual(['go', 0]);
      await under.leap(WINDOW);
      expect(inWindows(await ask([general]))).toEqual(['go', 0]);
    });

    test.each([-HOUR, -24 * HOUR])('a clock set back by %i ms neither stops it nor gives a slot twice', async (ms) => {
      const general = limit('general', 2);
      await ask([general]);
      await ask([general]);
      await first.penalise('resting', WINDOW / 2);
      await under.leap(ms);
      const given = [];
      for (let n = 0; n < 3; n += 1) given.push(inWindows(await ask([general], 10 * WINDOW)));
      expect(given).toEqual([1, 1, 2].map((windows) => ['go', windows]));
      expect(inWindows(await ask([limit('resting', 1)], 10 * WINDOW))).toEqual(['go', 0.5]);
    });

    test('a clock that leaps ahead gives at most one window too soon', async () => {
      const general = limit('general', 2);
      for (let n = 0; n < 4; n += 1) await ask([general], 10 * WINDOW);
      await under.leap(24 * HOUR);
      const given = [];
      for (let n = 0; n < 3; n += 1) given.push(inWindows(await ask([general], 10 * WINDOW)));
      expect(given).toEqual([0, 0, 1].map((windows) => ['go', windows]));
    });
  });
}
