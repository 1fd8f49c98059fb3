import { localDateOf, localTimeOf } from '../../../calendar/wall-clock.js';
import { blackoutOn, isWorkingDay, outagesAt } from '../../../calendar/working-days.js';
import type { Settings } from '../../../core/settings.js';
import { after, type Instant, MINUTE, type Weekday } from '../../../core/time.js';
import type { EventId, Session } from '../types.js';
import type { KeptFree } from './kept-free.js';

/** What speaks against the hour of a session. */
export type Conflict =
  | { readonly type: 'day-off'; readonly name: string | undefined }
  | { readonly type: 'outage'; readonly warning: string }
  | { readonly type: 'kept-free'; readonly label: string }
  | { readonly type: 'event'; readonly event: EventId; readonly startsAt: Instant };

type Moments = Pick<Session, 'event' | 'startsAt' | 'endsAt'>;

const everyDay = (days: readonly Weekday[]): [Weekday, ...Weekday[]] => {
  const [first = 'sun', ...others] = days;
  return [first, ...others];
};

/** How often an hour is looked up within a session. */
const STEP = 15 * MINUTE;

/**
 * What speaks against a session, each once: days off and outage windows on the community's clock, hours that are kept free, and
 * sessions of other events at the same time.
 */
export function conflictsOf(
  session: Moments,
  others: readonly Moments[],
  settings: Pick<Settings, 'timezone' | 'workingWeek' | 'blackouts' | 'outages'>,
  keptFree: readonly KeptFree[] = [],
): readonly Conflict[] {
  const { timezone } = settings;
  const daysOff = new Set<string | undefined>();
  const warnings = new Set<string>();
  const labels = new Set<string>();
  const free = keptFree.map((window) => ({ ...window, days: everyDay(window.days), warning: window.label }));
  for (let at = session.startsAt; at < session.endsAt; at = after(at, STEP)) {
    const [date, time] = [localDateOf(at, timezone), localTimeOf(at, timezone)];
    // A session that ends after midnight lies on two days.
    if (!isWorkingDay(date, settings)) daysOff.add(blackoutOn(date, settings)?.label);
    for (const { warning } of outagesAt(date, time, settings)) warnings.add(warning);
    for (const { warning: label } of outagesAt(date, time, { outages: free })) labels.add(label);
  }
  return [
    ...[...daysOff].map((name) => ({ type: 'day-off', name }) as const),
    ...[...warnings].map((warning) => ({ type: 'outage', warning }) as const),
    ...[...labels].map((label) => ({ type: 'kept-free', label }) as const),
    ...others
      .filter(({ event, startsAt, endsAt }) => event !== session.event && startsAt < session.endsAt && endsAt > session.startsAt)
      .map(({ event, startsAt }) => ({ type: 'event', event, startsAt }) as const),
  ];
}
