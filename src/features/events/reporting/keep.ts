import type { Zone } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { groupBy } from '../../../kit/group-by.js';
import { countMembersDuring, listOrganisations } from '../../members/public.js';
import { completeDays, keepShares } from '../attendance/complete.js';
import { kindsOf } from '../attendance/kinds.js';
import { isCompleteAfter } from '../attendance/rules/complete.js';
import { eventsStore, type KeptPeriod, type ReportedEvent, type ReportedPeriod } from '../store/index.js';
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
}

/**
 * Reads a period. What an event shows is kept from the first report on after its attendance is complete, and what a period of whole
 * months shows from the first one on after it is over: later reports show the same.
 */
export async function readPeriod(context: Context, wanted: Wanted): Promise<Kept> {
  const store = eventsStore(context.tx);
  const bounds = boundsOf(wanted, wanted.zone);
  const days = await completeDays(context);
  const isOver = ({ endsAt }: Pick<ReportedEvent, 'endsAt'>) => isCompleteAfter(endsAt, days, context.now);
  const found = await store.reportedPeriod(...bounds);
  const isNew = await keepEvents(context, found, isOver);
  const read = isNew ? await store.reportedPeriod(...bounds) : found;
  const events = read.events.map((event): CompleteOrNot => ({ ...event, isComplete: event.shares !== null || isOver(event) }));
  return { ...read, events, periods: await keepPeriods(context, { ...read, events }, wanted) };
}

/** Keeps what events show whose attendance has become complete by itself. Returns whether there are any. */
async function keepEvents(
  context: Context,
  { events, registrations }: ReportedPeriod,
  isOver: (event: ReportedEvent) => boolean,
): Promise<boolean> {
  const came = groupBy(
    registrations.filter(({ attended }) => attended > 0),
    ({ event }) => event,
  );
  const complete = events.filter((event) => event.shares === null && heldBy(context.now)(event) && came.has(event.id) && isOver(event));
  if (complete.length === 0) return false;
  const kinds = await kindsOf(context, await listOrganisations(context));
  for (const { id } of complete) await keepShares(context, id, came.get(id) ?? [], kinds);
  return true;
}

/** What the period shows that the report counts by people, and the periods in it. */
async function keepPeriods(context: Context, read: Omit<Kept, 'periods'>, wanted: Wanted): Promise<Kept['periods']> {
  const period = countedPeriod(wanted);
  if (!period) return new Map();
  const store = eventsStore(context.tx);
  let known = await store.keptPeriods(period.from, period.to);
  const isReady = (event: CompleteOrNot) => event.isComplete || !heldBy(context.now)(event);
  if (!byName(known).has(nameOf(period)) && eventsIn(read.events, period, wanted.zone).every(isReady)) {
    known = await keepMissing(context, read, { ...wanted, period }, known);
  }
  return byName(known);
}

const byName = (known: readonly KeptPeriod[]) => new Map(known.map((each) => [nameOf(each), each.shares]));

/** Keeps what a period shows, after the periods in it. Returns what is kept then. */
async function keepMissing(
  context: Context,
  read: Omit<Kept, 'periods'>,
  { period, zone }: Wanted & { readonly period: Period },
  found: readonly KeptPeriod[],
): Promise<readonly KeptPeriod[]> {
  const store = eventsStore(context.tx);
  let known = found;
  const came = cameTo({ ...read, now: context.now });
  const kinds = await kindsOf(context, await listOrganisations(context));
  for (const each of periodsToKeep(period, came, byName(known), zone)) {
    const parts = known.filter(({ from, to }) => each.from <= from && to <= each.to);
    const members = await countMembersDuring(context, ...boundsOf(each, zone));
    const input = { ...kinds, members, zone, once: eachOnce };
    await store.keepPeriod({ ...each, shares: periodSharesOf(eventsIn(came, each, zone), parts, input) }, context.now);
    // Somebody else may have kept it at the same moment.
    known = await store.keptPeriods(period.from, period.to);
  }
  return known;
}
