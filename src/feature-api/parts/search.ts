import type { Language } from '../../core/language.js';
import type { Button } from '../../core/message.js';

/** What members find of a feature when they search the resource centre: words that stand nowhere else. */
export interface SearchSource<C> {
  /** What every member may read now, the newest first. It is read at each search, so it has to be cheap. */
  readonly searchable: (context: C, language: Language) => Promise<readonly Searchable[]>;
}

export interface Searchable {
  /** In the reader's language, if it has one in it. */
  readonly title: string;
  /** What it is: «Summary of a topic». */
  readonly kind: string;
  /** Codes of its sectors. */
  readonly sectors: readonly string[];
  /** What is looked through, that in the reader's language first; without one where nobody said which it is. */
  readonly texts: readonly { readonly language?: Language; readonly text: string }[];
  /** Opens it. */
  readonly button: (label: string) => Button;
}
