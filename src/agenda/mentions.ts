import type { MemberId } from '../core/ids.js';
import type { Block, Message } from '../core/message.js';
import type { Text } from '../core/text.js';

/** The members that a message mentions, without repeats. */
export function mentionedIn(message: Pick<Message, 'cards'>): readonly MemberId[] {
  const ids = new Set<MemberId>();
  for (const card of message.cards) {
    for (const text of card.blocks.flatMap(textsOf)) {
      for (const inline of text) if (typeof inline !== 'string' && inline.type === 'mention') ids.add(inline.member);
    }
  }
  return [...ids];
}

function textsOf(block: Block): readonly Text[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'note':
    case 'quote':
      return [block.text];
    case 'list':
      return block.items;
    case 'facts':
      return block.items.flatMap((item) => [item.label, item.value]);
    case 'table':
      return [...block.columns, ...block.rows.flat()];
    case 'actions':
    case 'divider':
      return [];
    default:
      return block satisfies never;
  }
}
