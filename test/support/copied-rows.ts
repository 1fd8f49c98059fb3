import type { Piece } from '../../src/store/transfer/pieces.js';

type Row = Readonly<Record<string, unknown>>;

/** The rows of a copy by table, each as its columns by name. */
export async function rowsByTable(pieces: AsyncIterable<Piece>): Promise<ReadonlyMap<string, readonly Row[]>> {
  const tables = new Map<string, Row[]>();
  let rows: Row[] = [];
  let columns: readonly string[] = [];
  for await (const piece of pieces) {
    if (piece.piece === 'table') {
      rows = [];
      columns = piece.columns;
      tables.set(piece.table, rows);
    }
    if (piece.piece === 'row') rows.push(Object.fromEntries(columns.map((column, index) => [column, piece.cells[index]])));
  }
  return tables;
}

/** What is made from other columns, so that a migration may make it anew. */
const DERIVED = ['folded_name'];

/** The rows of `before` that `after` holds no longer, as `table: row`. A row may have gained columns meanwhile. */
export function lostRows(before: ReadonlyMap<string, readonly Row[]>, after: ReadonlyMap<string, readonly Row[]>): readonly string[] {
  return [...before].flatMap(([table, rows]) => {
    const columns = Object.keys(rows[0] ?? {}).filter((column) => !DERIVED.includes(column));
    const asText = (row: Row) => JSON.stringify(columns.map((column) => row[column]));
    const kept = new Set((after.get(table) ?? []).map(asText));
    return rows
      .map(asText)
      .filter((row) => !kept.has(row))
      .map((row) => `${table}: ${row}`);
  });
}
