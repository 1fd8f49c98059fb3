import type { Instant } from '../../core/time.js';
import type { BlobStore } from '../../ports/blobs.js';
import type { Database } from '../database.js';
import { migrationStatus } from '../migrate.js';
import { copiedTables } from '../tables.js';
import { type BlobCount, dumpBlobs } from './blobs.js';
import { createTableSum, type Piece } from './pieces.js';
import { columnsOf, numberedUpTo, rowsOf } from './read.js';

/**
 * Reads a consistent snapshot of a database piece by piece, while other processes may write. `files`: with the files that its rows
 * name, which a sweep leaves for an hour after the last of them.
 *
 * @throws {SetupError} If the database belongs to another program.
 */
export async function* dump(
  database: Database,
  madeAt: Instant,
  files?: { readonly blobs: BlobStore; readonly counted: BlobCount },
): AsyncGenerator<Piece> {
  const { applied } = await migrationStatus(database);
  const { db, end } = await database.snapshot();
  try {
    yield { piece: 'head', format: 'mudhif-community', version: 1, schema: applied.at(-1) ?? '', madeAt };
    const known = await columnsOf(db);
    if (files && known.has('blob_uses')) yield* dumpBlobs(db, files.blobs, files.counted);
    let tables = 0;
    for (const table of copiedTables(database.tables)) {
      const columns = known.get(table.name);
      // A database that was not brought up to date yet has fewer.
      if (columns === undefined) continue;
      yield { piece: 'table', table: table.name, columns: [...columns] };
      const sums = createTableSum();
      for await (const cells of rowsOf(db, table, columns)) {
        sums.add(cells);
        yield { piece: 'row', cells: [...cells] };
      }
      yield { piece: 'end-of-table', table: table.name, ...sums.sum(), numbered: await numberedUpTo(db, database.traits, table) };
      tables += 1;
    }
    yield { piece: 'end', tables };
  } finally {
    await end();
  }
}
