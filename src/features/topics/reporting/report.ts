import { instantOf, localDateOf } from '../../../calendar/wall-clock.js';
import type { OrganisationId } from '../../../core/ids.js';
import { toLocalDate, toLocalTime } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { countMembersDuring, listOrganisations, ORGANISATION_TYPES } from '../../members/public.js';
import { type Report, report } from '../rules/report.js';
import { topicsSection } from '../settings.js';
import { type ReportedRecommendation, type ReportedTopic, topicsStore } from '../store/index.js';

export interface YearReport extends Report<ReportedTopic> {
  readonly topics: readonly ReportedTopic[];
  readonly recommended: readonly ReportedRecommendation[];
  readonly zone: string;
}

/** The figures of a year, the one that runs unless told. */
export async function reportYear(context: Context, wanted: number | undefined): Promise<YearReport> {
  const settings = await context.community.settings();
  const today = localDateOf(context.now, settings.timezone);
  const year = wanted ?? Number(today.slice(0, 4));
  const read = await topicsStore(context.tx).reportedYear(year);
  const organisations = await listOrganisations(context);
  const startOf = (of: number) => instantOf(toLocalDate(`${of}-01-01`), toLocalTime('00:00'), settings.timezone);
  const members = await countMembersDuring(context, startOf(year), startOf(year + 1));
  const { quota, summaryDays } = topicsSection.of(settings);
  const figures = report({
    ...read,
    quota,
    summaryDays,
    year,
    now: context.now,
    today,
    members,
    sectors: settings.sectors,
    types: ORGANISATION_TYPES,
    typeOf: new Map<OrganisationId, string>(organisations.map(({ id, type }) => [id, type])),
  });
  return { ...figures, topics: read.topics, recommended: read.recommendations, zone: settings.timezone };
}
