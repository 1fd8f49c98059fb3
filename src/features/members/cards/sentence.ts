import { card, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';

/** A card of one sentence. */
export function sentenceCard(language: Language, text: Text): Card {
  return card(language, paragraph(text));
}
