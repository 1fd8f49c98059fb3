import { Migrator, sql } from 'kysely';
import { migrationsFor } from '../../migrations/index.js';
import { SetupError } from '../core/errors.js';
import type { Database } from './database.js';
import { storePhrase } from './errors.js';

export interface MigrationStatus {
  /** Names in order. */
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** In the database but not in this program: it was opened by a newer one. */
  readonly unknown: readonly string[];
}

const LEDGER = 'kysely_migration';

/** What was done to the database and what is still to do. Changes nothing. Throws a `SetupError` if it is somebody else's database. */
export async function migrationStatus(database: Database): Promise<MigrationStatus> {
  const known = Object.keys(migrationsFor(database.traits)).sort();
  // A server may keep views and other programs' schemas in the same database.
  const tables = (await database.db.introspection.getTables({ withInternalKyselyTables: true })).filter(
    ({ isView, schema }) => !isView && (schema === undefined || schema === 'public'),
  );
  if (!tables.some((table) => table.name === LEDGER)) {
    if (tables.length > 0) {
      throw new SetupError(`${database.location} holds other tables`, storePhrase('store.notOurs', { file: database.location }));
    }
    return { applied: [], pending: known, unknown: [] };
  }
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(LEDGER)} order by name`.execute(database.db);
  const applied = rows.map((row) => row.name);
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/**
 * Brings the database to this program's version, or to the migration `to` and no further, and returns the names of what was
 * applied. Several processes may do so at once: one does it, the others wait. Throws a `SetupError` if the database is newer
 * than the program (going on could lose what the newer one wrote), or than `to`: there is no way back but a backup.
 */
export async function migrate(database: Database, { to }: { readonly to?: string } = {}): Promise<readonly string[]> {
  const { unknown, applied, pending } = await migrationStatus(database);
  const newest = unknown.at(-1);
  if (newest !== undefined) {
    throw new SetupError(
      `the database is newer than this program: ${newest}`,
      storePhrase('store.newerDatabase', { file: database.location, version: newest }),
    );
  }
  if (to !== undefined && !pending.includes(to)) {
    if (applied.at(-1) === to) return [];
    const key = applied.includes(to) ? 'store.noWayBack' : 'store.noSuchMigration';
    throw new SetupError(`can't migrate to ${to}`, storePhrase(key, { version: to, newest: applied.at(-1) ?? '–' }));
  }
  const migrations = migrationsFor(database.traits);
  const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = to === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(to);
  if (error !== undefined) throw error;
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}
