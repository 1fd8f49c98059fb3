import { DAY } from '../../../core/time.js';

/** What people may write, in characters. */
export const TITLE_MAX = 150;
export const SUMMARY_MAX = 700;
export const ORGANISATION_MAX = 120;
export const LINK_MAX = 500;
export const REASON_MAX = 500;

/** The largest file that a platform passes on, in MB. */
export const FILE_MAX_MB = 10;
export const MB = 1024 * 1024;

/** How long something that was withdrawn or removed can be brought back. */
export const RESTORABLE_MS = 30 * DAY;

/** Drafts of one person at a time. */
export const DRAFTS_MAX = 20;
/** Editions of one resource, replaced ones too. */
export const EDITIONS_MAX = 30;
