import { MudhifError, SetupError } from '../core/errors.js';
import type { Phrase } from '../core/phrase.js';

/** The database failed for a reason that organisers or the operator can act on. */
export class StoreError extends MudhifError {
  override get isMomentary(): boolean {
    return MOMENTARY.has(this.humanError.key);
  }
}

const MOMENTARY: ReadonlySet<string> = new Set(['store.busy', 'store.unreachable', 'store.tooManyConnections'] satisfies StoreKey[]);

/** The store may not import the catalogues, so its keys are listed here; a test checks that the catalogues contain them. */
export const STORE_KEYS = [
  'store.diskFull',
  'store.readOnly',
  'store.corrupt',
  'store.notADatabase',
  'store.notOurs',
  'store.busy',
  'store.cannotOpen',
  'store.ioError',
  'store.newerDatabase',
  'store.notEmpty',
  'store.copyDamaged',
  'store.copyNewer',
  'store.noWayBack',
  'store.noSuchMigration',
  'store.unreachable',
  'store.accessDenied',
  'store.noSuchDatabase',
  'store.tooManyConnections',
  'store.alreadyRunning',
  'store.identityTaken',
  'store.organisationExists',
] as const;
export type StoreKey = (typeof STORE_KEYS)[number];

/** A phrase of the catalogue, by a key whose type is checked. */
export function storePhrase(key: StoreKey, values?: NonNullable<Phrase['values']>): Phrase {
  return values === undefined ? { key } : { key, values };
}

const BY_CODE: Readonly<Record<string, StoreKey>> = {
  SQLITE_FULL: 'store.diskFull',
  SQLITE_READONLY: 'store.readOnly',
  SQLITE_PERM: 'store.readOnly',
  SQLITE_CORRUPT: 'store.corrupt',
  SQLITE_NOTADB: 'store.notADatabase',
  SQLITE_BUSY: 'store.busy',
  SQLITE_LOCKED: 'store.busy',
  SQLITE_CANTOPEN: 'store.cannotOpen',
  SQLITE_IOERR: 'store.ioError',
};

/** SQLite's result code in an error, such as `SQLITE_IOERR_WRITE`. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** Converts an error of SQLite to one that a person can read; other errors are returned unchanged. */
export function mapSqliteError(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return error;
  const key = BY_CODE[code.split('_').slice(0, 2).join('_')];
  if (key === undefined) return error;
  return new StoreError(`the database answered ${code}`, storePhrase(key), { cause: error });
}

/** Converts an error at start-up to a `SetupError`, which ends the program. */
export function mapSetupError(error: unknown, file: string): unknown {
  // File system errors: no permission, no such folder, not a file.
  if (error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))) {
    return new SetupError(`can't open ${file}: ${String(error.code)}`, storePhrase('store.cannotOpen', { file }), { cause: error });
  }
  const mapped = mapSqliteError(error);
  if (!(mapped instanceof StoreError)) return mapped;
  return new SetupError(`${mapped.message} (${file})`, { ...mapped.humanError, values: { file } }, { cause: error });
}
