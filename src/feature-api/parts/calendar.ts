import type { Language } from '../../core/language.js';
import type { Instant, Zone } from '../../core/time.js';

/** What a feature adds to the calendars that members subscribe to. */
export interface CalendarSource<C> {
  /** What begins within [from, to), as everybody may know it. What was called off stays, so that calendars cross it out. */
  readonly between: (
    context: C,
    range: { readonly from: Instant; readonly to: Instant },
    language: Language,
  ) => Promise<readonly CalendarItem[]>;
}

/** An entry of a calendar. */
export interface CalendarItem {
  /** The same for as long as it exists, and never that of another one. */
  readonly uid: string;
  /** Grows with each change. */
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly zone: Zone;
  readonly title: string;
  readonly about: string;
  /** When it was last changed, as far as is known. */
  readonly changedAt: Instant;
}
