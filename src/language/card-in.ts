import { card } from '../core/blocks.js';
import type { Language } from '../core/language.js';
import type { Block, Card } from '../core/message.js';
import { type Speaker, speaker } from './speaker.js';

/** A card in one language, whose blocks that language's speaker words; empty ones are left out. */
export function cardIn(language: Language, blocks: (say: Speaker) => readonly (Block | undefined | false)[]): Card {
  return card(language, ...blocks(speaker(language)));
}
