import Sqlite from 'better-sqlite3';
import { SetupError } from '../core/errors.js';
import type { RunLock } from './database.js';
import { mapSetupError, sqliteCode, storePhrase } from './errors.js';

/**
 * Makes this the only process that runs on a SQLite file, until it ends; or one of several that share a queue, and keeps
 * out whoever wants to be alone. Other processes may still read and write (an import, say). The lock is a database of its own beside the file, held
 * locked: the operating system lets go of it however this process ends. Nothing to lock for a database in memory.
 * Throws a `SetupError` if another process runs already.
 */
export function acquireRunLock(file: string, mode: 'alone' | 'together' = 'alone'): RunLock {
  if (file === ':memory:' || file === '') return { release: async () => {} };
  const lockFile = `${file}.lock`;
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(lockFile, { timeout: 0 });
    // Not WAL: there, readers and a writer get along.
    lock.pragma('journal_mode = DELETE');
    if (mode === 'alone') lock.exec('BEGIN EXCLUSIVE');
    else shareLock(lock);
  } catch (error) {
    lock?.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY') === true) {
      throw new SetupError(`another process runs on ${file}`, storePhrase('store.alreadyRunning', { file }), { cause: error });
    }
    throw mapSetupError(error, lockFile);
  }
  const held = lock;
  return { release: async () => void held.close() };
}

/** A transaction that has read keeps others from writing, and so from being alone. */
function shareLock(lock: Sqlite.Database): void {
  lock.exec('BEGIN');
  lock.prepare('select count(*) from sqlite_schema').get();
}
