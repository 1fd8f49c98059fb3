import type { Language } from '../../src/core/language.js';
import type { Instant, Zone } from '../../src/core/time.js';

/** The demo's time machine, as the page sees it. Implemented outside the adapter; absent in production. */
export interface Timeline {
  /** The community's date, and the next thing due, named in `language`. */
  now(language: Language): Promise<TimelineNow>;
  /** Moves the clock and runs what falls due on the way; resolves when that is done. Throws an `InputError` for a step that makes no sense. */
  advance(step: TimeStep): Promise<void>;
  /** What the bot will do (soonest first) and did (newest first). */
  agenda(language: Language): Promise<TimelineAgenda>;
}

export interface TimelineNow {
  readonly now: Instant;
  readonly zone: Zone;
  readonly next: { readonly at: Instant; readonly label: string } | null;
}

export type TimeStep =
  | { readonly type: 'by'; readonly milliseconds: number }
  | { readonly type: 'to'; readonly instant: Instant }
  /** To the next thing due, and what it leads to. */
  | { readonly type: 'until-next' };

export interface TimelineAgenda {
  readonly upcoming: readonly TimelineItem[];
  readonly done: readonly TimelineItem[];
}

export interface TimelineItem {
  /** Tells items apart; unique in one answer. */
  readonly key: string;
  readonly at: Instant;
  readonly label: string;
  /** A code such as `coffee.match`, shown small. */
  readonly kind: string;
  readonly state: 'planned' | 'done' | 'failed' | 'dropped' | 'cancelled';
}
