import type { MemberId } from '../../../../core/ids.js';
import type { PastPlace } from '../../store/index.js';

/** From how many missed events in a row a person is listed, because people fall ill once. */
const SHOWN_FROM = 2;

/** How often people missed events in a row that they had a place at, where it is more than once; the most first. */
export function streaksOf(places: readonly PastPlace[]): readonly { readonly member: MemberId; readonly missed: number }[] {
  const members = [...new Set(places.map(({ member }) => member))];
  return members
    .map((member) => {
      const own = places.filter((place) => place.member === member);
      const came = own.findIndex((place) => place.came);
      return { member, missed: came === -1 ? own.length : came };
    })
    .filter(({ missed }) => missed >= SHOWN_FROM)
    .toSorted((one, other) => other.missed - one.missed || one.member - other.member);
}
