import { Migrator, sql } from 'kysely';
import { migrationsFor } from '../../migrations/index.js';
import { SetupError } from '../core/errors.js';
import type { Database } from './database.js';
import { storePhrase } from './errors.js';

export interface MigrationStatus {
  /** Names in order. */
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied by a newer version of the program. */
  readonly unknown: readonly string[];
}

const LEDGER = 'kysely_migration';

/**
 * Lists the migrations that were applied and those that are pending. Changes nothing.
 * @throws {SetupError} If the database belongs to another program.
 */
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
 * Migrates the database to this program's version, or up to the migration `to`, and returns the names of the applied
 * migrations. Several processes may call it at once: one migrates and the others wait.
 * @throws {SetupError} If the database is newer than the program, which could lose data, or newer than `to`, because migrations
 * cannot be reverted.
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
