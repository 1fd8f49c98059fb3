import { DAY } from '../../core/time.js';

/** How long what is kept of invitations is good for, in milliseconds. */
export const LIFETIMES = {
  /** A link that invites somebody into the browser chat. */
  invitation: 14 * DAY,
  /** What a stranger asked of organisers. */
  entryRequest: 30 * DAY,
} as const;
