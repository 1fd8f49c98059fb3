import { DAY, HOUR, MINUTE } from './time.js';

/** How long what is kept for a while only is good for, in milliseconds. */
export const LIFETIMES = {
  /** A code of `/profile link`, its confirmation, and the memory of wrong ones. */
  linkCode: 10 * MINUTE,
  /** A list of members between its dry run and a yes. */
  importDraft: 2 * HOUR,
  /** A copy of somebody's data in the browser chat. */
  fleeting: HOUR,
  /** A question whether a line of a list means a member. */
  identityQuestion: 90 * DAY,
  /** How long two who were made one can be parted again. */
  joined: 30 * DAY,
  /** A link that invites somebody into the browser chat. */
  invitation: 14 * DAY,
  /** What a stranger asked of organisers. */
  entryRequest: 30 * DAY,
} as const;

/**
 * How far the clocks of two processes may be apart. What is said to last longer than it can was written before the clock
 * stepped back, and would be good for as much longer.
 */
export const CLOCKS_APART = 5 * MINUTE;
