import type { Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { groupBy } from '../../../kit/group-by.js';
import { countMembersDuring, listOrganisations } from '../../members/public.js';
import { keepShares } from '../attendance/complete.js';
import { kindsOf } from '../attendance/kinds.js';
import { isCompleteAfter } from '../attendance/rules/complete.js';
import { eventsStore, type ReportedEvent, type ReportedPeriod } from '../store/index.js';
import { periodSharesOf } from './rules/breakdown.js';
import type { Days, Period } from './rules/nested.js';
import { boundsOf, countedPeriod, eventsIn, nameOf, periodsToKeep } from './rules/periods.js';
import { cameTo, eachOnce, heldBy, type ReportInput } from './rules/report.js';

/** An event of a report, and whether everybody who came is on its list. */
export interface CompleteOrNot extends ReportedEvent {
  readonly isComplete: boolean;
}

/** What is reported of a period, with what its events and the periods in it show of the people who came. */
export interface Kept extends ReportedPeriod {
  readonly events: readonly CompleteOrNot[];
  readonly periods: ReportInput<CompleteOrNot>['periods'];
}

interface Wanted extends Days {
  readonly zone: Zone;
  /** After how many days the attendance of an event is complete by itself. */
  readonly completeDays: number;
}

/**
 * Reads a period. What an event shows is kept from the first report on after its attendance is complete, and what a period of whole
 * months shows from the first one on after it is over: later reports show the same.
 */
export async function readPeriod(context: Context, wanted: Wanted): Promise<Kept> {
  const found = await keptPeriod(context, wanted);
  if (newOf(context, found, wanted).length === 0 && missingIn(context, found, wanted).length === 0) return found;
  // It is kept with all that it was checked against, or not at all.
  return context.atomically(async (inside) => {
    const before = await keptPeriod(inside, wanted);
    await keepEvents(inside, before, newOf(inside, before, wanted));
    const read = await keptPeriod(inside, wanted);
    await keepPeriods(inside, read, wanted);
    return keptPeriod(inside, wanted);
  });
}

/** A period with what is kept by now. */
async function keptPeriod(context: Context, wanted: Wanted): Promise<Kept> {
  const store = eventsStore(context.tx);
  const read = await store.reportedPeriod(...boundsOf(wanted, wanted.zone));
  const events = read.events.map(
    (event): CompleteOrNot => ({ ...event, isComplete: event.shares !== null || isOverForDays(context, event, wanted) }),
  );
  const period = countedPeriod(wanted);
  const periods = period ? await store.keptPeriods(period.from, period.to) : [];
  return { ...read, events, periods: new Map(periods.map((each) => [nameOf(each), each.shares])) };
}

const isOverForDays = ({ now }: Pick<Context, 'now'>, { endsAt }: Pick<ReportedEvent, 'endsAt'>, { completeDays }: Wanted): boolean =>
  isCompleteAfter(endsAt, completeDays, now);

/** Events whose attendance has become complete by itself, and that have shown nothing yet. */
function newOf({ now }: Pick<Context, 'now'>, { events, registrations }: ReportedPeriod, wanted: Wanted): readonly ReportedEvent[] {
  const attended = new Set(registrations.filter((each) => each.attended > 0).map(({ event }) => event));
  return events.filter(
    (event) => event.shares === null && heldBy(now)(event) && attended.has(event.id) && isOverForDays({ now }, event, wanted),
  );
}

async function keepEvents(context: Context, { registrations }: ReportedPeriod, events: readonly ReportedEvent[]): Promise<void> {
  if (events.length === 0) return;
  const own = groupBy(
    registrations.filter(({ attended }) => attended > 0),
    ({ event }) => event,
  );
  const kinds = await kindsOf(context, await listOrganisations(context));
  for (const { id } of events) await keepShares(context, id, own.get(id) ?? [], kinds);
}

/** The periods whose shares have to be kept before this one is shown: itself and those that lie in it. */
function missingIn({ now }: Pick<Context, 'now'>, read: Kept, { zone, ...days }: Wanted): readonly Period[] {
  const period = countedPeriod(days);
  if (!period || read.periods.has(nameOf(period))) return [];
  const isReady = (event: CompleteOrNot) => event.isComplete || !heldBy(now)(event);
  if (!eventsIn(read.events, period, zone).every(isReady)) return [];
  return periodsToKeep(period, cameTo({ ...read, now }), read.periods, zone);
}

/** Keeps what they show, each after those that lie in it. */
async function keepPeriods(context: Context, read: Kept, wanted: Wanted): Promise<void> {
  const missing = missingIn(context, read, wanted);
  if (missing.length === 0) return;
  const store = eventsStore(context.tx);
  const { zone } = wanted;
  const came = cameTo({ ...read, now: context.now });
  const kinds = await kindsOf(context, await listOrganisations(context));
  for (const each of missing) {
    // What lies in it may have been kept by somebody else at the same moment.
    const parts = await store.keptPeriods(each.from, each.to);
    const members = await countMembersDuring(context, ...boundsOf(each, zone));
    const input = { ...kinds, members, zone, once: eachOnce };
    await store.keepPeriod({ ...each, shares: periodSharesOf(eventsIn(came, each, zone), parts, input) }, context.now);
  }
}
