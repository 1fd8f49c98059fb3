import type { EventKind } from '../../types.js';

/** Kinds of events at which people confer; at others minutes are kept only if somebody writes some. */
const MEETINGS: readonly EventKind[] = ['coordination-meeting', 'roundtable', 'collaboration-lab'];

export function isMeeting({ kind }: { readonly kind: EventKind }): boolean {
  return MEETINGS.includes(kind);
}

/** How many days later an action that is not done yet is asked for again. */
export const LATER_DAYS = 7;

export const WORDS_MAX = 1500;
export const RESPONSIBLE_MAX = 100;
/** How many notes one meeting has at most. */
export const NOTES_MAX = 500;
