import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';

/**
 * `draft`: only its author sees it. `pending`: it waits for an organiser. `back`: an organiser has commented on it or changed it, and
 * its author hands it in once more.
 */
export type StoryState = 'draft' | 'pending' | 'back' | 'published' | 'declined';

export interface Words {
  readonly title: string;
  readonly happened: string;
  readonly changed: string;
}

export type Answer = 'yes' | 'no';

/** Somebody whom the author would like to name. */
export interface Person {
  readonly member: MemberId;
  /** The author has not taken it back. */
  readonly listed: boolean;
  /** Null: not answered. */
  readonly answer: Answer | null;
}

/** Who is named: those who said yes, as long as the author wants to name them. */
export const isNamed = ({ listed, answer }: Omit<Person, 'member'>): boolean => listed && answer === 'yes';

/** Whether a person is asked to agree: once the story is handed in, and unless they have said no, which is final. */
export const isAsked = ({ listed, answer }: Omit<Person, 'member'>, state: StoryState): boolean =>
  listed && answer === null && (state === 'pending' || state === 'published');

/** The text for a reader: in their language if there is one, else in that in which it was told. */
export function inLanguage<T extends { readonly language: Language }>(
  texts: readonly T[],
  told: Language,
  reader: Language,
): T | undefined {
  return texts.find(({ language }) => language === reader) ?? texts.find(({ language }) => language === told) ?? texts[0];
}

/** The languages of a post: of those of the community the ones in which it is told, or else the first one. */
export function postLanguages(wanted: readonly [Language, ...Language[]], told: readonly Language[]): readonly Language[] {
  const both = wanted.filter((language) => told.includes(language));
  return both.length > 0 ? both : [wanted[0]];
}

/** The state after its author changed the text: a published story waits for an organiser again. */
export const stateAfterChange = (state: StoryState): StoryState => (state === 'published' ? 'pending' : state);

/** Whether its author can hand it in. */
export const canBeSent = (state: StoryState): boolean => state === 'draft' || state === 'back' || state === 'declined';

/** Whether two wordings are equal. */
export function isSame(one: Words, other: Words): boolean {
  return one.title === other.title && one.happened === other.happened && one.changed === other.changed;
}

/** The answer that counts when two accounts of one person are merged: a no wins. */
export function mergedAnswer(one: Person['answer'], other: Person['answer']): Person['answer'] {
  if (one === 'no' || other === 'no') return 'no';
  return one ?? other;
}
