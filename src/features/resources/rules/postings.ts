/** Where a word stands in a resource, as bits. What has none of them stands in a file, or is a property. */
export const PLACE = { title: 1, organisation: 2, summary: 4 } as const;

/** How many resource numbers share a row of the index. */
export const BLOCK_SIZE = 8192;
/** A row of more entries has four bits for each number instead of two bytes for each entry; it is never as long otherwise. */
const DENSE_BYTES = BLOCK_SIZE / 2;
const HAS = 8;

/** Which resources of a block have a word, and where. */
export interface Posting {
  readonly word: string;
  readonly block: number;
  readonly entries: Uint8Array;
}

export const blockOf = (id: number): number => Math.floor(id / BLOCK_SIZE);

/** The entries with one of them changed: `places` is absent for a resource that does not have the word. Empty if none are left. */
export function changedEntries(entries: Uint8Array, id: number, places: number | undefined): Uint8Array {
  const at = id % BLOCK_SIZE;
  if (entries.length < DENSE_BYTES) {
    const changed = changedSparse(entries, at, places);
    return changed.length < DENSE_BYTES ? changed : dense(changed);
  }
  const changed = entries.slice();
  setDense(changed, at, places === undefined ? 0 : HAS | places);
  return places === undefined ? sparseIfFew(changed) : changed;
}

/** Entries of two bytes, by their place in the block. */
function changedSparse(entries: Uint8Array, at: number, places: number | undefined): Uint8Array {
  // From the end, where the newest are.
  let from = entries.length;
  while (from > 0 && sparseAt(entries, from - 2) >> 3 >= at) from -= 2;
  const isThere = from < entries.length && sparseAt(entries, from) >> 3 === at;
  const rest = entries.subarray(isThere ? from + 2 : from);
  const own = places === undefined ? [] : [((at << 3) | places) & 255, at >> 5];
  const changed = new Uint8Array(from + own.length + rest.length);
  changed.set(entries.subarray(0, from));
  changed.set(own, from);
  changed.set(rest, from + own.length);
  return changed;
}

const sparseAt = (entries: Uint8Array, from: number): number => (entries[from] ?? 0) | ((entries[from + 1] ?? 0) << 8);

function setDense(entries: Uint8Array, at: number, value: number): void {
  const two = entries[at >> 1] ?? 0;
  entries[at >> 1] = at % 2 ? (two & 15) | (value << 4) : (two & 240) | value;
}

function dense(sparse: Uint8Array): Uint8Array {
  const entries = new Uint8Array(DENSE_BYTES);
  for (let from = 0; from < sparse.length; from += 2) {
    const entry = sparseAt(sparse, from);
    setDense(entries, entry >> 3, HAS | (entry & 7));
  }
  return entries;
}

function sparseIfFew(entries: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  entries.forEach((two, index) => {
    if (two & HAS) bytes.push(((index << 4) | (two & 7)) & 255, index >> 4);
    if (two >> 4) bytes.push(((index << 4) | 8 | ((two >> 4) & 7)) & 255, index >> 4);
  });
  return bytes.length < DENSE_BYTES ? Uint8Array.from(bytes) : entries;
}

/** Raises each resource's value to that of its places, where it is lower. A value is more than 0. */
export function raise(values: Uint8Array, entries: Uint8Array, valueOf: Uint8Array): void {
  if (entries.length === DENSE_BYTES) {
    for (let at = 0; at < DENSE_BYTES; at += 1) {
      const two = entries[at] ?? 0;
      if (two === 0) continue;
      if (two & HAS) raiseOne(values, at * 2, valueOf[two & 7] ?? 0);
      if (two >> 4) raiseOne(values, at * 2 + 1, valueOf[(two >> 4) & 7] ?? 0);
    }
    return;
  }
  for (let at = 0; at < entries.length; at += 2) {
    const entry = sparseAt(entries, at);
    raiseOne(values, entry >> 3, valueOf[entry & 7] ?? 0);
  }
}

function raiseOne(values: Uint8Array, at: number, value: number): void {
  if ((values[at] ?? 0) < value) values[at] = value;
}
