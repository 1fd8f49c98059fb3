import type { Language } from '../../core/language.js';
import type { Instant } from '../../core/time.js';

/** What a feature adds to the community's letter. The letter asks for it in each language, and again whenever it is sent or shown. */
export interface LetterPart<C> {
  /**
   * What is new within the period, or comes up after it: only what every member may see, also where the letter is handed on. Neither
   * places nor links to join, and no names of people who did not agree. A section without items is left out.
   */
  readonly sections: (context: C, period: LetterPeriod, language: Language) => Promise<readonly LetterSection[]>;
}

/** What happened within [from, to) is new; what begins within [to, until) comes up. It stays the same for as long as the letter exists. */
export interface LetterPeriod {
  readonly from: Instant;
  readonly to: Instant;
  readonly until: Instant;
}

export interface LetterSection {
  readonly title: string;
  readonly items: readonly LetterItem[];
  /** Where there is more, in a sentence; a command in it is written as it is typed. */
  readonly hint?: string;
}

/** One item of the letter, whose texts are in the wanted language where there is such a text. */
export interface LetterItem {
  /** `events:12`: the same in every language and for as long as the thing exists. What organisers change belongs to it. */
  readonly key: string;
  readonly title: string;
  /** What it is and when, in a few words. */
  readonly facts?: string;
  /** A few sentences. */
  readonly text?: string;
  /** Items of one group follow one another under its name: the sector of resources. */
  readonly group?: string;
  /** A page of the bot that everyone may read. */
  readonly address?: string;
}
