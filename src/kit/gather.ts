/** What all items give, one item after another; nothing of those that give nothing. */
export async function gather<T, R>(items: Iterable<T>, of: (item: T) => Promise<readonly R[]> | undefined): Promise<readonly R[]> {
  const all: R[] = [];
  for (const item of items) all.push(...((await of(item)) ?? []));
  return all;
}
