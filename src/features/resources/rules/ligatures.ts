/** In a text taken from a PDF, the two letters of the ligature lam-alef may stand in the wrong order. */
const REVERSED = /ال/g;
const PLACES_MAX = 3;

/**
 * What a word of a PDF may be as well: with each alef-lam in it read as lam-alef, in all combinations. Most of these are no words, and
 * nobody searches them.
 */
export function otherReadings(word: string): readonly string[] {
  const places = [...word.matchAll(REVERSED)].map(({ index }) => index).slice(0, PLACES_MAX);
  const readings = places.reduce<readonly string[]>(
    (found, at) => [...found, ...found.map((each) => `${each.slice(0, at)}لا${each.slice(at + 2)}`)],
    [word],
  );
  return readings.slice(1);
}
