import { addDays, instantOf, localDateOf } from '../../calendar/wall-clock.js';
import { InputError } from '../../core/errors.js';
import type { Settings } from '../../core/settings.js';
import type { LocalDate } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { RoundState } from '../../ports/coffee.js';
import type { CoffeeDependencies } from './coffee.js';
import { type CountedRound, type Report, report } from './rules/report.js';

export interface PeriodReport extends Report {
  /** Both days included, on the community's calendar. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly settings: Settings;
}

/** Rounds that have brought people together. */
const HELD: readonly RoundState[] = ['matched', 'introduced', 'checking-in', 'closed'];
const USUAL_PERIOD_DAYS = 365;

export function createReports({ store, clock }: Pick<CoffeeDependencies, 'store' | 'clock'>) {
  /** The figures of the rounds matched from `from` to `to`; a year up to today unless told. Throws an `InputError` for a period that ends before it begins. */
  async function ofPeriod(from: LocalDate | undefined, to: LocalDate | undefined): Promise<PeriodReport> {
    const settings = await store.autocommit.community.settings();
    const end = to ?? localDateOf(clock.now(), settings.timezone);
    const start = from ?? addDays(end, 1 - USUAL_PERIOD_DAYS);
    if (start > end) throw new InputError('period ends before it begins', phrase('coffee-organisers.error.period'));
    const rounds = await store.autocommit.coffee.roundsBetween(
      instantOf(start, '00:00', settings.timezone),
      instantOf(addDays(end, 1), '00:00', settings.timezone),
    );
    const counted: CountedRound[] = [];
    for (const round of rounds.filter(({ state }) => HELD.includes(state))) {
      counted.push({
        round,
        counts: await store.autocommit.coffee.participationCounts(round.id),
        matches: await store.autocommit.coffee.matches(round.id),
      });
    }
    return { ...report(counted, await store.autocommit.organisations.list()), from: start, to: end, settings };
  }

  return { ofPeriod };
}
