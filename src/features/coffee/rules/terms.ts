import { nameKey } from '../../../core/fold.js';
import type { Member } from '../types.js';

/** The form in which an offer meets a want: codes as they are, own words folded (case, letter variants, hyphens, spaces). */
function termOf(value: string): string {
  return nameKey(value);
}

/** The terms of what a member offers or wants, each once and sorted. */
export function termsOf(values: readonly string[]): readonly string[] {
  return [...new Set(values.map(termOf))].filter((term) => term !== '').sort();
}

/** What `from` offers and `to` looks for, in the words of `from`. */
export function offersThatMeet(from: Pick<Member, 'offers'>, to: Pick<Member, 'wants'>): readonly string[] {
  const wanted = new Set(termsOf(to.wants));
  return from.offers.filter((offer) => wanted.has(termOf(offer)));
}
