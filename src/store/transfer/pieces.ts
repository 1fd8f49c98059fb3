import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantSchema } from '../../core/schemas.js';

const tableName = z.string().regex(/^[a-z_]+$/);
const cell = z.union([z.string(), z.number(), z.null(), z.strictObject({ bytes: z.base64() })]);
export type Cell = z.infer<typeof cell>;

/** A piece of a copy of a community, for another database or an archive. */
export const pieceSchema = z.discriminatedUnion('piece', [
  z.object({
    piece: z.literal('head'),
    format: z.literal('mudhif-community'),
    version: z.literal(1),
    /** The newest migration of the original database. */
    schema: z.string(),
    madeAt: instantSchema,
  }),
  z.object({ piece: z.literal('table'), table: tableName, columns: z.array(z.string().regex(/^[a-z_]+$/)) }),
  z.object({ piece: z.literal('row'), cells: z.array(cell) }),
  z.object({
    piece: z.literal('end-of-table'),
    table: tableName,
    rows: z.number(),
    checksum: z.string(),
    /** The highest id ever given by tables with generated ids, so that no id is given twice. */
    numbered: z.number().nullable(),
  }),
  /** Files come before the rows that name them: the parts of each, then its name. */
  z.object({ piece: z.literal('part'), bytes: z.base64() }),
  z.object({ piece: z.literal('blob'), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ piece: z.literal('end'), tables: z.number() }),
]);
export type Piece = z.infer<typeof pieceSchema>;

export interface TableSum {
  readonly rows: number;
  /** SHA-256 over the rows in the order of their keys, the same on every database. */
  readonly checksum: string;
}

/** Counts rows and computes their checksum. */
export function createTableSum() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(cells: readonly Cell[]) {
      rows += 1;
      hash.update(`${JSON.stringify(cells)}\n`);
    },
    sum: (): TableSum => ({ rows, checksum: hash.digest('hex') }),
  };
}
