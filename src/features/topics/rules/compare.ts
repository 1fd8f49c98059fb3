/** Sorts texts by their characters, such as days and months by time. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
