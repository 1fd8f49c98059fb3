import type { Kysely } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import type { Settings } from '../../core/settings.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { DialectTraits } from '../dialect.js';
import type { Schema } from '../schema.js';

/**
 * Transactions take turns, so that what one has read stays true until it ends. `beside others`: for one that by itself does no
 * harm beside them, since it only takes rows that nobody else holds.
 */
export type Isolation = 'serialized' | 'concurrent';

/** What repositories work with: the connection or the transaction, and the one community that they see. */
export interface Context {
  readonly db: Kysely<Schema>;
  readonly community: CommunityId;
  readonly traits: DialectTraits;
  readonly readSettings: (text: string) => Settings;
  /** Runs steps that belong together: in the transaction that is open, or in one of their own. */
  atomically<T>(work: (context: Context) => Promise<T>, isolation?: Isolation): Promise<T>;
  /** Something was removed that must leave no trace: once this is written for good, the files are cleaned. */
  erased(): void;
  /** A row stands planned for a new time: once this is written for good, whoever wakes up the agenda is told. */
  planned(row: PlannedRow): void;
}
