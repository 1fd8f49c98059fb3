import { after, DAY } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsSection } from '../settings.js';
import { topicsStore } from '../store/index.js';
import type { Topic } from '../types.js';

/** Closed topics whose summary was not written within the days that the settings give, the first closed first. */
export async function missingSummaries(context: Context): Promise<readonly Topic[]> {
  const { summaryDays } = topicsSection.of(await context.community.settings());
  return topicsStore(context.tx).missingSummaries(after(context.now, -summaryDays * DAY));
}
