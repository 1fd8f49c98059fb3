import type { Identity } from './identity.js';

/** The erased people, outside the database, so that a backup does not bring them back; no account can be read from the list. */
export interface ErasureList {
  /** Notes that the owner of these accounts is erased now. Resolves once it is on disk. */
  note(accounts: readonly Identity[]): Promise<void>;
}
