import type { Kysely } from 'kysely';
import type { CommunityId } from '../../core/ids.js';
import type { Settings } from '../../core/settings.js';
import type { PlannedRow } from '../../ports/agenda.js';
import type { ErasureList } from '../../ports/erasures.js';
import type { DialectTraits } from '../dialect.js';
import type { Schema } from '../schema.js';

/**
 * `serialized`: transactions of one community run one after the other, so that what one has read stays true until it ends.
 * `concurrent`: for a transaction that is safe without that, because it only takes rows that no other process holds.
 */
export type Isolation = 'serialized' | 'concurrent';

/** The connection or transaction that repositories use, and the community that they see. */
export interface Context {
  readonly db: Kysely<Schema>;
  readonly community: CommunityId;
  readonly traits: DialectTraits;
  readonly readSettings: (text: string) => Settings;
  /** The settings as this transaction last read them; undefined where another one may change them meanwhile. */
  readonly settingsRead: { current: Settings | undefined } | undefined;
  /** Runs `work` in the open transaction, or in one of its own. */
  atomically<T>(work: (context: Context) => Promise<T>, isolation?: Isolation): Promise<T>;
  /** Requests that the database files are cleaned after the commit, because something was erased. */
  erased(): void;
  /** Reports a planned row to the agenda runner after the commit. */
  planned(row: PlannedRow): void;
  /** Remembers who was erased outside the database. */
  readonly erasures: ErasureList | undefined;
}
