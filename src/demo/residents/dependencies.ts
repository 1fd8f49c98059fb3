import type { Clock } from '../../core/time.js';
import type { Inbox } from '../../ports/chat.js';
import type { Logger } from '../../ports/logger.js';
import type { People } from '../../ports/people.js';
import type { Store } from '../../ports/store.js';

export interface ResidentsDependencies {
  readonly store: Pick<Store, 'autocommit'>;
  readonly people: Pick<People, 'findByAccount'>;
  readonly clock: Clock;
  /** Asked at each action, because the app is built after the residents. */
  readonly inbox: () => Inbox;
  readonly logger: Logger;
  /** Id of the web chat among the community's spaces. */
  readonly space: string;
  /** Accounts played by people: no resident acts for them. */
  readonly personas: readonly string[];
  /** Seed of all random choices; the same seed gives the same behaviour. Default 1. */
  readonly seed?: number;
}
