/** Where a word stands, by the place of a resource in its block. */
export type Entries = Map<number, number>;

const BLOCK_SIZE = 8192;
/** A row of more entries has four bits for each number instead of two bytes for each entry; it is never as long otherwise. */
const DENSE_BYTES = BLOCK_SIZE / 2;

/** Entries of a row as it was written when migration 0027 was released, with those that it had. */
export function merged(known: Uint8Array | undefined, added: Entries): Uint8Array {
  const all = known === undefined ? added : new Map([...read(known), ...added]);
  return all.size * 2 < DENSE_BYTES ? sparse(all) : dense(all);
}

function read(row: Uint8Array): Entries {
  const entries: Entries = new Map();
  if (row.length === DENSE_BYTES) {
    for (const [at, two] of row.entries()) {
      if (two & 8) entries.set(at * 2, two & 7);
      if (two & 128) entries.set(at * 2 + 1, (two >> 4) & 7);
    }
    return entries;
  }
  for (let at = 0; at < row.length; at += 2) {
    const entry = (row[at] ?? 0) | ((row[at + 1] ?? 0) << 8);
    entries.set(entry >> 3, entry & 7);
  }
  return entries;
}

function sparse(entries: Entries): Uint8Array {
  const sorted = [...entries].sort(([one], [other]) => one - other);
  return Uint8Array.from(sorted.flatMap(([at, places]) => [((at << 3) | places) & 255, at >> 5]));
}

function dense(entries: Entries): Uint8Array {
  const row = new Uint8Array(DENSE_BYTES);
  for (const [at, places] of entries) row[at >> 1] = (row[at >> 1] ?? 0) | ((8 | places) << (at % 2 ? 4 : 0));
  return row;
}
