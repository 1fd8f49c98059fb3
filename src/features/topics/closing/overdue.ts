import type { Context } from '../../../feature-api/index.js';
import { overdueBefore } from '../rules/report.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';

/** Closed topics whose summary was not written in time, the first closed first; `/topics report` names those of a year. */
export async function missingSummaries(context: Context): Promise<readonly Topic[]> {
  const { summaryDays } = topicsSection.of(await context.community.settings());
  return topicsStore(context.tx).missingSummaries(overdueBefore({ now: context.now, summaryDays }));
}
