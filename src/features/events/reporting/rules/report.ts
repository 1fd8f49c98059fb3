import type { MemberId, OrganisationId } from '../../../../core/ids.js';
import { shownCount } from '../../../../core/small-groups.js';
import { type Instant, type LocalDate, toInstant } from '../../../../core/time.js';
import { groupBy } from '../../../../kit/group-by.js';
import { averageOf, shownStars } from '../../afterwards/rules/ratings.js';
import { type CountedWomen, type Shown, shownWomen, womenIn } from '../../attendance/rules/numbers.js';
import { WITH_PLACE } from '../../rules/places.js';
import type { Reached } from '../../slides/types.js';
import {
  EVENT_FORMATS,
  EVENT_KINDS,
  type EventFormat,
  type EventId,
  type EventKind,
  type RegistrationId,
  type RegistrationState,
} from '../../types.js';
import { type Came, type PeriodBreakdown, type SoFar, soFarOf, soFarTo, sumsOf } from './breakdown.js';
import { type KeptPeriods, nameOf } from './periods.js';

/** How many events of a kind a year is planned to have; null for a kind without a plan. */
export type YearPlan = Readonly<Partial<Record<EventKind, number>>>;

/** An event of the period with its sessions that were not called off. */
export interface CountedEvent {
  readonly id: EventId;
  readonly kind: EventKind;
  readonly format: EventFormat;
  readonly state: 'announced' | 'cancelled';
  readonly startsAt: Instant;
  readonly sessions: number;
  /** Whether everybody who came is on its list, as far as anybody noted it. */
  readonly isComplete: boolean;
  /** What it shows of the people who came, kept since its attendance was complete; null before, and where nobody came. */
  readonly shares: Shown | null;
  /** Women and men of each session, as an organiser counted them. */
  readonly counted: readonly CountedWomen[];
}

export interface CountedRegistration {
  readonly id: RegistrationId;
  readonly event: EventId;
  /** Null for a guest, and once the person was erased. */
  readonly member: MemberId | null;
  readonly organisation: OrganisationId | null;
  readonly isGuest: boolean;
  readonly state: RegistrationState;
  readonly registeredAt: Instant;
  /** In how many sessions they were. */
  readonly attended: number;
  /** Whether they are among those of whom the event shows shares. */
  readonly isCounted: boolean;
}

/** Whom the files of an event reached. */
export interface CountedReach extends Reached {
  readonly event: EventId;
}

/** An action that was agreed on at an event. */
export interface CountedAction {
  readonly event: EventId;
  readonly dueOn: LocalDate | null;
  readonly outcome: string | null;
}

export interface ReportInput<Event extends CountedEvent> {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly plan: YearPlan;
  readonly events: readonly Event[];
  readonly registrations: readonly CountedRegistration[];
  /** Stars of each event, in the order in which people answered. */
  readonly stars: readonly { readonly event: EventId; readonly stars: number | null }[];
  readonly actions: readonly CountedAction[];
  /** What periods of whole months show. */
  readonly periods: KeptPeriods;
  /** None unless told. */
  readonly reached?: readonly CountedReach[];
}

/** People of an event, or of several. */
export interface PeopleCounts {
  /** Who asked for a place, whatever became of it. */
  readonly registered: number;
  /** Who has one, or got one. */
  readonly selected: number;
  /** Each person once. */
  readonly unique: number;
  /** Once for each session. */
  readonly repeated: number;
  /** Who had a place and was in no session, of events where somebody noted who was there. */
  readonly absent: number;
}

/** What is shown of whom files reached; null: fewer than five. */
export interface ShownReach {
  readonly sent: number | null;
  readonly fetched: number | null;
  readonly requested: number | null;
}

/** A sum over events, of those whose own number may be shown: then the sum tells nothing more than they do. */
export interface ReachSum {
  readonly people: number;
  readonly events: number;
}

export interface KindFigures {
  readonly kind: EventKind;
  readonly held: number;
  readonly coming: number;
  readonly cancelled: number;
  /** For the years of the period; null without a plan. */
  readonly planned: number | null;
  /** Of those held. */
  readonly formats: Readonly<Record<EventFormat, number>>;
}

export interface Ratings {
  /** Null where no event has five answers. */
  readonly average: number | null;
  /** Of how many answers; those of an event are counted in steps of five. */
  readonly answers: number;
}

export interface EventFigures<Event> extends PeopleCounts, Ratings, ShownReach {
  readonly event: Event;
  readonly held: boolean;
}

export interface Report<Event extends CountedEvent = CountedEvent> extends PeopleCounts, Ratings, PeriodBreakdown {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The calendar years that the period touches. */
  readonly years: readonly number[];
  /** Kinds that are planned or took place. */
  readonly kinds: readonly KindFigures[];
  readonly held: number;
  readonly cancelled: number;
  readonly formats: Readonly<Record<EventFormat, number>>;
  /** Events where somebody noted who was there. */
  readonly noted: number;
  /** Of a year that still runs. */
  readonly soFar: SoFar | undefined;
  /** Events of which somebody is noted, and whose attendance is not complete: shares leave them out. */
  readonly incomplete: number;
  /** Women and men as organisers counted them, of sessions that show both; undefined where nobody counted, null where none does. */
  readonly women: { readonly shown: readonly [number, number] | null; readonly events: number } | undefined;
  readonly actions: { readonly open: number; readonly overdue: number };
  /** From attendance to slides to requests; undefined where no event has files. */
  readonly reach: Readonly<Record<keyof ShownReach, ReachSum>> | undefined;
  readonly events: readonly EventFigures<Event>[];
}

const ASKED_FOR_A_PLACE: readonly RegistrationState[] = ['applied', 'going', 'waiting', 'offered', 'not-selected'];

type HeldOrNot = Pick<CountedEvent, 'id' | 'state' | 'startsAt'>;

export const heldBy =
  (now: Instant) =>
  ({ state, startsAt }: Pick<CountedEvent, 'state' | 'startsAt'>): boolean =>
    state === 'announced' && startsAt <= now;

/** Whom files of the events of a period reached; undefined where none had any. */
export function reachedBy({
  events,
  reached = [],
  now,
}: Pick<ReportInput<CountedEvent>, 'reached' | 'now'> & { readonly events: readonly HeldOrNot[] }): Report['reach'] {
  const held = new Set(events.filter(heldBy(now)).map(({ id }) => id));
  const own = reached.filter(({ event }) => held.has(event));
  return own.length === 0 ? undefined : reachSums(own.map(reachOf));
}

/** The figures of a period. An event belongs to it by its first session; it is held once that has begun. */
export function reportOf<Event extends CountedEvent>(input: ReportInput<Event>): Report<Event> {
  const { events, now, from, to } = input;
  const years = yearsOf(from, to);
  const isHeld = heldBy(now);
  const own = groupBy(input.registrations, ({ event }) => event);
  const answers = groupBy(input.stars, ({ event }) => event);
  const reached = new Map(input.reached?.map((each) => [each.event, each]));
  // Only answers that an event's own ratings show, so that the two side by side tell nothing more.
  const starsOf = ({ id }: CountedEvent) => shownStars(answers.get(id) ?? []);
  const figures = events.map((event): EventFigures<Event> => {
    const held = isHeld(event);
    return {
      event,
      held,
      ...peopleOf((held && own.get(event.id)) || []),
      ...ratingsOf(held ? starsOf(event) : []),
      ...reachOf(held ? reached.get(event.id) : undefined),
    };
  });
  const held = figures.filter((each) => each.held);
  const people = held.flatMap(({ event }) => own.get(event.id) ?? []);
  const kinds = EVENT_KINDS.map((kind) => kindOf(kind, figures, input.plan[kind], years.length));
  const open = input.actions.filter(({ outcome }) => outcome === null);
  const shares = held.flatMap(({ event }) => event.shares ?? []);
  const quarters = soFarTo(input);
  return {
    from,
    to,
    years,
    kinds: kinds.filter((each) => each.held + each.coming + each.cancelled > 0 || each.planned !== null),
    held: held.length,
    cancelled: events.filter(({ state }) => state === 'cancelled').length,
    formats: formatsOf(held.map(({ event }) => event)),
    noted: held.filter(({ repeated }) => repeated > 0).length,
    registered: sum(held.map(({ registered }) => registered)),
    selected: sum(held.map(({ selected }) => selected)),
    unique: attendees(people).length,
    repeated: sum(held.map(({ repeated }) => repeated)),
    absent: sum(held.map(({ absent }) => absent)),
    ...ratingsOf(held.flatMap(({ event }) => starsOf(event))),
    ...(input.periods.get(nameOf(input)) ?? sumsOf(shares)),
    soFar: soFarOf(quarters, quarters && input.periods.get(nameOf({ from, to: quarters }))),
    incomplete: held.filter(({ event, repeated }) => repeated > 0 && !event.isComplete).length,
    women: womenOf(held.map(({ event }) => event)),
    actions: { open: open.length, overdue: open.filter(({ dueOn }) => dueOn !== null && dueOn < input.today).length },
    reach: held.some(({ event }) => reached.has(event.id)) ? reachSums(held) : undefined,
    events: figures,
  };
}

function reachOf(reached: Reached | undefined): ShownReach {
  const { sent, fetched, requested } = reached ?? { sent: 0, fetched: 0, requested: 0 };
  return { sent: shownCount(sent), fetched: shownCount(fetched), requested: shownCount(requested) };
}

function reachSums(events: readonly ShownReach[]): NonNullable<Report['reach']> {
  const sumOf = (step: keyof ShownReach): ReachSum => {
    const shown = events.map((each) => each[step] ?? 0).filter((count) => count > 0);
    return { people: sum(shown), events: shown.length };
  };
  return { sent: sumOf('sent'), fetched: sumOf('fetched'), requested: sumOf('requested') };
}

function kindOf(kind: EventKind, figures: readonly EventFigures<CountedEvent>[], perYear: number | undefined, years: number): KindFigures {
  const own = figures.filter(({ event }) => event.kind === kind);
  const held = own.filter((each) => each.held);
  const cancelled = own.filter(({ event }) => event.state === 'cancelled').length;
  return {
    kind,
    held: held.length,
    cancelled,
    coming: own.length - held.length - cancelled,
    planned: perYear === undefined || perYear === 0 ? null : perYear * years,
    formats: formatsOf(held.map(({ event }) => event)),
  };
}

function formatsOf(events: readonly CountedEvent[]): KindFigures['formats'] {
  const count = (format: EventFormat) => events.filter((event) => event.format === format).length;
  const [virtual, inPerson, hybrid] = EVENT_FORMATS;
  return { [virtual]: count(virtual), [inPerson]: count(inPerson), [hybrid]: count(hybrid) };
}

function peopleOf(registrations: readonly CountedRegistration[]): PeopleCounts {
  const placed = registrations.filter(({ state }) => WITH_PLACE.some((known) => known === state));
  const repeated = sum(registrations.map(({ attended }) => attended));
  return {
    registered: registrations.filter(({ state }) => ASKED_FOR_A_PLACE.includes(state)).length,
    selected: placed.length,
    unique: registrations.filter(({ attended }) => attended > 0).length,
    repeated,
    // Where nobody noted who was there, nobody is said to have been absent.
    absent: repeated === 0 ? 0 : placed.filter(({ attended }) => attended === 0).length,
  };
}

const ratingsOf = (stars: readonly number[]): Ratings => ({ average: averageOf(stars), answers: stars.length });

/** Events that took place and show shares, with the people whom these count. */
export function cameTo({
  events,
  registrations,
  now,
}: Pick<ReportInput<CountedEvent>, 'registrations' | 'now'> & { readonly events: readonly (HeldOrNot & Pick<CountedEvent, 'shares'>)[] }) {
  const counted = groupBy(
    registrations.filter(({ isCounted }) => isCounted),
    ({ event }) => event,
  );
  return events
    .filter(heldBy(now))
    .flatMap(({ id, startsAt, shares }): readonly Came<CountedRegistration>[] =>
      shares === null ? [] : [{ startsAt, shares, people: counted.get(id) ?? [] }],
    );
}

/** Those of a person who were there. */
const attendees = (registrations: readonly CountedRegistration[]) => eachOnce(registrations.filter(({ attended }) => attended > 0));

/** Each person once, as they registered last. Guests and erased people are counted once for each event: nothing tells who they are. */
export function eachOnce(registrations: readonly CountedRegistration[]): readonly CountedRegistration[] {
  const known = new Map<MemberId, CountedRegistration>();
  const nameless: CountedRegistration[] = [];
  for (const registration of registrations) {
    if (registration.member === null) nameless.push(registration);
    else if ((known.get(registration.member)?.registeredAt ?? toInstant(0)) <= registration.registeredAt)
      known.set(registration.member, registration);
  }
  return [...known.values(), ...nameless];
}

/** Of sessions alone that show both: what is hidden of another can't be told from the sum. */
function womenOf(events: readonly CountedEvent[]): Report['women'] {
  const each = events.map(({ counted, isComplete }) => shownWomen(counted, isComplete)).filter((women) => women !== undefined);
  const complete = womenIn(events.flatMap(({ counted, isComplete }) => (isComplete ? counted : [])));
  // Where all that is counted is of events whose attendance is not complete, something is counted and nothing shown.
  const women = complete === undefined && each.length > 0 ? null : complete;
  if (women === undefined) return undefined;
  return { shown: women, events: women === null ? each.length : each.filter((shown) => shown !== null).length };
}

function yearsOf(from: LocalDate, to: LocalDate): readonly number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
