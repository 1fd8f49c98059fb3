import { type Kysely, sql } from 'kysely';
import { SetupError } from '../../core/errors.js';
import type { TableSpec } from '../../core/table-spec.js';
import type { Instant } from '../../core/time.js';
import type { BlobStore } from '../../ports/blobs.js';
import type { Database } from '../database.js';
import { storePhrase } from '../errors.js';
import { migrate, migrationStatus } from '../migrate.js';
import type { Schema } from '../schema.js';
import { type HeldFact, STANDSTILL } from '../standstill-facts.js';
import { copiedTables } from '../tables.js';
import { loadBlobs } from './blobs.js';
import { type Cell, createTableSum, type Piece, type TableSum } from './pieces.js';
import { columnsOf, fromCell, rowsOf } from './read.js';

/** The number of rows per statement. */
const BATCH = 200;

export interface LoadOptions {
  /** The pieces of a copy, in order. */
  readonly pieces: AsyncIterable<Piece>;
  /** For a restored copy: its standstill lasts until somebody ends it. */
  readonly held?: { readonly at: Instant };
  /** Where the files of the copy are stored; without it, a copy with files is refused. */
  readonly blobs?: BlobStore;
  /** Called with the moment at which the copy was made. */
  readonly onHead?: (madeAt: Instant) => void;
  readonly onTable?: (table: string, sum: TableSum) => void;
}

type Refuse = (key: 'store.notEmpty' | 'store.copyDamaged', why: string) => SetupError;
type Next = () => Promise<Piece | undefined>;

/**
 * Loads a copy into an empty database and compares counts and checksums, in one transaction, so that an interruption or a
 * difference leaves the database empty. Then migrates the database.
 * @throws {SetupError} If the database is not empty, or the copy is damaged or from a newer version.
 */
export async function load(database: Database, options: LoadOptions): Promise<ReadonlyMap<string, TableSum>> {
  const refuse: Refuse = (key, why) => new SetupError(`${database.location}: ${why}`, storePhrase(key, { file: database.location }));
  const pieces = options.pieces[Symbol.asyncIterator]();
  const next: Next = async () => {
    const { done, value } = await pieces.next();
    return done === true ? undefined : value;
  };
  const sums = new Map<string, TableSum>();
  try {
    const head = await next();
    if (head?.piece !== 'head') throw refuse('store.copyDamaged', 'no head');
    options.onHead?.(head.madeAt);
    await prepare(database, head.schema, refuse);
    const { blobs } = options;
    const first = blobs ? await loadBlobs(next, blobs, (why) => refuse('store.copyDamaged', why)) : await next();
    await database.db.transaction().execute(async (trx) => {
      for (let piece = first; ; piece = await next()) {
        if (piece?.piece === 'end' && piece.tables === sums.size) break;
        if (piece?.piece !== 'table') throw refuse('store.copyDamaged', `${piece?.piece ?? 'nothing'} where a table should be`);
        const spec = copiedTables(database.tables).find(({ name }) => name === piece.table);
        if (!spec && database.tables.some(({ name }) => name === piece.table)) {
          // A copy of an earlier version holds more.
          sums.set(piece.table, await passOver(piece.table, next, refuse));
          continue;
        }
        if (!spec) throw refuse('store.copyDamaged', `an unknown table ${piece.table}`);
        const sum = await fillTable({ ...database, db: trx }, spec, piece.columns, next, refuse);
        sums.set(piece.table, sum);
        options.onTable?.(piece.table, sum);
      }
      if (options.held !== undefined) await markHeld(trx, { madeAt: head.madeAt, heldAt: options.held.at });
    });
  } finally {
    await pieces.return?.();
  }
  await migrate(database);
  return sums;
}

async function fillTable(
  { db, traits }: Pick<Database, 'db' | 'traits'>,
  spec: TableSpec,
  columns: readonly string[],
  next: Next,
  refuse: Refuse,
): Promise<TableSum> {
  const table = spec.name;
  const size = Math.min(BATCH, Math.floor(traits.maxParameters / columns.length));
  const names = sql.join(columns.map((name) => sql.ref(name)));
  let rows: (readonly Cell[])[] = [];
  const flush = async () => {
    if (rows.length === 0) return;
    const values = rows.map((cells) => sql`(${sql.join(cells.map(fromCell))})`);
    rows = [];
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(db);
  };
  for (;;) {
    const piece = await next();
    if (piece?.piece === 'row' && piece.cells.length === columns.length) {
      rows.push(piece.cells);
      if (rows.length >= size) await flush();
      continue;
    }
    if (piece?.piece !== 'end-of-table' || piece.table !== table) throw refuse('store.copyDamaged', `the rows of ${table} break off`);
    await flush();
    if (piece.numbered !== null) for (const set of traits.setHighestNumber(table, piece.numbered)) await set.execute(db);
    const written = createTableSum();
    for await (const cells of rowsOf(db, spec, columns)) written.add(cells);
    const sum = written.sum();
    if (sum.rows !== piece.rows || sum.checksum !== piece.checksum) throw refuse('store.copyDamaged', `${table} is not as it was`);
    return sum;
  }
}

/** Skips the rows of a table that this version no longer copies. */
async function passOver(table: string, next: Next, refuse: Refuse): Promise<TableSum> {
  for (;;) {
    const piece = await next();
    if (piece?.piece === 'end-of-table' && piece.table === table) return createTableSum().sum();
    if (piece?.piece !== 'row') throw refuse('store.copyDamaged', `the rows of ${table} break off`);
  }
}

/** Creates the tables as in the original, in a database without tables or with empty ones. */
async function prepare(database: Database, schema: string, refuse: Refuse): Promise<void> {
  const { applied, pending, unknown } = await migrationStatus(database);
  if (applied.length > 0) {
    const known = await columnsOf(database.db);
    for (const { name: table } of copiedTables(database.tables)) {
      if (!known.has(table)) continue;
      const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(database.db);
      if (rows.length > 0) throw refuse('store.notEmpty', `${table} is not empty`);
    }
  }
  if (!applied.includes(schema) && !pending.includes(schema)) {
    throw new SetupError(`the copy is of ${schema}`, storePhrase('store.copyNewer', { version: schema }));
  }
  if (unknown.length > 0 || (applied.includes(schema) && applied.at(-1) !== schema)) throw refuse('store.notEmpty', 'its tables are newer');
  await migrate(database, { to: schema });
}

async function markHeld(trx: Kysely<Schema>, held: HeldFact): Promise<void> {
  for (const { id } of await trx.selectFrom('communities').select('id').execute()) {
    await trx
      .insertInto('community_facts')
      .values({ community_id: id, name: STANDSTILL, value: JSON.stringify(held) })
      .onConflict((conflict) => conflict.columns(['community_id', 'name']).doUpdateSet((set) => ({ value: set.ref('excluded.value') })))
      .execute();
  }
}
