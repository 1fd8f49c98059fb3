import type { Language } from '../../../src/core/language.js';
import type { Block, Card } from '../../../src/core/message.js';
import { type Speaker, speaker } from '../../../src/language/index.js';

/** Makes one card in each of the community's languages, for a reader whose language is not known. */
export type CommunityCards = (blocks: (say: Speaker) => readonly Block[]) => Promise<readonly Card[]>;

export function createCommunityCards(languages: () => Promise<readonly Language[]>): CommunityCards {
  return async (blocks) => (await languages()).map((language) => ({ language, blocks: blocks(speaker(language)) }));
}
