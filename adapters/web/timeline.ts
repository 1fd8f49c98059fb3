import type { Language } from '../../src/core/language.js';
import type { Instant, Zone } from '../../src/core/time.js';

/** The interface between the page and the demo's time machine. It is implemented outside the adapter and absent in production. */
export interface Timeline {
  /** The community's time, and the next agenda item with its label in `language`. */
  now(language: Language): Promise<TimelineNow>;
  /** Moves the clock, and resolves when everything due until then has run. Throws an `InputError` for an invalid step. */
  advance(step: TimeStep): Promise<void>;
  /** Planned agenda items, soonest first, and finished ones, newest first. */
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
  /** To the next agenda item, and what follows from it. */
  | { readonly type: 'until-next' };

export interface TimelineAgenda {
  readonly upcoming: readonly TimelineItem[];
  readonly done: readonly TimelineItem[];
}

export interface TimelineItem {
  /** Unique within one answer. */
  readonly key: string;
  readonly at: Instant;
  readonly label: string;
  /** The kind of agenda item, such as `feature.kind`. */
  readonly kind: string;
  readonly state: 'planned' | 'done' | 'failed' | 'dropped' | 'cancelled';
}
