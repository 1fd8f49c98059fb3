import { SMALLEST_GROUP } from '../../../../core/small-groups.js';
import { type LocalDate, toLocalDate } from '../../../../core/time.js';
import type { BrokenDown } from '../../attendance/rules/numbers.js';

/** Some people, and what is shown of what they are. */
export interface Shown extends BrokenDown {
  readonly people: number;
}

export type Part = 'types' | 'sectors' | 'governorates';

/** A month, a quarter, and a year up to the end of each of its quarters. */
const PERIODS = [1, 3, 6, 9, 12] as const;

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

function lastDay(year: number, month: number): LocalDate {
  return toLocalDate(new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10));
}

/** The periods of whole months in which days lie, but for the year: `2026-03`, `2026-Q1`, and up to which quarters it counts. */
export function partsAround(day: LocalDate): readonly string[] {
  const [year = '', month = ''] = day.split('-');
  const quarter = Math.ceil(Number(month) / 3);
  return [`${year}-${month}`, `${year}-Q${quarter}`, ...[2, 3].filter((last) => quarter <= last).map((last) => `${year}-to-Q${last}`)];
}

/** Whether what is shown of all and of some of them tells, by subtraction, of a group of one to four others. */
export function tells(all: Shown, some: Shown, part: Part): boolean {
  return part === 'types' ? typesTell(all, some) : kindsTell(all, some, part);
}

function kindsTell(all: Shown, some: Shown, part: 'sectors' | 'governorates'): boolean {
  const others = all.people - some.people;
  return [...all[part]].some(([kind, count]) => {
    const known = some[part].get(kind);
    return known !== undefined && (isFew(count - known) || isFew(others - (count - known)));
  });
}

/** What can be counted of some people: each block of groups that are shown together has a number. */
interface Blocks {
  /** The block of each group; the last two groups are of people without an organisation, members and guests. */
  readonly blockOf: readonly number[];
  readonly counts: readonly number[];
}

function typesTell(all: Shown, some: Shown): boolean {
  const [whole, part] = [blocksOf(all), blocksOf(some)];
  if (whole === undefined || part === undefined) return false;
  const joined = joinedBlocks(whole.blockOf, part.blockOf);
  const differences = [...new Set(joined)].map((block) => countOf(whole, joined, block) - countOf(part, joined, block));
  return unions(differences).some(isFew);
}

/** The blocks of one kind, joined with those of another until none of either is cut. */
function joinedBlocks(one: readonly number[], other: readonly number[]): readonly number[] {
  const joined = one.map((_block, index) => index);
  for (let round = 0; round < joined.length; round += 1) {
    for (const [index] of joined.entries()) {
      const least = Math.min(...joined.filter((_block, at) => one[at] === one[index] || other[at] === other[index]));
      joined[index] = Math.min(joined[index] ?? least, least);
    }
  }
  return joined;
}

function countOf({ blockOf, counts }: Blocks, joined: readonly number[], block: number): number {
  const own = new Set(blockOf.filter((_own, index) => joined[index] === block));
  return counts.filter((_count, index) => own.has(index)).reduce((total, count) => total + count, 0);
}

/** What any of them are together. */
function unions(differences: readonly number[]): readonly number[] {
  return differences.reduce<readonly number[]>((sums, next) => [...sums, ...sums.map((sum) => sum + next)], [0]);
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

/** Also if there are fewer: people may be counted by another organisation among all than among some. */
function isFew(difference: number): boolean {
  return difference !== 0 && Math.abs(difference) < SMALLEST_GROUP;
}
