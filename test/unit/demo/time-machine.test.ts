import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/core/errors.js';
import { after, between, createMovableClock, DAY, DISTANT_FUTURE, HOUR, type Instant, MINUTE, toInstant } from '../../../src/core/time.js';
import { type Company, createTimeMachine } from '../../../src/demo/time-machine.js';

const START = toInstant(Date.parse('2026-11-22T09:00:00+03:00'));

/** A runner over a plain list of due moments; a row may plan others when it runs. */
function fakeRunner(clock: { now(): Instant }, due: { at: Instant; name: string; leadsTo?: readonly { at: Instant; name: string }[] }[]) {
  const log: { readonly name: string; readonly now: Instant }[] = [];
  return {
    log,
    due,
    nextDue: async () => due.map(({ at }) => at).sort((a, b) => between(b, a))[0],
    pauseWhile: <T>(work: () => Promise<T>) => work(),
    async runDue() {
      let count = 0;
      for (;;) {
        const row = due.filter(({ at }) => at <= clock.now()).sort((a, b) => between(b.at, a.at))[0];
        if (!row) return count;
        due.splice(due.indexOf(row), 1);
        log.push({ name: row.name, now: clock.now() });
        due.push(...(row.leadsTo ?? []));
        count += 1;
        await Promise.resolve();
      }
    },
  };
}

function make(due: Parameters<typeof fakeRunner>[1], company?: (clock: { now(): Instant }) => Company) {
  // Real time stands still here.
  const clock = createMovableClock(START, { now: () => toInstant(0) });
  const runner = fakeRunner(clock, due);
  const stops: Instant[] = [];
  const timeMachine = createTimeMachine({
    clock,
    runner,
    zone: async () => 'Asia/Baghdad',
    ...(company && { company: company(clock) }),
    onStop: async (now) => void stops.push(now),
  });
  return { clock, runner, timeMachine, stops };
}

describe('the time machine', () => {
  it('stops after the first moment that brings what somebody waits for', async () => {
    const { clock, runner, timeMachine } = make([
      { at: after(START, HOUR), name: 'look' },
      { at: after(START, DAY), name: 'message' },
      { at: after(START, 2 * DAY), name: 'message' },
    ]);
    const until = async () => runner.log.some(({ name }) => name === 'message');
    expect(await timeMachine.travel({ until })).toEqual({ now: after(START, DAY), ran: 2 });
    // Somebody who waits in vain stays where something happened last.
    expect(await timeMachine.travel({ until: async () => false })).toEqual({ now: after(START, 2 * DAY), ran: 1 });
    await expect(timeMachine.travel({ until: async () => false })).rejects.toThrow(InputError);
    expect(clock.now()).toBe(after(START, 2 * DAY));
  });

  it('does not say when a journey ends that nobody knows the end of', async () => {
    const { timeMachine } = make([{ at: after(START, HOUR), name: 'look' }]);
    const told: unknown[] = [];
    await timeMachine.travel({
      until: async () => {
        told.push(timeMachine.progress());
        return true;
      },
    });
    expect(told).toEqual([{ from: START, to: undefined, now: START }]);
  });

  it('goes on to the next thing that people notice, and no further', async () => {
    const clock = createMovableClock(START, { now: () => toInstant(0) });
    const runner = fakeRunner(clock, [
      { at: after(START, HOUR), name: 'look' },
      { at: after(START, DAY), name: 'look' },
      { at: after(START, 2 * DAY), name: 'message' },
      { at: after(START, 3 * DAY), name: 'look' },
    ]);
    const wasNoticed = async (from: Instant, to: Instant) =>
      runner.log.some(({ name, now }) => name === 'message' && now >= from && now <= to);
    const timeMachine = createTimeMachine({ clock, runner, zone: async () => 'Asia/Baghdad', wasNoticed });
    expect(await timeMachine.travel({ untilNext: true })).toEqual({ now: after(START, 2 * DAY), ran: 3 });
    // Nothing follows that anybody would notice.
    expect(await timeMachine.travel({ untilNext: true })).toEqual({ now: after(START, 3 * DAY), ran: 1 });
  });

  it('stops at each moment on the way, in order, with the clock at that moment, also for what comes up on the way', async () => {
    const { runner, timeMachine, clock } = make([
      { at: after(START, 5 * HOUR), name: 'late' },
      { at: after(START, HOUR), name: 'early', leadsTo: [{ at: after(START, 2 * HOUR), name: 'led to' }] },
      { at: after(START, 3 * DAY), name: 'beyond' },
    ]);
    const result = await timeMachine.travel({ to: after(START, DAY) });
    expect(runner.log).toEqual([
      { name: 'early', now: after(START, HOUR) },
      { name: 'led to', now: after(START, 2 * HOUR) },
      { name: 'late', now: after(START, 5 * HOUR) },
    ]);
    expect(result).toEqual({ now: after(START, DAY), ran: 3 });
    expect(clock.now()).toBe(after(START, DAY));
    expect(runner.due.map(({ name }) => name)).toEqual(['beyond']);
  });

  it('runs what is due at the very moment of arrival, and what was due before it set off', async () => {
    const { runner, timeMachine } = make([
      { at: after(START, -DAY), name: 'overdue' },
      { at: after(START, DAY), name: 'on arrival' },
    ]);
    await timeMachine.travel({ to: after(START, DAY) });
    expect(runner.log).toEqual([
      { name: 'overdue', now: START },
      { name: 'on arrival', now: after(START, DAY) },
    ]);
  });

  it('runs each thing once however the way is cut up', async () => {
    const rows = () => Array.from({ length: 30 }, (_, index) => ({ at: after(START, index * 7 * HOUR), name: `row ${index}` }));
    const whole = make(rows());
    await whole.timeMachine.travel({ to: after(START, 10 * DAY) });
    const cut = make(rows());
    for (let day = 1; day <= 10; day += 1) await cut.timeMachine.travel({ to: after(START, day * DAY) });
    expect(cut.runner.log).toEqual(whole.runner.log);
    expect(cut.runner.log).toHaveLength(30);
  });

  it('never goes back, nor further than five years, and says so', async () => {
    const { timeMachine, clock } = make([]);
    await expect(timeMachine.travel({ to: after(START, -1) })).rejects.toBeInstanceOf(InputError);
    await expect(timeMachine.travel({ to: after(START, 6 * 366 * DAY) })).rejects.toBeInstanceOf(InputError);
    await expect(timeMachine.travel({ to: DISTANT_FUTURE })).rejects.toBeInstanceOf(InputError);
    await expect(timeMachine.travel({ untilNext: true })).rejects.toBeInstanceOf(InputError);
    expect(clock.now()).toBe(START);
    await expect(timeMachine.travel({ to: START })).resolves.toEqual({ now: START, ran: 0 });
  });

  it('runs until something happens, and no further', async () => {
    const { timeMachine, runner } = make([
      { at: after(START, 40 * DAY), name: 'first' },
      { at: after(START, 41 * DAY), name: 'second' },
    ]);
    expect(await timeMachine.travel({ untilNext: true })).toEqual({ now: after(START, 40 * DAY), ran: 1 });
    expect(runner.log.map(({ name }) => name)).toEqual(['first']);
  });

  it('lets calls wait for one another, and a refused one does not stop the next', async () => {
    const { timeMachine, clock, runner } = make([
      { at: after(START, HOUR), name: 'one' },
      { at: after(START, 30 * HOUR), name: 'two' },
    ]);
    const day = { years: 0, months: 0, days: 1, milliseconds: 0 };
    const results = await Promise.allSettled([
      timeMachine.travel({ by: day }),
      timeMachine.travel({ to: after(START, -DAY) }),
      timeMachine.travel({ by: day }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(clock.now()).toBe(after(START, 2 * DAY));
    expect(runner.log).toEqual([
      { name: 'one', now: after(START, HOUR) },
      { name: 'two', now: after(START, 30 * HOUR) },
    ]);
  });

  it('lets others act at their hours, who see what ran before', async () => {
    const acted: Instant[] = [];
    const { timeMachine, runner } = make([{ at: after(START, HOUR), name: 'invitation' }], (clock) => {
      let next: Instant | undefined;
      let asked = 0;
      return {
        look: async () => {
          asked += 1;
          if (asked === 2) next = after(clock.now(), 90 * MINUTE);
        },
        nextAt: () => next,
        act: async (now) => {
          if (next === undefined || next > now) return 0;
          acted.push(now);
          next = undefined;
          runner.due.push({ at: after(now, HOUR), name: 'answer to the answer' });
          return 1;
        },
      };
    });
    await timeMachine.travel({ to: after(START, DAY) });
    expect(acted).toEqual([after(START, HOUR + 90 * MINUTE)]);
    expect(runner.log.map(({ name }) => name)).toEqual(['invitation', 'answer to the answer']);
  });

  it('gives up on something due that nobody runs, and arrives', async () => {
    const { timeMachine, runner, clock } = make([]);
    runner.due.push({ at: after(START, HOUR), name: 'stuck' });
    runner.runDue = async () => 0;
    await expect(timeMachine.travel({ to: after(START, DAY) })).resolves.toEqual({ now: after(START, DAY), ran: 0 });
    expect(clock.now()).toBe(after(START, DAY));
  });

  it('tells where it is on the way', async () => {
    const { timeMachine, stops } = make([{ at: after(START, HOUR), name: 'one' }]);
    const way = timeMachine.travel({ to: after(START, DAY) });
    await Promise.resolve();
    await Promise.resolve();
    expect(timeMachine.progress()).toMatchObject({ from: START, to: after(START, DAY) });
    await way;
    expect(timeMachine.progress()).toBeUndefined();
    expect(stops).toEqual([after(START, HOUR), after(START, DAY)]);
  });
});
