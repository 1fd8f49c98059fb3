import { type Kysely, sql } from 'kysely';
import type { TableSpec } from '../../core/table-spec.js';
import type { DialectTraits } from '../dialect.js';
import type { Schema } from '../schema.js';
import type { Cell } from './pieces.js';

/** The number of rows in memory at once. Files are rows too. */
const BATCH = 200;

/** A table's columns sorted by name, so that their order is the same on every database. */
export async function columnsOf(db: Kysely<Schema>): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await db.introspection.getTables();
  return new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name).sort()]));
}

/**
 * All rows of a table in the order of its key, some at a time.
 *
 * @throws {TypeError} For a value that no column of ours holds.
 */
export async function* rowsOf(db: Kysely<Schema>, table: TableSpec, columns: readonly string[]): AsyncGenerator<readonly Cell[]> {
  const keys = table.key;
  const key = sql.join(keys.map((name) => sql.ref(name)));
  let after: readonly unknown[] | undefined;
  for (;;) {
    const beyond = after === undefined ? sql`` : sql`where (${key}) > (${sql.join(after)})`;
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.join(columns.map((name) => sql.ref(name)))} from ${sql.table(table.name)} ${beyond} order by ${key} limit ${BATCH}`.execute(
      db,
    );
    for (const row of rows) yield columns.map((column) => toCell(row[column]));
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = keys.map((name) => last[name]);
  }
}

/** The highest number that a table has ever given to a row; `null` if it gives none, or gave none yet. */
export async function numberedUpTo(db: Kysely<Schema>, traits: DialectTraits, table: TableSpec): Promise<number | null> {
  if (table.key.join() !== 'id') return null;
  const { rows } = await traits.highestNumber(table.name).execute(db);
  return rows[0]?.value ?? null;
}

/**
 * A value of a column as a backup keeps it.
 *
 * @throws {TypeError} For what no column of ours holds.
 */
export function toCell(value: unknown): Cell {
  if (value === null || typeof value === 'number') return value;
  // PostgreSQL's text cannot contain this character, but SQLite's can.
  if (typeof value === 'string') return value.replaceAll('\0', '\uFFFD');
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  throw new TypeError(`a column holds ${typeof value}`);
}

/** A value of a backup as the database takes it. */
export function fromCell(cell: Cell): string | number | null | Uint8Array {
  return typeof cell === 'object' && cell !== null ? Buffer.from(cell.bytes, 'base64') : cell;
}
