import { HOUR, MINUTE } from './time.js';

/** How long a copy of somebody's data stays in a chat that keeps it for a while only, in milliseconds. */
export const FLEETING_MS = HOUR;

/**
 * How far the clocks of two processes may be apart. What is said to last longer than it can was written before the clock
 * stepped back, and would be good for as much longer.
 */
export const CLOCKS_APART = 5 * MINUTE;
