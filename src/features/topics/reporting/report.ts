import { localDateOf } from '../../../calendar/wall-clock.js';
import type { OrganisationId } from '../../../core/ids.js';
import type { Context } from '../../../feature-api/index.js';
import { countMembers, listOrganisations, ORGANISATION_TYPES } from '../../members/public.js';
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
  const members = await countMembers(context, { status: 'active' });
  const figures = report({
    ...read,
    quota: topicsSection.of(settings).quota,
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
