import type { Instant } from '../../core/time.js';

/** What a feature does by itself: at every start-up, when something runs out, and daily. */
export interface Running<C> {
  /** Plans what recurs, at every start; planning again changes nothing. */
  readonly plan?: (context: C) => Promise<void>;
  /** Work at start-up, once the platforms are connected. Returns how to stop it, if anything goes on. */
  readonly start?: (context: C) => Promise<void | (() => Promise<void>)>;
  /** Erases what has run out by `context.now`. Returns when the next thing runs out, if anything will. */
  readonly expire?: (context: C) => Promise<Instant | undefined>;
  /** Daily tidying. */
  readonly tidy?: (context: C) => Promise<void>;
}
