import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Settings } from '../../../core/settings.js';
import { after, DAY, type Instant, latest } from '../../../core/time.js';
import { addMonths, monthOf } from '../../../features/topics/rules/month.js';
import { type Opening, openingsOf } from '../../../features/topics/rules/openings.js';
import { openingDays, topicsSection } from '../../../features/topics/settings.js';

/** The number of months with topics before the running one. */
const MONTHS = 8;
const DISCUSSED_DAYS = 14;
/** Between two openings of the pattern there are up to three weeks; the last discussion goes on until the next. */
const LAST_GOES_ON_DAYS = 3;

/** A topic of the sample by its moments. */
export interface PastTopic extends Opening {
  readonly state: 'closed' | 'open' | 'planned';
  /** Null before it opens. */
  readonly closesAt: Instant | null;
}

/** The topics of eight months and of the one that runs at `now`, the oldest first, and at least one that is still to open. */
export function pastTopics(now: Instant, settings: Settings): readonly PastTopic[] {
  const running = monthOf(localDateOf(now, settings.timezone));
  const months = Array.from({ length: MONTHS + 1 }, (_, index) => addMonths(running, index - MONTHS));
  const pattern = openingDays(topicsSection.of(settings));
  const openings = months.flatMap((month) => openingsOf(month, pattern, settings));
  const hasComing = openings.some(({ at }) => at > now);
  const all = hasComing ? openings : [...openings, ...openingsOf(addMonths(running, 1), pattern, settings)];
  const last = all.findLastIndex(({ at }) => at <= now);
  return all.map((opening, index): PastTopic => {
    if (index > last) return { ...opening, state: 'planned', closesAt: null };
    const closesAt = after(opening.at, DISCUSSED_DAYS * DAY);
    if (index === last) return { ...opening, state: 'open', closesAt: latest(closesAt, after(now, LAST_GOES_ON_DAYS * DAY)) };
    return { ...opening, state: closesAt <= now ? 'closed' : 'open', closesAt };
  });
}
