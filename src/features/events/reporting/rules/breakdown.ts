import type { MemberId } from '../../../../core/ids.js';
import type { ShownPeople } from '../../../../core/small-groups.js';
import type { Instant, LocalDate, Zone } from '../../../../core/time.js';
import { type BrokenDown, type CountedPerson, type Kinds, type Shown, shownOf } from '../../attendance/rules/numbers.js';
import { type Days, lastQuarterBefore, type Part, type Period, QUARTER, tells, wholeMonths } from './nested.js';
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

/** What a period of whole months shows, kept as it was first shown. */
export interface PeriodShares extends PeriodBreakdown {
  /** How many were at its events when their attendance was complete, each once. */
  readonly people: number;
}

/** Somebody who was at an event; nothing tells who they are if they are no member. */
interface Attendee extends CountedPerson {
  readonly member: MemberId | null;
}

/** An event whose attendance is complete: what it shows, and whom that counts. */
export interface Came<Person> {
  readonly startsAt: Instant;
  readonly shares: Shown;
  readonly people: readonly Person[];
}

/** A period in another one, and what it shows. */
interface PartOfPeriod extends Period {
  readonly shares: PeriodShares;
}

interface Input<Person> extends Kinds {
  readonly zone: Zone;
  /** Each person once of those who were at several events. */
  readonly once: (people: readonly Person[]) => readonly Person[];
}

/** What several events show, added up: that tells nothing more than they do, whatever is put side by side. */
export function sumsOf(each: readonly Shown[]): PeriodBreakdown {
  return {
    ...sumOf(each),
    countedBy: { types: 'places', sectors: 'places', governorates: 'places' },
    added: each.filter(({ types }) => types.type === 'shown').length,
    rest: restOf(each),
  };
}

/**
 * What people of a period of whole months are that is over. Each person counts once, unless that told by subtraction of a small group:
 * from the figures of an event, of such a period or of other days in it. Then it is a sum of what its events show.
 *
 * @param parts What such periods in it show.
 */
export function periodSharesOf<Person extends Attendee>(
  events: readonly Came<Person>[],
  parts: readonly PartOfPeriod[],
  input: Input<Person>,
): PeriodShares {
  const people = input.once(events.flatMap((event) => event.people));
  const all = shownOf(people, input);
  const each = events.map(({ shares }) => shares);
  const sums = sumsOf(each);
  const seen = events.map((event): Seen => ({ ...event, shown: event.shares, members: event.people.map(({ member }) => member) }));
  const days = daysOf(seen, input.zone);
  // Together with the figures of events, the number of people tells how many were at several of them.
  const repeats = addedUp(each);
  const isTold = (part: Part) => {
    const within = [...each, ...parts.flatMap(({ shares }) => (shares.countedBy[part] === 'people' ? [shares] : []))];
    const sumsOfAll = [repeats, ...sumsOfParts(parts, part)];
    return (
      within.some((some) => tells(all, some, part)) || otherDaysTell(all, days, part) || sumsOfAll.some((sum) => tells(sum, all, part))
    );
  };
  const by = (part: Part): CountedBy => (isTold(part) ? 'places' : 'people');
  const countedBy = { types: by('types'), sectors: by('sectors'), governorates: by('governorates') };
  const of = (part: Part): BrokenDown => (countedBy[part] === 'people' ? all : sums);
  return {
    people: people.length,
    types: of('types').types,
    guests: of('types').guests,
    sectors: of('sectors').sectors,
    governorates: of('governorates').governorates,
    countedBy,
    added: sums.added,
    rest: countedBy.types === 'people' ? 0 : sums.rest,
  };
}

/** A year up to the end of its last quarter that is over, each person once. */
export interface SoFar {
  readonly to: LocalDate;
  readonly people: number;
  readonly types: Extract<ShownPeople, { readonly type: 'shown' }>;
}

/** The end of the last quarter that is over of a year that still runs; undefined for other days, and before there is one. */
export function soFarTo({ from, to: last, today }: Days): LocalDate | undefined {
  const isOver = last < today;
  const seen = isOver ? last : today;
  const isShownItself = isOver && wholeMonths(from, last) !== undefined;
  if (isShownItself || !from.endsWith('-01-01') || from.slice(0, 4) !== seen.slice(0, 4)) return undefined;
  return lastQuarterBefore(seen);
}

/** What such a part of a year shows of its people; undefined where that may not be shown. */
export function soFarOf(to: LocalDate | undefined, kept: PeriodShares | undefined): SoFar | undefined {
  if (to === undefined || kept?.types.type !== 'shown' || kept.countedBy.types !== 'people') return undefined;
  return { to, people: kept.people, types: kept.types };
}

/** What the months of a period show, added up, and its quarters, where all of them count people. */
function sumsOfParts(parts: readonly PartOfPeriod[], part: Part): readonly Shown[] {
  return [1, QUARTER].flatMap((months) => {
    const some = parts.filter(({ from, to }) => wholeMonths(from, to) === months).map(({ shares }) => shares);
    return some.length > 0 && some.every(({ countedBy }) => countedBy[part] === 'people') ? [addedUp(some)] : [];
  });
}

/** Groups that each of them shows, added up. */
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
