import { DAY, HOUR, MINUTE } from '../../core/time.js';

/** How long what is kept of members for a while only is good for, in milliseconds. */
export const LIFETIMES = {
  /** A code of `/profile link`, its confirmation, and the memory of wrong ones. */
  linkCode: 10 * MINUTE,
  /** A list of members between its dry run and a yes. */
  importDraft: 2 * HOUR,
  /** A question whether a line of a list means a member. */
  identityQuestion: 90 * DAY,
  /** How long two who were made one can be parted again. */
  joined: 30 * DAY,
} as const;
