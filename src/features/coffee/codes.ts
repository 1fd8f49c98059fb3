/**
 * planned → invited → matched → introduced → checking-in → closed; cancelled from any but the last.
 */
export const ROUND_STATES = ['planned', 'invited', 'matched', 'introduced', 'checking-in', 'closed', 'cancelled'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export const CHECK_INS = ['met', 'planned', 'could-not', 'not-a-good-match'] as const;
export type CheckIn = (typeof CHECK_INS)[number];
/** What came of a meeting, from the first step to the furthest. */
export const OUTCOMES = ['contact', 'exchange', 'joint-activity', 'agreement'] as const;
export type Outcome = (typeof OUTCOMES)[number];
