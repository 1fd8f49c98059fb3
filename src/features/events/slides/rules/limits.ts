import { DAY } from '../../../../core/time.js';

export const MB = 1024 * 1024;

/** Files of one event: as many as a menu shows. */
export const FILES_MAX = 25;
/** Files that are taken from one message. */
export const DROPPED_MAX = 5;
/** How long the bot waits for an answer about a file that somebody dropped. */
export const ANSWERED_WITHIN = 14 * DAY;
/** Characters of a name that are kept. */
export const NAME_MAX = 150;
