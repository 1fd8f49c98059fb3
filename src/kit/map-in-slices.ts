/**
 * Maps many items without delaying other work: after each `size` items the event loop runs, so that what has arrived
 * meanwhile is acknowledged.
 *
 * @param size The number of items in a slice.
 */
export async function mapInSlices<Item, Result>(
  items: readonly Item[],
  size: number,
  map: (item: Item) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await new Promise((resolve) => void setImmediate(resolve));
    for (const item of items.slice(start, start + size)) results.push(map(item));
  }
  return results;
}
