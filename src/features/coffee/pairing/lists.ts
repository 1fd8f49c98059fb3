// Lists of integers, one for each member, packed into one array.

export interface Lists {
  /** Member m's items are the slots start[m] … start[m + 1] − 1. */
  readonly start: Int32Array;
  readonly items: Int32Array;
  /** A number that belongs to each item. */
  readonly tags: Int32Array;
}

/** Packs (owner, item, tag) triples into lists for `count` owners. */
export function packLists(count: number, owners: readonly number[], items: readonly number[], tags?: readonly number[]): Lists {
  const start = new Int32Array(count + 1);
  for (const owner of owners) start[owner + 1]!++;
  for (let owner = 0; owner < count; owner++) start[owner + 1]! += start[owner]!;
  const next = start.slice(0, count);
  const lists: Lists = { start, items: new Int32Array(items.length), tags: new Int32Array(items.length) };
  owners.forEach((owner, k) => {
    const slot = next[owner]!++;
    lists.items[slot] = items[k]!;
    lists.tags[slot] = tags?.[k] ?? 0;
  });
  return lists;
}
