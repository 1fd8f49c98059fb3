import type { Inline } from './text.js';
import type { LocalDate } from './time.js';

/** A day of the calendar, put into words in the language in which the phrase is said: an error does not know its reader's. */
export interface CalendarDay {
  readonly type: 'day';
  readonly date: LocalDate;
}

/** Words of the catalogue by their keys, listed in the language in which the phrase is said. */
export interface ListedWords {
  readonly type: 'listed';
  readonly keys: readonly string[];
}

/** Sentences of the catalogue, each about a thing by its name, in the language in which the phrase is said. */
export interface NamedSentences {
  readonly type: 'named';
  readonly of: readonly { readonly name: string; readonly key: string }[];
}

/** What a phrase's placeholders are filled with; inline nodes stay nodes (a mention is never flattened to text). */
export type PhraseValue = string | number | CalendarDay | ListedWords | NamedSentences | Exclude<Inline, string>;

/**
 * A sentence not yet in any language: a catalogue key and its values. Core knows no catalogue, so the key is a plain
 * string here; `phrase()` of the language folder makes them with their keys and values checked.
 */
export interface Phrase {
  readonly key: string;
  readonly values?: Readonly<Record<string, PhraseValue>>;
}
