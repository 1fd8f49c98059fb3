import { localDateOf } from '../../../../calendar/wall-clock.js';
import type { MemberId } from '../../../../core/ids.js';
import type { Instant, LocalDate, Zone } from '../../../../core/time.js';
import { groupBy } from '../../../../kit/group-by.js';
import type { Shown } from '../../attendance/rules/numbers.js';
import { isTold, type Part, type Sought, soughtIn } from './nested.js';

/** What an event shows, and who was there. */
export interface Seen {
  readonly startsAt: Instant;
  readonly shown: Shown;
  /** Null for each of those of whom nothing tells who they are. */
  readonly members: readonly (MemberId | null)[];
}

/** The events of one day. */
export interface Day {
  readonly shown: readonly Shown[];
  /** How many people came from this day on up to this one, the next one with events, and so on. */
  readonly peopleUpTo: readonly number[];
}

/**
 * Whether reports of other days in a period tell of a group of one to four people who were at none of their events. Such a report
 * adds up what its events show, and says how many people they were: from that follows how many of a group at least and at most.
 */
export function otherDaysTell(all: Shown, days: readonly Day[], part: Part): boolean {
  return soughtIn(all, part).some((sought) => {
    const sums = days.map(({ shown }) => shown.map((some) => sumsOf(sought, some)).reduce(plus, NOTHING));
    return days.some((day, from) => {
      let known = NOTHING;
      return day.peopleUpTo.some((people, index) => {
        known = plus(known, sums[from + index] ?? NOTHING);
        return isTold(sought.count, [Math.max(known.least, people - known.othersMost), Math.min(known.most, people - known.othersLeast)]);
      });
    });
  });
}

/** Events by their day. */
export function daysOf(seen: readonly Seen[], zone: Zone): readonly Day[] {
  const days = [...groupBy(seen, ({ startsAt }): LocalDate => localDateOf(startsAt, zone))]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, events]) => events);
  return days.map((events, from) => ({ shown: events.map(({ shown }) => shown), peopleUpTo: peopleFrom(days.slice(from)) }));
}

function peopleFrom(days: readonly (readonly Seen[])[]): readonly number[] {
  const known = new Set<MemberId>();
  let nameless = 0;
  return days.map((events) => {
    for (const member of events.flatMap(({ members }) => members)) {
      if (member === null) nameless += 1;
      else known.add(member);
    }
    return known.size + nameless;
  });
}

/** What follows of some groups, and of the others, from what several events show. */
interface Sums {
  /** The most of one event; all of them together have that many at least. */
  readonly least: number;
  readonly most: number;
  readonly othersLeast: number;
  readonly othersMost: number;
}

const NOTHING: Sums = { least: 0, most: 0, othersLeast: 0, othersMost: 0 };

function sumsOf({ rangeIn }: Sought, shown: Shown): Sums {
  const [least, most] = rangeIn(shown);
  return { least, most, othersLeast: shown.people - most, othersMost: shown.people - least };
}

const plus = (one: Sums, other: Sums): Sums => ({
  least: Math.max(one.least, other.least),
  most: one.most + other.most,
  othersLeast: Math.max(one.othersLeast, other.othersLeast),
  othersMost: one.othersMost + other.othersMost,
});
