import { localDateOf } from '../../../../calendar/wall-clock.js';
import type { MemberId } from '../../../../core/ids.js';
import type { ShownPeople } from '../../../../core/small-groups.js';
import type { Instant, LocalDate, Zone } from '../../../../core/time.js';
import { type BrokenDown, brokenDown, type CountedPerson, type Kinds } from '../../attendance/rules/numbers.js';
import { lastQuarterBefore, type Part, partsAround, type Shown, tells, wholeMonths } from './nested.js';
import { daysOf, otherDaysTell, type Seen } from './other-days.js';

/** `people`: each person once; `places`: once for each event, as that event itself shows it. */
export type CountedBy = 'people' | 'places';

export interface PeriodBreakdown extends BrokenDown {
  readonly countedBy: Readonly<Record<Part, CountedBy>>;
  /** Events whose own groups are added up. */
  readonly added: number;
  /** How many of `types` are in groups that are too small. */
  readonly rest: number;
}

/** Somebody who was at an event; nothing tells who they are if they are no member. */
interface Attendee extends CountedPerson {
  readonly member: MemberId | null;
}

/** Who was at an event. */
export interface Came<Person> {
  readonly startsAt: Instant;
  readonly people: readonly Person[];
}

/** A number of members that is so large that no number of absent people counts as small. */
const MANY = Number.MAX_SAFE_INTEGER;

interface Input<Person> extends Kinds {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
  readonly zone: Zone;
  /** Each person once of those who were at several events. */
  readonly once: (people: readonly Person[]) => readonly Person[];
}

/**
 * What people of a period are. A period of whole months that is over counts each person once, unless that told by subtraction of a
 * small group: from the figures of an event, of such a period or of other days in it. Everything else is a sum of what its events show, which
 * tells nothing more than they do, whatever is put side by side.
 */
export function breakdownOf<Person extends Attendee>(events: readonly Came<Person>[], input: Input<Person>): PeriodBreakdown {
  const shown = (people: readonly Person[]): Shown => ({ people: people.length, ...brokenDown(people, input) });
  const each = events.map(({ people }) => shown(people));
  const sums = { ...sumOf(each), added: each.filter(({ types }) => types.type === 'shown').length };
  const all = shown(input.once(events.flatMap(({ people }) => people)));
  const isOver = wholeMonths(input.from, input.to) !== undefined && input.to < input.today;
  // How many members there were decides what an event or a part shows by itself; it may have been looked at when they were more.
  const openly = (people: readonly Person[]): Shown => ({ people: people.length, ...brokenDown(people, { ...input, members: MANY }) });
  const seen = (isOver ? events : []).map(
    ({ startsAt, people }): Seen => ({ startsAt, shown: openly(people), members: people.map(({ member }) => member) }),
  );
  const days = daysOf(seen, input.zone);
  const within = isOver
    ? [...seen.map((event) => event.shown), ...parts(events, input.zone).map((people) => openly(input.once(people)))]
    : [];
  // Together with the figures of events, the number of people tells how many were at several of them.
  const repeats = addedUp(each);
  const isTold = (part: Part) =>
    within.some((some) => tells(all, some, part)) || otherDaysTell(all, days, part) || tells(repeats, all, part);
  const by = (part: Part): CountedBy => (isOver && !isTold(part) ? 'people' : 'places');
  const countedBy = { types: by('types'), sectors: by('sectors'), governorates: by('governorates') };
  const of = (part: Part): BrokenDown => (countedBy[part] === 'people' ? all : sums);
  return {
    types: of('types').types,
    guests: of('types').guests,
    sectors: of('sectors').sectors,
    governorates: of('governorates').governorates,
    countedBy,
    added: sums.added,
    rest: countedBy.types === 'people' ? 0 : restOf(each),
  };
}

/** A year up to the end of its last quarter that is over, each person once. */
export interface SoFar {
  readonly to: LocalDate;
  readonly people: number;
  readonly types: Extract<ShownPeople, { readonly type: 'shown' }>;
}

/** What people of a year that still runs are, as far as its quarters are over; undefined where that may not be shown. */
export function soFarOf<Person extends Attendee>(events: readonly Came<Person>[], input: Input<Person>): SoFar | undefined {
  const { from, to: last, today, zone } = input;
  const isOver = last < today;
  const seen = isOver ? last : today;
  const isShownItself = isOver && wholeMonths(from, last) !== undefined;
  if (isShownItself || !from.endsWith('-01-01') || from.slice(0, 4) !== seen.slice(0, 4)) return undefined;
  const to = lastQuarterBefore(seen);
  if (to === undefined) return undefined;
  const own = events.filter(({ startsAt }) => localDateOf(startsAt, zone) <= to);
  const { types, countedBy } = breakdownOf(own, { ...input, to });
  if (types.type !== 'shown' || countedBy.types !== 'people') return undefined;
  return { to, people: input.once(own.flatMap(({ people }) => people)).length, types };
}

/** The people of each period of whole months. */
function parts<Person>(events: readonly Came<Person>[], zone: Zone): readonly (readonly Person[])[] {
  const found = new Map<string, Person[]>();
  for (const { startsAt, people } of events) {
    for (const name of partsAround(localDateOf(startsAt, zone))) found.set(name, [...(found.get(name) ?? []), ...people]);
  }
  return [...found.values()];
}

/** Groups that each event shows, added up. */
function addedUp(each: readonly Shown[]): Shown {
  const sums = sumOf(each);
  const { types } = sums;
  const isEvery = (group: number) => each.every((one) => one.types.type === 'shown' && one.types.groups[group]?.people !== null);
  const every = (part: 'sectors' | 'governorates') => new Map([...sums[part]].filter(([kind]) => each.every((one) => one[part].has(kind))));
  return {
    people: each.reduce((sum, { people }) => sum + people, 0),
    types:
      types.type === 'shown'
        ? { ...types, groups: types.groups.map((group, index) => (isEvery(index) ? group : { people: null, organisations: null })) }
        : types,
    guests: each.every(({ guests }) => guests !== null) ? sums.guests : null,
    sectors: every('sectors'),
    governorates: every('governorates'),
  };
}

function sumOf(each: readonly Shown[]): BrokenDown {
  return {
    types: sumOfTypes(each),
    guests: total(each.map(({ guests }) => guests)),
    sectors: sumOfKinds(each.map(({ sectors }) => sectors)),
    governorates: sumOfKinds(each.map(({ governorates }) => governorates)),
  };
}

function sumOfTypes(each: readonly Shown[]): ShownPeople {
  const shown = each.flatMap(({ types }) => (types.type === 'shown' ? [types] : []));
  const [first] = shown;
  if (first === undefined) return each[0]?.types ?? { type: 'none' };
  const groups = first.groups.map((_group, index) => ({
    people: total(shown.map(({ groups: own }) => own[index]?.people ?? null)),
    organisations: null,
  }));
  return { type: 'shown', people: shown.reduce((sum, { people }) => sum + people, 0), organisations: null, groups };
}

/** Of those that are shown; null where none is, and some are hidden. */
function total(counts: readonly (number | null)[]): number | null {
  const sum = counts.reduce<number>((before, count) => before + (count ?? 0), 0);
  return sum === 0 && counts.includes(null) ? null : sum;
}

function sumOfKinds(each: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [kind, count] of each.flatMap((kinds) => [...kinds])) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return sums;
}

function restOf(each: readonly Shown[]): number {
  const types = sumOfTypes(each);
  if (types.type !== 'shown') return 0;
  return types.people - types.groups.reduce((sum, { people }) => sum + (people ?? 0), 0);
}
