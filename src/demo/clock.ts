import { endOfQuiet } from '../calendar/hours.js';
import { instantOf, localDateOf } from '../calendar/wall-clock.js';
import { SetupError } from '../core/errors.js';
import type { Settings } from '../core/settings.js';
import {
  after,
  type Clock,
  createMovableClock,
  HOUR,
  type Instant,
  latest,
  type MovableClock,
  systemClock,
  type Zone,
} from '../core/time.js';
import { readDate, readTime } from '../core/written.js';
import { phrase } from '../language/index.js';
import type { Engines, Store } from '../ports/store.js';
import { blackoutsAround } from './sample/calendar.js';
import { SAMPLE_PARTS } from './sample/parts.js';

/** How far the demo's clock is ahead of real time (or behind it, where it was told when to begin), in milliseconds. */
const FACT = 'demo.ahead';

export interface DemoClockOptions {
  /** On the community's wall clock, `YYYY-MM-DDTHH:MM`: when the demo begins. One that has passed already in this demo changes nothing. */
  readonly at?: string;
  /** Real time. */
  readonly present?: Clock;
}

/**
 * The demo's clock: it goes on with real time from where it was moved to, also over a restart. A new demo begins at a
 * moment that has something to show (`openingMoment`), unless it is told when. Throws a `SetupError` for an `at` that is no moment.
 */
export async function openDemoClock(
  { community }: Pick<Engines, 'community'>,
  { at, present = systemClock }: DemoClockOptions = {},
): Promise<MovableClock> {
  const [now, settings, kept] = [present.now(), await community.settings(), await community.fact(FACT)];
  const wished = at === undefined ? undefined : momentOf(at, settings.timezone);
  const clock = createMovableClock(kept === undefined ? (wished ?? openingMoment(now, settings)) : after(now, Number(kept)), present);
  if (wished !== undefined) clock.moveTo(wished);
  await community.saveFact(FACT, String(clock.ahead()));
  return clock;
}

/** The clock by which a database lives: a demo's own, real time for everybody else. */
export async function presentOf({ community }: Pick<Engines, 'community'>, present: Clock = systemClock): Promise<MovableClock> {
  return createMovableClock(after(present.now(), Number((await community.fact(FACT)) ?? 0)), present);
}

/** Notes where the clock stands; on a long journey once for each hour of it. */
export function createClockKeeper(store: Pick<Store, 'autocommit'>, clock: MovableClock): { keep(atOnce?: boolean): Promise<void> } {
  let kept = Number.NEGATIVE_INFINITY;
  return {
    async keep(atOnce = false) {
      const ahead = clock.ahead();
      if (!atOnce && ahead - kept < HOUR) return;
      kept = ahead;
      await store.autocommit.community.saveFact(FACT, String(ahead));
    },
  };
}

/**
 * When a new demo begins: now, or if people sleep now, in the morning; and not before each feature has something to show.
 */
export function openingMoment(now: Instant, settings: Settings): Instant {
  const { timezone, quietHours, workingHours } = settings;
  const calendar = { ...settings, blackouts: blackoutsAround(now) };
  const awake = endOfQuiet(now, timezone, quietHours);
  const day = awake === now ? now : latest(awake, instantOf(localDateOf(awake, timezone), workingHours.start, timezone));
  return SAMPLE_PARTS.reduce((moment, part) => part.opening(moment, calendar), day);
}

function momentOf(at: string, zone: Zone): Instant {
  const [day = '', hour = '', ...more] = at.split('T');
  const [date, time] = [readDate(day), readTime(hour)];
  if (date === undefined || time === undefined || more.length > 0)
    throw new SetupError(`not a moment: ${at}`, phrase('cli.demo.at-wrong', { at }));
  return instantOf(date, time, zone);
}
