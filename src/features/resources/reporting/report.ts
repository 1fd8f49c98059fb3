import { instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import type { Language } from '../../../core/language.js';
import { toLocalDate, toLocalTime } from '../../../core/time.js';
import type { Context, HandedOut } from '../../../feature-api/index.js';
import { type AnswerTimes, answerTimes } from '../rules/answer-times.js';
import { type ReportRows, resourcesStore } from '../store/index.js';
import { requestsStore } from '../store/requests.js';
import { type CoverageRow, coverage } from './rules/coverage.js';

/** Words that were searched for on fewer days of the year are counted and not shown: they could tell of one person. */
export const MISSED_DAYS_MIN = 3;

/** What a year's report of the resource centre says. */
export interface CentreReport extends Omit<ReportRows, 'kept'> {
  readonly year: number;
  readonly languages: readonly Language[];
  readonly coverage: readonly CoverageRow<Language>[];
  /** How requests of the year were answered. */
  readonly requests: AnswerTimes;
  /** Whom slides and other files of the year's events reached; undefined where there were none. */
  readonly handedOut: HandedOut | undefined;
}

/** The resource centre as it is, and how it was used in a year, the one that runs unless told. */
export async function reportCentre(context: Context, wanted: number | undefined): Promise<CentreReport> {
  const { timezone, sectors, languages } = await context.community.settings();
  const year = wanted ?? Number(localDateOf(context.now, timezone).slice(0, 4));
  const startOf = (of: number) => instantOf(toLocalDate(`${of}-01-01`), toLocalTime('00:00'), timezone);
  const [from, to] = [startOf(year), startOf(year + 1)];
  const { kept, ...rows } = await resourcesStore(context.tx).reported({
    months: [`${year}-01`, `${year}-12`],
    from,
    to,
    missedDays: MISSED_DAYS_MIN,
  });
  const requests = answerTimes(await requestsStore(context.tx).requestTimes({ from, to }));
  const handedOut = await context.features.handedOut(context, { from: toLocalDate(`${year}-01-01`), to: toLocalDate(`${year}-12-31`) });
  return { ...rows, requests, handedOut, year, languages, coverage: coverage(kept, sectors, languages) };
}
