import type { types } from '@slack/bolt';
import type { Card } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import { LIMITS } from '../limits.js';
import { cardUnits } from './card.js';
import type { UserOf } from './text.js';
import { DIVIDER, paragraphBlocks, type Unit } from './units.js';

/** The blocks of a home tab. If the cards exceed a view's limits, the tab ends with a note that names the way to the rest. */
export function homeBlocks(cards: readonly Card[], userOf: UserOf): types.KnownBlock[] {
  const language = cards[0]?.language ?? 'en';
  const more = paragraphBlocks(speaker(language)('slack.home-more'), { language });
  const blocks: types.KnownBlock[] = [];
  let size = 0;
  for (const [index, card] of cards.entries()) {
    const units = cardUnits(card, { userOf, tables: false });
    const divided: readonly Unit[] = index === 0 || units.length === 0 ? units : [DIVIDER, ...units];
    for (const unit of divided) {
      size += JSON.stringify(unit.blocks).length;
      const tooMany = blocks.length + unit.blocks.length + more.length > LIMITS.blocksPerView;
      if (tooMany || size > LIMITS.viewJson) return [...blocks, ...more];
      blocks.push(...unit.blocks);
    }
  }
  return blocks;
}
