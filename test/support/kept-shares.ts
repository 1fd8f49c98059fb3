import type { OrganisationId } from '../../src/core/ids.js';
import { toId } from '../../src/core/ids.js';
import { toLocalDate, type Zone } from '../../src/core/time.js';
import { type Kinds, type Shown, shownOf } from '../../src/features/events/attendance/rules/numbers.js';
import { type PeriodShares, periodSharesOf } from '../../src/features/events/reporting/rules/breakdown.js';
import { countedPeriod, eventsIn, nameOf, periodsToKeep } from '../../src/features/events/reporting/rules/periods.js';
import {
  type CountedEvent,
  type CountedRegistration,
  cameTo,
  eachOnce,
  type Report,
  type ReportInput,
  reportOf,
} from '../../src/features/events/reporting/rules/report.js';

type WithoutShares<Event> = Omit<Event, 'shares' | 'isComplete'>;

/** Somebody of whom no event shows anything yet. */
export type SomebodyThere = Omit<CountedRegistration, 'isCounted' | 'id'> & {
  readonly id: number;
  readonly organisation: OrganisationId | null;
};

/** Events of which nothing is shown yet. */
export interface Unseen<Event extends CountedEvent> extends Omit<ReportInput<Event>, 'events' | 'registrations' | 'periods'>, Kinds {
  readonly zone: Zone;
  readonly events: readonly WithoutShares<Event>[];
  readonly registrations: readonly SomebodyThere[];
  /** How many members there were when the attendance of the events was complete; as many as now unless told. */
  readonly membersThen?: number;
}

/** What was shown before. */
export interface Memory {
  readonly events: Map<number, { readonly shares: Shown; readonly counted: ReadonlySet<number> }>;
  readonly periods: Map<string, PeriodShares>;
}

export const nothingShown = (): Memory => ({ events: new Map(), periods: new Map() });

/** What a report has, as `readPeriod` reads it; what it shows for the first time is added to `memory`. */
export function lookAt<Event extends CountedEvent>(
  unseen: Unseen<Event>,
  memory: Memory = nothingShown(),
  isComplete: (event: WithoutShares<Event>) => boolean = () => true,
): ReportInput<Event> {
  for (const event of unseen.events.filter(isComplete)) {
    const came = unseen.registrations.filter((each) => each.event === event.id && each.attended > 0);
    if (came.length === 0 || memory.events.has(event.id)) continue;
    const shares = shownOf(came, { ...unseen, members: unseen.membersThen ?? unseen.members });
    memory.events.set(event.id, { shares, counted: new Set(came.map(({ id }) => id)) });
  }
  const registrations = unseen.registrations.map(
    (each): CountedRegistration => ({
      ...each,
      id: toId(each.id + 1),
      isCounted: memory.events.get(each.event)?.counted.has(each.id) ?? false,
    }),
  );
  const events = unseen.events.map(
    (event) =>
      // What an event is besides is untouched.
      ({ ...event, isComplete: isComplete(event), shares: memory.events.get(event.id)?.shares ?? null }) as unknown as Event,
  );
  const period = countedPeriod(unseen);
  if (!period || !eventsIn(events, period, unseen.zone).every((event) => event.isComplete)) {
    return { ...unseen, events, registrations, periods: memory.periods };
  }
  const came = cameTo({ ...unseen, events, registrations });
  for (const each of periodsToKeep(period, came, memory.periods, unseen.zone)) {
    const parts = [...memory.periods]
      .map(([name, shares]) => ({ from: toLocalDate(name.slice(0, 10)), to: toLocalDate(name.slice(11)), shares }))
      .filter(({ from, to }) => each.from <= from && to <= each.to);
    memory.periods.set(nameOf(each), periodSharesOf(eventsIn(came, each, unseen.zone), parts, { ...unseen, once: eachOnce }));
  }
  return { ...unseen, events, registrations, periods: memory.periods };
}

/** The report of whoever looks at all of it for the first time. */
export const reportAtFirst = <Event extends CountedEvent>(unseen: Unseen<Event>): Report<Event> => reportOf(lookAt(unseen));
