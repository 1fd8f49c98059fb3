/** Fewer people than this are never counted apart, because people who know the community could tell who they are. */
export const SMALLEST_GROUP = 5;

/** People of one kind who wrote, and the organisations that they wrote for. */
export interface Group {
  readonly people: number;
  readonly organisations: number;
}

/** A group as it may be shown; null if it may not be shown. */
export interface ShownGroup {
  readonly people: number | null;
  readonly organisations: number | null;
}

/** How many wrote, as far as that may be shown. */
export type ShownPeople =
  /** The community is so small that every number would tell of somebody. */
  | { readonly type: 'withheld' }
  | { readonly type: 'none' }
  /** Fewer than five wrote. */
  | { readonly type: 'few' }
  /** Fewer than five did not write. */
  | { readonly type: 'most' }
  | {
      readonly type: 'shown';
      readonly people: number;
      readonly organisations: number | null;
      /** In the order in which they were given. */
      readonly groups: readonly ShownGroup[];
    };

/**
 * What may be shown of those who wrote, by groups that have nobody in common: no number of one to four people can be told from
 * it, neither of a group nor of those who did not write, also by subtracting what is shown from its sum. Works for up to four
 * groups.
 * @param members How many people the community has, which everybody may know.
 * @param groups The last one is of people without an organisation.
 */
export function shownPeople(members: number, groups: readonly Group[]): ShownPeople {
  const people = sum(groups.map((group) => group.people));
  if (members < 2 * SMALLEST_GROUP) return { type: 'withheld' };
  if (people === 0) return { type: 'none' };
  if (people < SMALLEST_GROUP) return { type: 'few' };
  if (isSmall(members - people)) return { type: 'most' };
  const hidden = hiddenGroups(groups.map((group) => group.people));
  // The sum of all organisations would tell how many people there are at least in the hidden groups that have some.
  const withheld = hidden.has(groups.length - 1);
  return {
    type: 'shown',
    people,
    organisations: withheld ? null : sum(groups.map(({ organisations }) => organisations)),
    groups: groups.map((group, index) => (hidden.has(index) ? { people: null, organisations: null } : group)),
  };
}

/**
 * Small groups, and of the others the last ones, until those that are hidden can't be told from the sum of all. Their order
 * decides and not their size: from the size of what is shown one could tell the size of what had to be hidden.
 */
function hiddenGroups(people: readonly number[]): ReadonlySet<number> {
  const groups = people.map((count, index) => ({ count, index }));
  const hidden = groups.filter(({ count }) => isSmall(count));
  if (hidden.length === 0) return new Set();
  const others = groups.filter(({ count }) => count >= SMALLEST_GROUP);
  while (isTold(hidden.map(({ count }) => count))) {
    const next = others.pop();
    if (next === undefined) break;
    hidden.push(next);
  }
  return new Set(hidden.map(({ index }) => index));
}

/** Whether the sum of what is hidden gives it away: one group, a few people, or as many as so many small groups can have. */
function isTold(hidden: readonly number[]): boolean {
  return hidden.length < 2 || sum(hidden) < SMALLEST_GROUP || hidden.every((count) => count === SMALLEST_GROUP - 1);
}

/** How often something was done, as far as that may be shown: null for one to four times. */
export function shownCount(count: number): number | null {
  return isSmall(count) ? null : count;
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_GROUP;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * How many people are in each group, where one may be in several, as far as that may be shown. Left out is every group that has
 * fewer than five people or all but fewer than five, and of the others the last ones, until those in no shown group are none, or
 * five at least and not as many as that number of small groups can have, so that subtracting tells of no small group.
 * @param people The groups of each person.
 * @param order All groups. It decides which are left out, because sizes would tell of sizes.
 */
export function shownKinds<Kind>(people: readonly (readonly Kind[])[], order: readonly Kind[]): ReadonlyMap<Kind, number> {
  const shown = order
    .map((kind) => [kind, people.filter((kinds) => kinds.includes(kind)).length] as const)
    .filter(([, count]) => count >= SMALLEST_GROUP && !isSmall(people.length - count));
  const others = () => people.filter((kinds) => !shown.some(([kind]) => kinds.includes(kind))).length;
  const isTold = (hidden: number) => isSmall(hidden) || hidden === (SMALLEST_GROUP - 1) * (order.length - shown.length);
  while (shown.length > 0 && isTold(others())) shown.pop();
  return new Map(shown);
}

/**
 * Two groups that make up everybody, as an organiser counted them: both, or none of the two, since the one that is hidden follows
 * from the other and the number of all.
 */
export function shownPair(one: number, other: number): readonly [number, number] | null {
  return isSmall(one) || isSmall(other) ? null : [one, other];
}
