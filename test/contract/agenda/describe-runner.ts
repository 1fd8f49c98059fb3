import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { QUARANTINE_AFTER, QUARANTINE_TRIES_MAX } from '../../../src/agenda/backoff.js';
import { after, between, DAY, HOUR, type Instant, MINUTE, SECOND } from '../../../src/core/time.js';
import { type Context, type Contexts, defineJob, type Job, type JobOutcome, type JobRun } from '../../../src/feature-api/index.js';
import type { Timer } from '../../../src/kit/timer.js';
import type { Platform } from '../../../src/ports/chat.js';
import type { Logger } from '../../../src/ports/logger.js';
import type { AgendaRunner } from '../../../src/ports/runner.js';
import { createTestClock, type TestClock } from '../../support/clock.js';
import { createTestLogger } from '../../support/logger.js';
import type { TestStore } from '../../support/store.js';
import { createManualTimer, type ManualTimer, until } from '../../support/timer.js';
import { aMember } from '../store/samples.js';

export interface RunnerOptions {
  readonly store: Contexts;
  readonly clock: TestClock;
  readonly jobs: readonly Job[];
  readonly logger: Logger;
  readonly owner: string;
  readonly timer: Timer;
  readonly platforms: readonly Platform[];
}

/** In what runners may differ. */
export interface RunnerTraits {
  /** The only process on its database: it takes up at once what a dead one left. Others wait until its lease runs out. */
  readonly alone: boolean;
  /** How often it looks whether anything was missed, in milliseconds. */
  readonly looksEvery: number;
}

const done = (effects: (context: Context) => Promise<void> = async () => {}): JobOutcome => ({ type: 'done', effects });

/** What every runner must do. */
export function describeRunner(
  name: string,
  open: () => Promise<TestStore>,
  create: (options: RunnerOptions) => AgendaRunner,
  traits: RunnerTraits,
): void {
  describe(`the agenda's runner: ${name}`, () => {
    let store: TestStore;
    let clock: TestClock;
    let timer: ManualTimer;
    let logger: ReturnType<typeof createTestLogger>;
    let ran: { readonly kind: string; readonly run: JobRun }[];
    const runners: AgendaRunner[] = [];

    beforeEach(async () => {
      store = await open();
      clock = createTestClock();
      timer = createManualTimer();
      logger = createTestLogger();
      ran = [];
    });
    afterEach(async () => {
      for (const runner of runners.splice(0)) {
        const stopped = runner.stop(0);
        timer.ring();
        await stopped;
      }
      await store.close();
    });

    const job = (kind: string, run: (run: JobRun) => Promise<JobOutcome> = async () => done(), more: Partial<Job> = {}) =>
      defineJob<unknown>(
        { kind, class: 'normal', lateness: { policy: 'run' }, payload: z.unknown(), ...more },
        async (_context, _payload, at) => {
          ran.push({ kind, run: at });
          return run(at);
        },
      );
    const deliver = job('deliver', undefined, { class: 'delivery' });
    const runner = (...jobs: readonly Job[]) => {
      const made = create({
        store,
        clock,
        timer,
        logger,
        owner: 'test',
        platforms: ['discord', 'slack'],
        jobs: jobs.some(({ kind }) => kind === 'deliver') ? jobs : [...jobs, deliver],
      });
      runners.push(made);
      return made;
    };
    /** The runner looks for itself. */
    const look = async () => {
      timer.ring();
      await until(() => timer.waits().length > 0);
    };
    const plan = (key: string, kind: string, inMs = 0) =>
      store.autocommit.agenda.plan({ key, kind, payload: {}, dueAt: after(clock.now(), inMs) });
    const row = async (key: string) => {
      const found = await store.autocommit.agenda.find(key);
      if (found === undefined) throw new Error(`no row ${key}`);
      return found;
    };

    test('runs what is due in order of time, with what that makes due, and no more', async () => {
      await plan('c', 'c', -1);
      await plan('a', 'a', -3);
      await plan('future', 'a', 1);
      const a = job('a', async ({ now }) => done(({ agenda }) => agenda.plan({ key: 'b', kind: 'b', payload: {}, dueAt: after(now, -2) })));
      const agenda = runner(a, job('b'), job('c'));
      expect(await agenda.runDue()).toBe(3);
      expect(ran.map(({ kind }) => kind)).toEqual(['a', 'b', 'c']);
      expect(ran[0]?.run).toEqual({ key: 'a', dueAt: after(clock.now(), -3), now: clock.now(), attempt: 1 });
      expect(await row('a')).toMatchObject({ state: 'done', finishedAt: clock.now() });
      expect(await agenda.nextDue()).toBe(after(clock.now(), 1));
      expect(await agenda.runDue()).toBe(0);
    });

    test('writes effects and the end together or not at all, and tries again later and later, then gives up', async () => {
      await plan('a', 'a');
      const agenda = runner(
        job('a', async () =>
          done(async ({ community }) => {
            await community.saveFact('half', 'written');
            throw new TypeError('in the middle');
          }),
        ),
      );
      const start = clock.now();
      const waits: number[] = [];
      while ((await row('a')).state !== 'failed') {
        await agenda.runDue();
        const next = await agenda.nextDue();
        if (next === undefined) break;
        waits.push(between(clock.now(), next) / SECOND);
        clock.set(next);
      }
      expect(waits).toEqual([5, 20, 80, 320, 1280, 3600, 3600]);
      expect(ran.map(({ run }) => [run.attempt, run.dueAt])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => [attempt, start]));
      expect(await row('a')).toMatchObject({ state: 'failed', reason: 'error:TypeError' });
      expect(await store.autocommit.community.fact('half')).toBeUndefined();
    });

    test('drops what is too late, as its kind says', async () => {
      await plan('late', 'a');
      await plan('just', 'a', 1);
      clock.advance(HOUR + 1);
      await runner(job('a', undefined, { lateness: { policy: 'drop', afterMs: HOUR } })).runDue();
      expect(await row('late')).toMatchObject({ state: 'dropped', reason: 'too-late' });
      expect((await row('just')).state).toBe('done');
    });

    test('a row put off comes back without an attempt counted; one dropped or failed by its handler stays so', async () => {
      await plan('a', 'a');
      await plan('b', 'b');
      await plan('c', 'c');
      const agenda = runner(
        job('a', async ({ now }) => ({ type: 'later', at: after(now, HOUR), reason: 'quiet-hours' })),
        job('b', async () => ({ type: 'dropped', reason: 'over' })),
        job('c', async () => ({ type: 'failed', reason: 'refused' })),
      );
      expect(await agenda.runDue()).toBe(3);
      expect(await row('a')).toMatchObject({ state: 'planned', attempts: 0, dueAt: after(clock.now(), HOUR), reason: 'quiet-hours' });
      expect(await row('b')).toMatchObject({ state: 'dropped', reason: 'over' });
      expect(await row('c')).toMatchObject({ state: 'failed', reason: 'refused' });
    });

    test('a row of a kind that nobody knows, or with a payload that does not fit, fails at once', async () => {
      await plan('unknown', 'gone');
      await plan('bad', 'strict');
      const strict = defineJob<{ round: number }>(
        { kind: 'strict', class: 'normal', lateness: { policy: 'run' }, payload: z.object({ round: z.int() }) },
        async () => done(),
      );
      await runner(strict).runDue();
      expect(await row('unknown')).toMatchObject({ state: 'failed', reason: 'unknown-kind' });
      expect(await row('bad')).toMatchObject({ state: 'failed', reason: 'bad-payload' });
    });

    test('refuses two jobs of one kind, and none for deliveries, before anything runs', () => {
      expect(() => runner(job('a'), job('a'))).toThrow(/two jobs/);
      expect(() => create({ store, clock, timer, logger, owner: 'test', platforms: [], jobs: [] })).toThrow(/no job for the kind deliver/);
    });

    test('a job may plan its own row again', async () => {
      await plan('tick', 'tick');
      const agenda = runner(
        job('tick', async ({ key, now }) =>
          done((repositories) => repositories.agenda.plan({ key, kind: 'tick', payload: {}, dueAt: after(now, DAY), again: true })),
        ),
      );
      for (let day = 0; day < 3; day += 1) {
        await agenda.runDue();
        clock.advance(DAY);
      }
      expect(ran).toHaveLength(3);
      expect(await row('tick')).toMatchObject({ state: 'planned', dueAt: clock.now() });
    });

    test('takes up what a process left when it ended, but not for ever', async () => {
      await plan('a', 'a');
      const claim = () =>
        store.autocommit.agenda.claim({ now: clock.now(), owner: 'dead', leaseUntil: after(clock.now(), MINUTE), limit: 1 });
      await claim();
      const first = runner(job('a'));
      await first.start();
      if (!traits.alone) {
        await look();
        expect(ran, 'it may still live').toEqual([]);
        for (let sweep = 0; sweep < 3; sweep += 1) await look();
      }
      await until(() => ran.length === 1);
      await until(async () => (await row('a')).state === 'done');
      await first.stop(0);
      // Taken for the cause only if it had nothing beside it; of what else it was in hand with, nobody knows.
      for (const key of ['killer', 'unlucky']) await plan(key, 'a');
      for (let end = 0; end < QUARANTINE_AFTER + QUARANTINE_TRIES_MAX; end += 1) {
        const taken = await store.autocommit.agenda.claim({
          now: clock.now(),
          owner: 'dead',
          leaseUntil: after(clock.now(), MINUTE),
          limit: 2,
        });
        for (const { id, key, interruptions } of taken) {
          if (key === 'killer' && interruptions >= QUARANTINE_AFTER)
            await store.autocommit.agenda.begin(id, { owner: 'dead', quarantined: true });
        }
        await store.autocommit.agenda.releaseOwned('dead');
      }
      await runner(job('a')).start();
      await until(async () => (await row('killer')).state === 'failed');
      expect((await row('killer')).reason).toBe('interrupted');
      await until(async () => (await row('unlucky')).state === 'done');
    });

    test('looks again and again, and runs what is planned meanwhile at its time', async () => {
      const agenda = runner(job('a'));
      await agenda.start();
      expect(timer.waits()).toEqual([traits.looksEvery]);
      await plan('soon', 'a', 300);
      await look();
      expect(timer.waits()).toEqual([Math.min(traits.looksEvery, traits.alone ? 300 : Number.POSITIVE_INFINITY)]);
      expect(ran).toEqual([]);
      clock.advance(300);
      if (traits.alone) timer.ring();
      await until(() => ran.length === 1);
      await store.transaction(async (repositories) => {
        await repositories.agenda.plan({ key: 'now', kind: 'a', payload: {}, dueAt: clock.now() });
        agenda.wake();
      });
      await until(() => ran.length === 2);
    });

    test('runs a row at the time to which it was moved, sooner or later', async () => {
      const agenda = runner(job('a'));
      await agenda.start();
      await plan('sooner', 'a', 20 * SECOND);
      await plan('later', 'a', 50);
      await look();
      await plan('sooner', 'a', 0);
      await plan('later', 'a', HOUR);
      agenda.wake();
      await until(() => ran.length === 1);
      // Not yet brought to a queue: a call that comes before its time, as on this clock it would, has to be over before the next can come.
      clock.advance(HOUR - MINUTE);
      await look();
      await until(async () => (await row('sooner')).state === 'done');
      expect((await row('later')).state).toBe('planned');
      clock.advance(MINUTE);
      await look();
      await until(() => ran.length === 2);
      expect(ran.map(({ run }) => run.key)).toEqual(['sooner', 'later']);
    });

    test('a heavy job keeps neither messages nor other jobs waiting', async () => {
      let finish = () => {};
      const heavy = job('heavy', () => new Promise((resolve) => (finish = () => resolve(done()))), { class: 'heavy' });
      await plan('1', 'heavy');
      await plan('2', 'heavy');
      for (let index = 0; index < 30; index += 1) await plan(`m${index}`, 'deliver');
      await plan('n', 'a');
      const agenda = runner(heavy, job('a'), deliver);
      await agenda.start();
      await until(() => ran.length === 32);
      expect(ran.filter(({ kind }) => kind === 'heavy')).toHaveLength(1);
      finish();
      await until(() => ran.length === 33);
      finish();
    });

    test('what one platform keeps waiting stands in no other one’s way, nor in that of other work', async () => {
      const deliveries = async (platform: Platform, count: number, dueAt: Instant) => {
        const member = await store.autocommit.members.insert(aMember({ name: platform, status: 'active' }));
        await store.autocommit.accounts.link(member, { platform, space: 's', user: platform });
        for (let index = 0; index < count; index += 1)
          await store.autocommit.deliveries.plan({ key: `${platform}-${index}`, kind: 'k', args: {}, to: { to: 'member', member }, dueAt });
      };
      await deliveries('discord', 100, after(clock.now(), -MINUTE));
      await deliveries('slack', 50, clock.now());
      await plan('n', 'a');
      const ways: (() => void)[] = [];
      const slow = job(
        'deliver',
        ({ key }) =>
          key.startsWith('deliver:slack') ? Promise.resolve(done()) : new Promise((resolve) => ways.push(() => resolve(done()))),
        { class: 'delivery' },
      );
      await runner(slow, job('a')).start();
      const ended = () => ran.filter(({ kind, run }) => kind === 'a' || run.key.startsWith('deliver:slack')).length;
      await until(() => ended() === 51);
      expect(ran.length - ended()).toBeLessThan(100);
      await until(() => {
        for (const finish of ways.splice(0)) finish();
        return ran.length === 151;
      });
      await until(async () => (await store.autocommit.agenda.countByState()).running === undefined);
    });

    test('a leap of the clock does not start a running job a second time', async () => {
      let finish = () => {};
      await plan('1', 'deliver');
      const agenda = runner(
        job('deliver', () => new Promise((resolve) => (finish = () => resolve(done()))), { class: 'delivery' }),
        job('a'),
      );
      await agenda.start();
      await until(() => ran.length === 1);
      clock.advance(7 * DAY);
      await plan('2', 'a');
      agenda.wake();
      await until(async () => (await row('2')).state === 'done');
      await look();
      await look();
      finish();
      await until(async () => (await row('1')).state === 'done');
      expect(ran.map(({ kind }) => kind)).toEqual(['deliver', 'a']);
    });

    test.each([-DAY, -HOUR, HOUR, DAY])('a leap of the clock by %i ms runs nothing twice and nothing before its time', async (leap) => {
      let finish = () => {};
      const soon = after(clock.now(), 10 * MINUTE);
      await plan('held', 'deliver');
      await plan('near', 'a', 500);
      await plan('soon', 'a', 10 * MINUTE);
      await plan('later', 'a', 3 * DAY);
      const early: string[] = [];
      const a = job('a', async ({ key, now, dueAt }) => {
        if (now < dueAt) early.push(key);
        return done();
      });
      const agenda = runner(
        job('deliver', () => new Promise((resolve) => (finish = () => resolve(done()))), { class: 'delivery' }),
        a,
      );
      await agenda.start();
      await until(() => ran.length === 1);
      await look();
      clock.advance(leap);
      for (let sweep = 0; sweep < 5; sweep += 1) await look();
      const keys = () => ran.map(({ run }) => run.key).sort();
      if (leap > 0) await until(() => ran.length === 3);
      else expect(keys()).toEqual(['held']);
      finish();
      await until(async () => (await row('held')).state === 'done');
      clock.set(soon);
      await look();
      await until(() => ran.length === 3);
      clock.set(after(soon, 3 * DAY));
      await look();
      await until(() => ran.length === 4);
      await look();
      expect(keys()).toEqual(['held', 'later', 'near', 'soon']);
      expect(early).toEqual([]);
    });

    test.each([0, -DAY, DAY])('a row whose end could not be written comes back, also if the clock leaps by %i ms', async (leap) => {
      const begun = clock.now();
      await plan('1', 'a');
      const real = store;
      let full = false;
      store = { ...real, transaction: (work) => (full ? Promise.reject(new Error('the disk is full')) : real.transaction(work)) };
      const a = job('a', async () => {
        full = ran.length === 1;
        return done();
      });
      await runner(a).start();
      await until(() => logger.lines.some(({ message }) => message === 'the end of an agenda row could not be written'));
      full = false;
      clock.advance(leap);
      await until(async () => {
        clock.advance(MINUTE);
        await look();
        return (await row('1')).state !== 'running';
      });
      expect(between(begun, clock.now()) - leap).toBeLessThanOrEqual(10 * MINUTE);
      clock.set(after(begun, 10 * MINUTE));
      await look();
      await until(async () => (await row('1')).state === 'done');
      expect(ran).toHaveLength(2);
    });

    test('a row whose end could not be written comes back while another runs', async () => {
      const begun = clock.now();
      let finish = () => {};
      await plan('1', 'slow');
      await plan('2', 'a');
      const real = store;
      let full = false;
      store = { ...real, transaction: (work) => (full ? Promise.reject(new Error('the disk is full')) : real.transaction(work)) };
      const slow = job('slow', () => new Promise((resolve) => (finish = () => resolve(done()))), { class: 'heavy' });
      const a = job('a', async () => {
        full = ran.filter(({ run }) => run.key === '2').length === 1;
        return done();
      });
      await runner(slow, a).start();
      await until(() => logger.lines.some(({ message }) => message === 'the end of an agenda row could not be written'));
      full = false;
      await until(async () => {
        clock.advance(MINUTE);
        await look();
        return (await row('2')).state === 'done';
      });
      expect(between(begun, clock.now())).toBeLessThanOrEqual(20 * MINUTE);
      expect((await row('1')).state).toBe('running');
      finish();
      await until(async () => (await row('1')).state === 'done');
    });

    test('a job that takes long keeps its row', async () => {
      let finish = () => {};
      await plan('1', 'slow');
      const agenda = runner(job('slow', () => new Promise((resolve) => (finish = () => resolve(done()))), { class: 'heavy' }));
      await agenda.start();
      await until(() => ran.length === 1);
      for (let minute = 0; minute < 20; minute += 1) {
        clock.advance(MINUTE);
        await look();
      }
      expect(await store.autocommit.agenda.claim({ now: clock.now(), owner: 'other', leaseUntil: clock.now(), limit: 1 })).toEqual([]);
      finish();
      await until(async () => (await row('1')).state === 'done');
    });

    test('running all that is due waits for what runs already, and the loop goes on after it', async () => {
      let finish = () => {};
      await plan('1', 'slow');
      const agenda = runner(
        job('slow', () => new Promise((resolve) => (finish = () => resolve(done())))),
        job('a'),
      );
      await agenda.start();
      await until(() => ran.length === 1);
      await plan('2', 'a');
      const due = agenda.runDue();
      finish();
      expect(await due).toBe(1);
      expect((await row('1')).state).toBe('done');
      await plan('3', 'a');
      agenda.wake();
      await until(async () => (await row('3')).state === 'done');
    });

    test('a stop waits for what runs, then hands it back and lets none of its effects through', async () => {
      let finish = () => {};
      await plan('1', 'slow');
      await plan('2', 'slow');
      const slow = job(
        'slow',
        () => new Promise((resolve) => (finish = () => resolve(done(({ community }) => community.saveFact('late', 'effect'))))),
        { class: 'heavy' },
      );
      const agenda = runner(slow);
      await agenda.start();
      await until(() => ran.length === 1);
      const stopping = agenda.stop(10 * SECOND);
      await until(() => timer.waits().includes(10 * SECOND));
      timer.ring();
      await stopping;
      expect((await row('1')).state).toBe('planned');
      finish();
      await until(() => logger.lines.some(({ message }) => message.includes('lost its lease')));
      expect(await store.autocommit.community.fact('late')).toBeUndefined();
      expect(ran).toHaveLength(1);
    });

    test('a graceful stop ends as soon as the work is done', async () => {
      let finish = () => {};
      await plan('1', 'slow');
      const agenda = runner(job('slow', () => new Promise((resolve) => (finish = () => resolve(done())))));
      await agenda.start();
      await until(() => ran.length === 1);
      const stopping = agenda.stop(10 * SECOND);
      finish();
      await stopping;
      expect((await row('1')).state).toBe('done');
      expect(timer.waits()).toEqual([]);
    });
  });
}
