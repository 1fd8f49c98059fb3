import type { Actor } from '../../core/access.js';
import type { Card } from '../../core/message.js';

/** What one feature shows of a member's own next steps, in their language; empty where it has none for them. */
export interface HomeSection<C> {
  readonly cards: (context: C, member: Actor) => Promise<readonly Card[]>;
  /** What has to be seen before everything else. */
  readonly first?: (context: C, member: Actor) => Promise<readonly Card[]>;
  /** Shown to somebody who is not known yet. */
  readonly welcome?: (context: C) => Promise<readonly Card[]>;
}
