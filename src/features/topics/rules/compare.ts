/** Compares two texts by their characters, for sorting days and months. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
