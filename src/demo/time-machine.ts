import { InputError } from '../core/errors.js';
import { after, between, DAY, DISTANT_FUTURE, earliest, type Instant, latest, type MovableClock, type Zone } from '../core/time.js';
import { phrase } from '../language/index.js';
import type { AgendaRunner } from '../ports/runner.js';
import { type Duration, plus } from './duration.js';

/** Others who act while time passes: the demo's residents, or the people whom a rehearsal imagines. */
export interface Company {
  /** Looks at what the bot did since the last look and makes up their minds: who will do what, and when. */
  look(): Promise<void>;
  /** When the next of them acts. */
  nextAt(): Instant | undefined;
  /** Lets those act whose hour has come; returns how many did. */
  act(now: Instant): Promise<number>;
}

export type Travel =
  | { readonly by: Duration }
  | { readonly to: Instant }
  /** To the next thing due that people would notice, and what it leads to. */
  | { readonly untilNext: true }
  /** Moment by moment, until this is so after one of them. */
  | { readonly until: () => Promise<boolean> };

export interface TravelResult {
  readonly now: Instant;
  /** How many rows of the agenda ran. */
  readonly ran: number;
}

export interface Progress {
  readonly from: Instant;
  /** Undefined where nobody knows when it ends. */
  readonly to: Instant | undefined;
  readonly now: Instant;
}

export interface TimeMachine {
  /**
   * Moves the clock and runs all that falls due on the way, in order; resolves when that is done. Calls wait for one
   * another. Throws an `InputError` for a moment that has passed, one that is too far, and when nothing is planned.
   */
  travel(travel: Travel): Promise<TravelResult>;
  /** The journey under way. */
  progress(): Progress | undefined;
}

export interface TimeMachineDependencies {
  readonly clock: MovableClock;
  readonly runner: Pick<AgendaRunner, 'runDue' | 'nextDue' | 'pauseWhile'>;
  /** The community's zone, in which days and months pass. */
  readonly zone: () => Promise<Zone>;
  readonly company?: Company;
  /** The next thing due that people would notice; whatever is due unless told. */
  readonly nextNotable?: () => Promise<Instant | undefined>;
  /** Whether people noticed anything of what was due within [from, to]; anything is noticed unless told. */
  readonly wasNoticed?: (from: Instant, to: Instant) => Promise<boolean>;
  /** After each stop on the way, and on arrival. */
  readonly onStop?: (now: Instant, arrived: boolean) => Promise<void>;
}

export const FURTHEST_YEARS = 5;
const FURTHEST = FURTHEST_YEARS * 366 * DAY;
/** How far the clock goes for something that never happens, in milliseconds. */
const LONGEST_WAIT = 92 * DAY;
/** A journey to the next thing that people notice ends after this many things that nobody notices. */
const UNNOTICED_MAX = 60;
/** How often the clock may stop at one moment although something is due and does not run. */
const PATIENCE = 3;

export function createTimeMachine(dependencies: TimeMachineDependencies): TimeMachine {
  const { clock, runner, company } = dependencies;
  let underWay: Progress | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const targetOf = async (travel: Travel, now: Instant): Promise<Instant> => {
    if ('to' in travel) return travel.to;
    if ('by' in travel) return plus(now, travel.by, await dependencies.zone());
    const next = await (dependencies.nextNotable ?? runner.nextDue)();
    if (next === undefined) throw new InputError('nothing is planned', phrase('agenda.time.nothing-planned'));
    return 'until' in travel ? after(now, LONGEST_WAIT) : latest(next, now);
  };

  const journey = async (travel: Travel): Promise<TravelResult> => {
    const from = clock.now();
    const target = await targetOf(travel, from);
    if (target < from) throw new InputError('time never runs backwards', phrase('agenda.time.backwards'));
    if (!(between(from, target) <= FURTHEST))
      throw new InputError('too far ahead', phrase('agenda.time.too-far', { years: FURTHEST_YEARS }));
    const until = 'until' in travel ? travel.until : undefined;
    underWay = { from, to: until ? undefined : target, now: from };
    try {
      const ran = await runner.pauseWhile(async () => {
        let all = await runTo(target, until);
        if ('untilNext' in travel) all += await runUntilNoticed(target);
        return all;
      });
      return { ran, now: clock.now() };
    } finally {
      underWay = undefined;
    }
  };

  const stop = async (arrived: boolean): Promise<void> => {
    if (underWay) underWay = { ...underWay, now: clock.now() };
    await dependencies.onStop?.(clock.now(), arrived);
  };

  /** Everything that happens up to `target`, or up to the moment after which `until` is so. */
  const runTo = async (target: Instant, until?: () => Promise<boolean>): Promise<number> => {
    let ran = await runner.runDue();
    await company?.look();
    let idle = 0;
    for (;;) {
      if (await until?.()) return arrive(ran);
      const due = (await runner.nextDue()) ?? DISTANT_FUTURE;
      const next = earliest(due, company?.nextAt() ?? DISTANT_FUTURE);
      if (next > target) break;
      clock.moveTo(next);
      // Mostly others act at this moment, and nothing is due.
      const rows = due <= clock.now() ? await runner.runDue() : 0;
      if (rows > 0) await company?.look();
      const acted = (await company?.act(clock.now())) ?? 0;
      ran += rows;
      idle = rows + acted > 0 ? 0 : idle + 1;
      // Something is due and nobody takes it: another process holds it, or the store refuses.
      if (idle >= PATIENCE) break;
      await stop(false);
    }
    // After a wait in vain the clock stays where something happened last.
    if (until) return arrive(ran);
    clock.moveTo(target);
    ran += await runner.runDue();
    await company?.look();
    return arrive(ran);
  };

  const arrive = async (ran: number): Promise<number> => {
    await stop(true);
    return ran;
  };

  /** Goes on while what fell due came to nothing that people notice. */
  const runUntilNoticed = async (reached: Instant): Promise<number> => {
    let [ran, from] = [0, reached];
    for (let tries = 0; tries < UNNOTICED_MAX; tries++) {
      const now = clock.now();
      if ((await dependencies.wasNoticed?.(from, now)) ?? true) return ran;
      const next = await (dependencies.nextNotable ?? runner.nextDue)();
      if (next === undefined) return ran;
      from = now;
      ran += await runTo(latest(next, now));
    }
    return ran;
  };

  return {
    travel(travel) {
      const result = turn.then(() => journey(travel));
      turn = result.catch(() => undefined);
      return result;
    },
    progress: () => underWay,
  };
}
