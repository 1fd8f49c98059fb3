import { DAY } from '../../../core/time.js';

/** What people may write, in characters. */
export const WHAT_MAX = 150;
export const PURPOSE_MAX = 500;
export const NOTE_MAX = 400;
export const RESOURCE_MAX = 150;

/** Requests of one person that they have not sent yet; they are deleted after a while. */
export const DRAFTS_MAX = 5;
export const DRAFT_KEPT_MS = 7 * DAY;
/** Answers that a request can have. */
export const ANSWERS_MAX = 10;

/** How many are asked at a time, and after how long without an answer the next ones are asked. */
export const ASKED_AT_ONCE = 12;
export const ASK_AGAIN_MS = 4 * DAY;
/** The period in which questions are counted: those who were asked most are asked last. */
export const BURDEN_MS = 60 * DAY;

/** How long before its deadline those who want to help are reminded. */
export const REMIND_DAYS = 2;
/** How long after an answer its reader is asked once more whether it helps. */
export const UNCONFIRMED_MS = 5 * DAY;
