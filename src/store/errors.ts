import { MudhifError, SetupError } from '../core/errors.js';
import type { Phrase } from '../core/phrase.js';

/** The database can't do what was asked just now, for a reason that organisers or the operator can act on. */
export class StoreError extends MudhifError {}

/** A phrase by hand: the store may not import the catalogues. A test checks that each key is in them. */
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

/** The result code of SQLite that an error carries: `SQLITE_IOERR_WRITE` and the like. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** Turns what SQLite throws into an error that a person can read; others come back as they are. */
export function mapSqliteError(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === undefined) return error;
  const key = BY_CODE[code.split('_').slice(0, 2).join('_')];
  if (key === undefined) return error;
  return new StoreError(`the database answered ${code}`, storePhrase(key), { cause: error });
}

/** The same at start-up, where it ends the program. */
export function mapSetupError(error: unknown, file: string): unknown {
  // The file system's own refusals: no permission, no such place, something else in its place.
  if (error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code))) {
    return new SetupError(`can't open ${file}: ${String(error.code)}`, storePhrase('store.cannotOpen', { file }), { cause: error });
  }
  const mapped = mapSqliteError(error);
  if (!(mapped instanceof StoreError)) return mapped;
  return new SetupError(`${mapped.message} (${file})`, { ...mapped.humanError, values: { file } }, { cause: error });
}
