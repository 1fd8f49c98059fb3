import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { TableSpec } from '../ports/store.js';
import { postgresTraits } from './dialect.js';
import { StoreError, storePhrase } from './errors.js';
import type { Schema } from './schema.js';

/** How long to wait for those who still look at a state from before. */
const OLDER_LIMIT_MS = 3000;
const LOOK_AGAIN_MS = 50;

/**
 * Writes every table anew, with its indexes and what the planner remembers of its values. Plain VACUUM leaves the bytes of
 * dead rows in their pages. Throws a `StoreError` while a transaction from before still runs: rows that it may want to see
 * are carried over, dead or not.
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

/** Sessions of other roles hide what they look at, unless ours may read all statistics. */
async function olderAreOver(db: Kysely<Schema>): Promise<void> {
  // In a statement of its own, so that it is over, and later than all that was erased.
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
 * ANALYZE leaves what it knew of a table that is empty now, and only a superuser may delete that. To give a column its own type
 * again drops it (`RemoveStatistics` in PostgreSQL's tablecmds.c), without writing anything anew.
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
