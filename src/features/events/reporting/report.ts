import { localDateOf } from '../../../calendar/wall-clock.js';
import { InputError } from '../../../core/errors.js';
import { type LocalDate, toLocalDate, type Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { phrase } from '../../../language/index.js';
import { eventsSection, plannedPerYear } from '../settings.js';
import type { ReportedAction } from '../store/index.js';
import { type CompleteOrNot, readPeriod } from './keep.js';
import { type Report, reportOf } from './rules/report.js';

const YEARS_MAX = 10;

export interface PeriodReport extends Report<CompleteOrNot> {
  /** Actions without an outcome. */
  readonly open: readonly ReportedAction[];
  readonly zone: Zone;
  /** After how many days the attendance of an event is complete by itself. */
  readonly completeDays: number;
}

/** A period by its days; without them it is the year that runs. */
export interface WantedPeriod {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** The figures of a period. Throws an `InputError` for one that ends before it begins. */
export async function reportPeriod(context: Context, wanted: WantedPeriod): Promise<PeriodReport> {
  const settings = await context.community.settings();
  const { timezone: zone } = settings;
  const { completeDays } = eventsSection.of(settings);
  const today = localDateOf(context.now, zone);
  const { from, to } = periodOf(wanted, today);
  const read = await readPeriod(context, { from, to, today, zone, completeDays });
  const figures = reportOf({ ...read, now: context.now, today, from, to, plan: plannedPerYear(settings) });
  return { ...figures, open: read.actions.filter(({ outcome }) => outcome === null), zone, completeDays };
}

function periodOf({ from: first, to: last }: WantedPeriod, today: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } {
  const from = first ?? toLocalDate(`${(last ?? today).slice(0, 4)}-01-01`);
  const to = last ?? toLocalDate(`${from.slice(0, 4)}-12-31`);
  if (to < from) throw new InputError('ends before it begins', phrase('events-report.error.order'));
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) >= YEARS_MAX) throw new InputError('too long', phrase('events-report.error.long'));
  return { from, to };
}
