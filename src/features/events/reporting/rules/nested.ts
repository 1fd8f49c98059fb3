import { SMALLEST_GROUP } from '../../../../core/small-groups.js';
import { type LocalDate, toLocalDate } from '../../../../core/time.js';
import type { Shown } from '../../attendance/rules/numbers.js';

export type Part = 'types' | 'sectors' | 'governorates';

/** A month, a quarter, and a year up to the end of each of its quarters. */
const PERIODS = [1, 3, 6, 9, 12] as const;
const MONTHS = 12;
export const QUARTER = 3;

/**
 * How many months a calendar month or quarter has that these days are, or a year up to the end of a quarter; undefined for other days.
 * Of any two of them one holds the other or they have no day in common.
 */
export function wholeMonths(from: LocalDate, to: LocalDate): number | undefined {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  const begins = (months: number) => (months <= 3 ? (month - 1) % months === 0 : month === 1);
  return PERIODS.find((months) => begins(months) && from.endsWith('-01') && to === lastDay(year, month + months - 1));
}

/** The end of the last quarter that is over by a day of the same year; undefined before the first one is. */
export function lastQuarterBefore(day: LocalDate): LocalDate | undefined {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const over = 3 * Math.floor((month - 1) / 3);
  return over === 0 ? undefined : lastDay(year, over);
}

function firstDay(year: number, month: number): LocalDate {
  return toLocalDate(`${year}-${String(month).padStart(2, '0')}-01`);
}

function lastDay(year: number, month: number): LocalDate {
  return toLocalDate(new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10));
}

/** A period as it is asked for on a day. */
export interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
}

/** The first and the last day of a period. */
export type Period = Pick<Days, 'from' | 'to'>;

/** Such periods that lie in one of them, and that one, so that each comes after those that lie in it. */
export function wholePeriodsIn({ from, to }: Period): readonly Period[] {
  const year = Number(from.slice(0, 4));
  return PERIODS.flatMap((months) =>
    Array.from({ length: MONTHS - months + 1 }, (_, index) => ({
      from: firstDay(year, index + 1),
      to: lastDay(year, index + months),
    })).filter((period) => wholeMonths(period.from, period.to) === months && from <= period.from && period.to <= to),
  );
}

/** How many of some groups there are at least and at most. */
export type Range = readonly [least: number, most: number];

/** People of groups whose number follows from what is shown, and what other figures tell of the same groups. */
export interface Sought {
  readonly count: number;
  readonly rangeIn: (some: Shown) => Range;
}

/** Whether what is shown of all and of some of them tells, by subtraction, of a group of one to four others. */
export function tells(all: Shown, some: Shown, part: Part): boolean {
  return soughtIn(all, part).some(({ count, rangeIn }) => isTold(count, rangeIn(some)));
}

/** All that follows from what is shown of some people. */
export function soughtIn(all: Shown, part: Part): readonly Sought[] {
  return part === 'types' ? typesIn(all) : kindsIn(all, part);
}

/** Whether the difference is one to four people, whatever it is; also below nothing, since people may be counted by another organisation. */
export function isTold(count: number, [least, most]: Range): boolean {
  const [fewest, highest] = [count - most, count - least];
  return (fewest > 0 && highest < SMALLEST_GROUP) || (highest < 0 && fewest > -SMALLEST_GROUP);
}

function kindsIn(all: Shown, part: 'sectors' | 'governorates'): readonly Sought[] {
  return [...all[part]].flatMap(([kind, count]): readonly Sought[] => {
    const rangeIn = ({ people, ...some }: Shown): Range => {
      const known = some[part].get(kind);
      return known === undefined ? [0, people] : [known, known];
    };
    const othersIn = (some: Shown): Range => {
      const [least, most] = rangeIn(some);
      return [some.people - most, some.people - least];
    };
    return [
      { count, rangeIn },
      { count: all.people - count, rangeIn: othersIn },
    ];
  });
}

/** What can be counted of some people: each block of groups that are shown together has a number. */
interface Blocks {
  /** The block of each group; the last two groups are of people without an organisation, members and guests. */
  readonly blockOf: readonly number[];
  readonly counts: readonly number[];
}

function typesIn(all: Shown): readonly Sought[] {
  const whole = blocksOf(all);
  if (whole === undefined) return [];
  return unions([...new Set(whole.blockOf)])
    .map((blocks) => ({
      count: blocks.reduce((sum, block) => sum + (whole.counts[block] ?? 0), 0),
      groups: whole.blockOf.map((block) => blocks.includes(block)),
    }))
    .filter(({ groups }) => groups.includes(true) && groups.includes(false))
    .map(({ count, groups }) => ({ count, rangeIn: (some) => rangeOf(some, groups) }));
}

function unions(blocks: readonly number[]): readonly (readonly number[])[] {
  return blocks.reduce<readonly (readonly number[])[]>((some, block) => [...some, ...some.map((each) => [...each, block])], [[]]);
}

/** How many people of these groups are among some: blocks that lie in them count at least, those that they touch at most. */
function rangeOf(some: Shown, groups: readonly boolean[]): Range {
  const blocks = blocksOf(some);
  if (blocks === undefined) return [0, some.people];
  const { blockOf, counts } = blocks;
  const total = (found: (own: readonly boolean[]) => boolean): number =>
    counts.reduce((sum, count, block) => {
      const own = groups.filter((_is, group) => blockOf[group] === block);
      return own.length > 0 && found(own) ? sum + count : sum;
    }, 0);
  return [total((own) => own.every((is) => is)), total((own) => own.some((is) => is))];
}

/** Undefined where no group is shown. Hidden groups are one block: their number follows from that of all. */
function blocksOf({ types, guests, people }: Shown): Blocks | undefined {
  if (types.type !== 'shown') return undefined;
  const without = types.groups.length - 1;
  const counts: number[] = [0];
  const blockOf: number[] = [];
  for (const [index, { people: count }] of types.groups.entries()) {
    if (count === null) blockOf.push(...(index < without ? [0] : [0, guests === null ? 0 : counts.push(guests) - 1]));
    else if (index < without) blockOf.push(counts.push(count) - 1);
    else if (guests === null) {
      const block = counts.push(count) - 1;
      blockOf.push(block, block);
    } else blockOf.push(counts.push(count - guests) - 1, counts.push(guests) - 1);
  }
  counts[0] = people - counts.reduce((total, count) => total + count, 0);
  return { blockOf, counts };
}
