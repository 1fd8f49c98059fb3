import type { Identity } from './identity.js';

/** Who was erased, remembered outside the database, so that a backup does not bring them back. No account can be read from it. */
export interface ErasureList {
  /** Notes that the owner of these accounts is erased now. Resolves once it is on disk. */
  note(accounts: readonly Identity[]): Promise<void>;
}
