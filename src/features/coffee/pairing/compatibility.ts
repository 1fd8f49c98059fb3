// Tells which stored rounds this version still matches exactly as the version that stored them.
//
// Several matchings can have the same best total. Which of them is found depends on the order in which the solver handles equal
// events. For graphs of up to SAME_ORDER_UP_TO vertices that order never changes. For larger ones it changed with version 3, which
// queues fewer events and no longer gives wrong scores to some candidates of rounds above 20,000 members.

/** All versions give the same matching for graphs of up to this many vertices. */
export const SAME_ORDER_UP_TO = 5000;

/** A volunteer has two vertices (see subgraph.ts), every other member one. */
const VERTICES_PER_MEMBER = 2;

/** The version to store with a round that is matched now: the lowest one that gives the same matching. */
export function explanationVersion(participants: number): 2 | 3 {
  return VERTICES_PER_MEMBER * participants > SAME_ORDER_UP_TO ? 3 : 2;
}

/** Whether this version gives the same matching as `version` did, provided that the stored input is complete. */
export function canBeRepeated(version: number, participants: number): boolean {
  return version >= explanationVersion(participants);
}
