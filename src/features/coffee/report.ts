import { addDays, instantOf, localDateOf, MIDNIGHT } from '../../calendar/wall-clock.js';
import { InputError } from '../../core/errors.js';
import { type LocalDate } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { listOrganisations, organisationsSince } from '../members/public.js';
import { type Report, report } from './rules/report.js';
import { isSkipped } from './rules/skipped.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { ParticipationCounts, RoundState, SettingsWithCoffee } from './types.js';

export interface PeriodReport extends Report {
  /** Both days included, on the community's calendar. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly settings: SettingsWithCoffee;
}

/** Rounds that have brought people together. */
const TOOK_PLACE: readonly RoundState[] = ['matched', 'introduced', 'checking-in', 'closed'];
const USUAL_PERIOD_DAYS = 365;

export const NO_COUNTS: ParticipationCounts = { invited: 0, in: 0, skipped: 0, paused: 0, matched: 0, leftOut: 0, responded: 0 };

/**
 * The figures of the rounds that were matched from `from` to `to`; a year up to today unless told. Throws an `InputError`
 * for a period that ends before it begins.
 */
export async function reportPeriod(context: Context, from: LocalDate | undefined, to: LocalDate | undefined): Promise<PeriodReport> {
  const store = coffeeStore(context.tx);
  const settings = await readSettings(context);
  const end = to ?? localDateOf(context.now, settings.timezone);
  const start = from ?? addDays(end, 1 - USUAL_PERIOD_DAYS);
  if (start > end) throw new InputError('period ends before it begins', phrase('coffee-organisers.error.period'));
  const all = await store.roundsBetween(
    instantOf(start, MIDNIGHT, settings.timezone),
    instantOf(addDays(end, 1), MIDNIGHT, settings.timezone),
  );
  const rounds = all.filter(({ state }) => TOOK_PLACE.includes(state));
  const ids = rounds.map(({ id }) => id);
  const counts = await store.participationCounts(ids);
  const matches = await store.matchesOfRounds(ids);
  const counted = rounds.map((round) => ({
    round,
    counts: counts.get(round.id) ?? NO_COUNTS,
    matches: matches.filter((match) => match.round === round.id),
  }));
  const held = counted.filter(({ round, counts: { invited } }) => invited > 0 || !isSkipped(round));
  return { ...report(held, await listOrganisations(context), await organisationsSince(context)), from: start, to: end, settings };
}
