import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { TableSpec } from '../core/table-spec.js';
import { postgresTraits } from './dialect.js';
import { StoreError, storePhrase } from './errors.js';
import type { Schema } from './schema.js';

/** How long to wait for transactions that started before the erasure, in milliseconds. */
const OLDER_LIMIT_MS = 3000;
const LOOK_AGAIN_MS = 50;

/**
 * Rewrites every table with its indexes and planner statistics, because plain VACUUM leaves the bytes of dead rows in their
 * pages.
 * @throws {StoreError} While a transaction from before the erasure runs, because rows that it may still see would be copied.
 */
export async function scrubPostgres(db: Kysely<Schema>, tables: readonly TableSpec[]): Promise<void> {
  await db.connection().execute(async (only) => {
    await sql`set statement_timeout = 0`.execute(only);
    try {
      await olderAreOver(only);
      for (const { name: table } of tables) {
        await forgetValues(only, table);
        await sql`vacuum (full, analyze) ${sql.table(table)}`.execute(only);
      }
      await sql`vacuum (full) pg_statistic`.execute(only);
    } finally {
      await sql`reset statement_timeout`.execute(only);
    }
  });
}

/** Waits for older transactions. Those of other roles are visible only if our role may read all statistics. */
async function olderAreOver(db: Kysely<Schema>): Promise<void> {
  // A statement of its own, so that its transaction is over and later than the erasure.
  const { rows } = await sql<{ now: string }>`select (txid_current() % 4294967296)::text as now`.execute(db);
  const now = rows[0]?.now ?? '0';
  for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
    const older = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and age(backend_xmin) >= age(${now}::xid)
      limit 1`.execute(db);
    if (older.rows.length === 0) return;
    if (waited >= OLDER_LIMIT_MS) throw new StoreError('a transaction from before the erasure still runs', storePhrase('store.busy'));
    await sleep(LOOK_AGAIN_MS);
  }
}

/**
 * ANALYZE keeps the old statistics of a table that is empty now, and only a superuser may delete them. Setting a column to the
 * type it has drops its statistics (`RemoveStatistics` in PostgreSQL's tablecmds.c) without rewriting the table.
 */
async function forgetValues(db: Kysely<Schema>, table: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and atttypid = 'text'::regtype and attnum > 0 and not attisdropped
      and not exists (select 1 from ${sql.table(table)})`.execute(db);
  if (rows.length === 0) return;
  const changes = rows.map(({ name }) => sql`alter column ${sql.ref(name)} type ${postgresTraits.textType}`);
  await sql`alter table ${sql.table(table)} ${sql.join(changes)}`.execute(db);
}
