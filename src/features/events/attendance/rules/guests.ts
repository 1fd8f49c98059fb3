import { type ShownPeople, shownCount, shownPair } from '../../../../core/small-groups.js';

/**
 * How many of those who were there were guests, as far as that may be shown; null: not at all. They are among the people without an
 * organisation, so that the number is shown only where neither group of the two is small, and nothing that is hidden follows from it.
 * @param members How many people the community has, which everybody may know.
 */
export function shownGuests(guests: number, types: ShownPeople, members: number): number | null {
  if (guests === 0) return 0;
  if (types.type !== 'shown') return null;
  const without = types.groups.at(-1)?.people ?? null;
  if (without === null || shownPair(guests, without - guests) === null) return null;
  const own = types.people - guests;
  // The members who were not there follow, too.
  return shownPair(guests, own) === null || shownCount(Math.max(0, members - own)) === null ? null : guests;
}
