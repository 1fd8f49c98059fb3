// Which stored rounds the present version matches exactly as the version that stored them did.
//
// Several matchings can have the same best total. Which of them is found depends on the order in which the solver handles equal
// events. For graphs of up to SAME_ORDER_UP_TO vertices that order never changes. For larger ones it changed with version 3, which
// queues fewer events and no longer gives wrong scores to some candidates of rounds above 20,000 members.

/** Graphs of up to this many vertices are matched alike by all versions. */
export const SAME_ORDER_UP_TO = 5000;

/** A volunteer's copy doubles the vertices of a member at most (part.ts). */
const VERTICES_PER_MEMBER = 2;

/** The version to store with a round that was matched now: the lowest one that matches it alike. */
export function explanationVersion(participants: number): 2 | 3 {
  return VERTICES_PER_MEMBER * participants > SAME_ORDER_UP_TO ? 3 : 2;
}

/** Whether a round stored by `version` is matched alike today, if all that it was given is still there. */
export function canBeRepeated(version: number, participants: number): boolean {
  return version >= explanationVersion(participants);
}
