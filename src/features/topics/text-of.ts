import type { Language } from '../../core/language.js';
import type { Topic } from './types.js';

/** What a topic is called in a language, or in its own where it has no other. */
export function titleIn(topic: Pick<Topic, 'texts' | 'language'>, language: Language): string {
  return textIn(topic, language)?.title ?? '';
}

/** Title and question in a language, or in the topic's own; undefined for a topic without any text. */
export function textIn({ texts, language: own }: Pick<Topic, 'texts' | 'language'>, language: Language) {
  return texts[language] ?? texts[own] ?? Object.values(texts)[0];
}
