import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Settings } from '../../../core/settings.js';
import type { Instant } from '../../../core/time.js';
import { type Context, planNext } from '../../../feature-api/index.js';
import { monthAfter, nextMonthly } from '../rules/monthly.js';
import { resourcesSection } from '../settings.js';
import { itemKey, LIST, listPostKey, REFRESH } from './keys.js';
import { listPayload } from './schemas.js';
import type { RequestId, ResourceRequest } from './types.js';

const PREFIX = `${LIST}:`;
/** Older posts are left as they are, unless somebody is erased. */
const REFRESHED_MAX = 2;

/**
 * Plans the next list of open requests, or moves it to the hour that the settings say now. One that is overdue stays.
 *
 * @param from the month that it is of at the earliest
 */
export async function planList(
  context: Context,
  { from, settings: known }: { readonly from?: string; readonly settings?: Settings } = {},
): Promise<void> {
  await planNext(context, LIST, async (row) => {
    const settings = known ?? (await context.community.settings());
    const { requestsWeek, requestsWeekday: weekday, requestsTime: time } = resourcesSection.of(settings);
    const kept = row && listPayload.safeParse(row.payload).data?.month;
    const { month, at } = nextMonthly(context.now, { which: Number(requestsWeek), weekday, time }, settings, from ?? kept);
    return { key: `${PREFIX}${month}`, payload: { month }, dueAt: at };
  });
}

/** Plans that posts and letters are brought up to date that show a request. `all`: also the oldest ones, since somebody is erased. */
export async function planRefresh(context: Context, { id, askedAt }: Pick<ResourceRequest, 'id' | 'askedAt'>, all = false): Promise<void> {
  if (askedAt === null) return;
  await context.agenda.plan({
    key: `${REFRESH}:${id}`,
    kind: REFRESH,
    payload: { request: id, since: askedAt, all },
    dueAt: context.now,
    again: true,
  });
}

/** Brings posts and letters up to date that show a request. */
export async function refreshLists(
  context: Context,
  { request, since, all }: { readonly request: RequestId; readonly since: Instant; readonly all: boolean },
): Promise<void> {
  await context.features.itemChanged(context, itemKey(request));
  const { timezone } = await context.community.settings();
  const last = localDateOf(context.now, timezone).slice(0, 7);
  const months: string[] = [];
  for (let month = localDateOf(since, timezone).slice(0, 7); month <= last; month = monthAfter(month)) months.push(month);
  await context.deliveries.refresh((all ? months : months.slice(-REFRESHED_MAX)).map(listPostKey), context.now);
}
