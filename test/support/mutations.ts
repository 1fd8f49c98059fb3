/** Values that a field may come with by mistake. */
const WRONG: readonly (() => unknown)[] = [
  () => null,
  () => '',
  () => 'wrong',
  () => '\u202e<!channel> @everyone',
  () => 0,
  () => -1,
  () => 1e308,
  () => true,
  () => [],
  () => ({}),
  () => [null],
  () => ({ id: null }),
];

type Random = (bound: number) => number;
type Fields = Record<string, unknown>;

const isNode = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** A copy of a JSON value in which one to three fields are null, missing or of another type. */
export function mutated(value: unknown, random: Random): unknown {
  const copy = structuredClone(value);
  if (!isNode(copy)) return WRONG[random(WRONG.length)]?.();
  for (let left = 1 + random(3); left > 0; left--) change(copy, random);
  return copy;
}

/** Changes a field at a random depth, each field with about the same probability. */
function change(root: Fields, random: Random): void {
  const places: (readonly [Fields, string])[] = [];
  const visit = (node: Fields): void => {
    for (const key of Object.keys(node)) {
      places.push([node, key]);
      const child = node[key];
      if (isNode(child)) visit(child);
    }
  };
  visit(root);
  const place = places[random(places.length)];
  if (!place) return;
  const [node, key] = place;
  const what = random(WRONG.length + 2);
  if (what >= WRONG.length && !Array.isArray(node)) delete node[key];
  else node[key] = WRONG[what % WRONG.length]?.();
}
