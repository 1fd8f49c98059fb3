import Sqlite from 'better-sqlite3';
import { SetupError } from '../core/errors.js';
import type { RunLock } from './database.js';
import { mapSetupError, sqliteCode, storePhrase } from './errors.js';

/**
 * Marks this process as one that runs the bot on a SQLite file (see `Database.lockRun`). The lock is a locked database next to
 * the file, which the operating system releases when the process ends. A database in memory needs no lock.
 * @throws {SetupError} If another process runs in a conflicting mode.
 */
export function acquireRunLock(file: string, mode: 'exclusive' | 'shared' = 'exclusive'): RunLock {
  if (file === ':memory:' || file === '') return { release: async () => {} };
  const lockFile = `${file}.lock`;
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(lockFile, { timeout: 0 });
    // In WAL mode readers would not block a writer.
    lock.pragma('journal_mode = DELETE');
    if (mode === 'exclusive') lock.exec('BEGIN EXCLUSIVE');
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

/** An open read transaction prevents others from writing, and thus from running alone. */
function shareLock(lock: Sqlite.Database): void {
  lock.exec('BEGIN');
  lock.prepare('select count(*) from sqlite_schema').get();
}
