import type { Language } from '../../core/language.js';
import type { CommunityEvent } from './types.js';

type Texts = Pick<CommunityEvent, 'texts' | 'language'>;

/** Title and text in a language, or in the event's own. */
export function textIn({ texts, language: own }: Texts, language: Language) {
  return texts[language] ?? texts[own] ?? Object.values(texts)[0];
}

/** What an event is called in a language, or in its own where it has no other. */
export function titleIn(event: Texts, language: Language): string {
  return textIn(event, language)?.title ?? '';
}

/** What it is about, for people outside the community: addresses in it may be those where people join. */
export function aboutForOthers(event: Texts, language: Language): string {
  return withoutAddresses(textIn(event, language)?.about ?? '');
}

/** A text with an ellipsis in place of each address of the internet. */
export function withoutAddresses(text: string): string {
  return text.replace(/(?:[a-z]+:\/\/|www\.)\S+/gi, '…');
}
