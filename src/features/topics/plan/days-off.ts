import { instantOf, localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import type { Settings } from '../../../core/settings.js';
import { between } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { placeOpening } from '../rules/openings.js';
import { topicsStore } from '../store/index.js';
import { hold } from './approve.js';
import { planSettling } from './draft.js';
import { warnOfOutage } from './outages.js';

/**
 * The calendar was changed: what is planned moves off new days off, and back from days that are no longer off, at the same hour. It
 * counts for its month all the same.
 */
export async function movePlanned(
  context: Context,
  { before, after }: { readonly before: Settings; readonly after: Settings },
): Promise<void> {
  const keys = ['timezone', 'workingWeek', 'blackouts', 'outages'] as const;
  if (keys.every((key) => JSON.stringify(before[key]) === JSON.stringify(after[key]))) return;
  const store = topicsStore(context.tx);
  const topics = (await store.topicsIn(['planned'], { from: context.now })).toSorted(
    (one, other) => one.plannedDate.localeCompare(other.plannedDate) || between(other.opensAt, one.opensAt),
  );
  const taken = new Set(topics.map(({ opensAt }) => opensAt));
  const months = new Set<(typeof topics)[number]['month']>();
  for (const topic of topics) {
    taken.delete(topic.opensAt);
    const time = localTimeOf(topic.opensAt, before.timezone);
    const wanted = placeOpening(topic.plannedDate, time, after, taken).at;
    // Its own day may have passed meanwhile, while it waits for the next working day.
    const kept = instantOf(localDateOf(topic.opensAt, before.timezone), time, after.timezone);
    const opensAt = wanted > context.now ? wanted : kept;
    taken.add(opensAt);
    const moved = { ...topic, opensAt };
    await warnOfOutage(context, moved, after);
    if (opensAt === topic.opensAt) continue;
    await store.updateTopic(topic.id, { opensAt });
    months.add(topic.month);
    if (topic.slot === null || (await store.plan(topic.month))?.state === 'approved') await hold(context, moved);
  }
  for (const month of months) await planSettling(context, month);
}
