import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openDatabase } from '../cli/database.js';
import { SetupError } from '../core/errors.js';
import { toInstant } from '../core/time.js';
import { features } from '../features/index.js';
import { phrase } from '../language/index.js';
import type { Store } from '../ports/store.js';
import { createSettingsCodec } from '../settings/codec.js';
import type { Database } from '../store/database.js';
import { migrate } from '../store/migrate.js';
import { createStore, ensureCommunity } from '../store/store.js';
import { dump } from '../store/transfer/dump.js';
import { load } from '../store/transfer/load.js';

export interface Copy {
  readonly store: Store;
  /** Closes and removes it. */
  discard(): Promise<void>;
}

/**
 * A copy of a database (`sqlite:PATH` or `postgres://…`) as a SQLite file in a folder that only this account can read, brought up
 * to date. The original is opened for reading only, and may be in use. Throws a `SetupError` when there is none.
 */
export async function copyDatabase(url: string): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'mudhif-rehearsal-'));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'copy.db');
    if (url.startsWith('sqlite:')) await backUp(url.slice('sqlite:'.length), copy);
    const database = openDatabase(`sqlite:${copy}`, { durability: 'none' });
    if (!url.startsWith('sqlite:')) await loadFrom(url, database);
    await migrate(database);
    const store = createStore({ database, communityId: await ensureCommunity(database), settings: createSettingsCodec(features.sections) });
    // A restored copy that stands still is rehearsed as if it had been told to go on.
    await store.autocommit.agenda.endStandstill(toInstant(0));
    return {
      store,
      async discard() {
        await store.close();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function loadFrom(url: string, copy: Database): Promise<void> {
  const original = openDatabase(url, { patient: true });
  try {
    await load(copy, { pieces: dump(original, toInstant(0)) });
  } finally {
    await original.close();
  }
}

async function backUp(file: string, copy: string): Promise<void> {
  // Opening it at all would leave files beside it; without a log nobody uses it, and all of it is in the one file.
  const isAtRest = () => !existsSync(`${file}-wal`);
  if (existsSync(file) && isAtRest()) {
    await copyFile(file, copy);
    if (isAtRest()) return;
    await rm(copy);
  }
  let original: Sqlite.Database;
  try {
    original = new Sqlite(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new SetupError(`cannot read ${file}`, phrase('agenda.rehearsal.no-database', { file }), { cause: error });
  }
  try {
    await original.backup(copy);
  } finally {
    original.close();
  }
}
