import type { Language } from '../../src/core/language.js';
import type { Instant, Zone } from '../../src/core/time.js';

/** The interface between the page and the demo's time machine. It is implemented outside the adapter and absent in production. */
export interface Timeline {
  /** The community's time, and the next agenda item with its label in `language`. */
  now(language: Language): Promise<TimelineNow>;
  /**
   * Moves the clock, and resolves when everything due until then has run. Throws an `InputError` for an invalid step.
   * @param hasSeen Whether the person who asked sees something new, at which `until-seen` stops.
   */
  advance(step: TimeStep, hasSeen: () => Promise<boolean>): Promise<void>;
  /** Whether the clock is being moved: what happens comes fast, and pages are told a few times a second. */
  isMoving(): boolean;
  /** Planned agenda items, soonest first, and finished ones, newest first. */
  agenda(language: Language): Promise<TimelineAgenda>;
  readonly guide: Guide;
}

/** Whom a visitor of the demo is shown first, as accounts, and what. */
export interface Guide {
  readonly member: string;
  readonly organiser: string;
  /** `match`: the member's newest private group that is not put away; `answer`: what the bot asks the member. Undefined if there is none any more. */
  find(what: GuideStep): Promise<{ readonly conversation: string; readonly message: number } | undefined>;
}

export type GuideStep = 'match' | 'answer';

export interface TimelineNow {
  readonly now: Instant;
  readonly zone: Zone;
  readonly next: { readonly at: Instant; readonly label: string } | null;
  /** The journey under way; `to` is null where nobody knows when it ends. */
  readonly progress: { readonly from: Instant; readonly to: Instant | null } | null;
}

export type TimeStep =
  | { readonly type: 'by'; readonly milliseconds: number }
  | { readonly type: 'to'; readonly instant: Instant }
  /** To the next thing that the person who asked can see. */
  | { readonly type: 'until-seen' };

export type TimelineAgenda = Readonly<Record<'upcoming' | 'done', readonly TimelineItem[]>>;

export interface TimelineItem {
  /** Unique within one answer. */
  readonly key: string;
  readonly at: Instant;
  readonly label: string;
  /** The kind of agenda item, such as `feature.kind`. */
  readonly kind: string;
  readonly state: 'planned' | 'done' | 'failed' | 'dropped' | 'cancelled';
}
