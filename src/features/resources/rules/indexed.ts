import { PLACE } from './postings.js';

/** What a resource is found by: its words, folded, with a space between them. */
export interface Indexed {
  readonly title: string;
  readonly organisation: string;
  readonly summary: string;
  /** Every word once, also those of its files and its properties. */
  readonly words: string;
}

/** Each word, and where it stands. */
function placesOf(indexed: Indexed | undefined): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const add = (text: string, place: number) => {
    for (const word of text.split(' ')) if (word !== '') places.set(word, (places.get(word) ?? 0) | place);
  };
  if (!indexed) return places;
  add(indexed.words, 0);
  for (const [name, place] of Object.entries(PLACE)) add(indexed[name as keyof typeof PLACE], place);
  return places;
}

/** The words that a change brings, takes away or puts elsewhere, with where they stand now. */
export function changedWords(before: Indexed | undefined, now: Indexed | undefined): ReadonlyMap<string, number | undefined> {
  const [old, places] = [placesOf(before), placesOf(now)];
  const changed = new Map<string, number | undefined>();
  for (const [word, place] of places) if (old.get(word) !== place) changed.set(word, place);
  for (const word of old.keys()) if (!places.has(word)) changed.set(word, undefined);
  return changed;
}
