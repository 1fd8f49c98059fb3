import type { Block, Card } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { LIMITS } from '../limits.js';
import { controlBlocks } from './controls.js';
import { listUnits } from './list.js';
import { splitText } from './split.js';
import { tableUnits } from './table.js';
import { clean, directed, richElements, type UserOf } from './text.js';
import { bold, DIVIDER, lineUnits, paragraphs, quotes, rich, type Surface, type Unit } from './units.js';

/** A card's blocks for Slack, in order. */
export function cardUnits(card: Card, surface: Surface): readonly Unit[] {
  return card.blocks.flatMap((block) => blockUnits(block, card, surface));
}

function blockUnits(block: Block, card: Card, surface: Surface): readonly Unit[] {
  const { userOf } = surface;
  switch (block.type) {
    case 'heading':
      return headingUnits(block.text, card, userOf);
    case 'paragraph':
      return paragraphs(block.text, card, userOf);
    case 'note':
      return noteUnits(block.text, card, userOf);
    case 'quote':
      return quotes(block.text, userOf);
    case 'list':
      return listUnits(block.items, block.ordered ?? false, card, userOf);
    case 'facts':
      return lineUnits(
        block.items.map(({ label, value }) => [...bold(label), ': ', ...value]),
        card,
        userOf,
      );
    case 'table':
      return tableUnits(block, card, surface);
    case 'divider':
      return [DIVIDER];
    case 'actions': {
      const { blocks, longLabels } = controlBlocks(block.controls);
      // The full labels count as controls so that they stay next to the buttons they explain.
      const notes = longLabels.flatMap((label) => paragraphs([label], card, userOf)).map((unit) => ({ ...unit, controls: true }));
      return [...notes, ...blocks.map((each) => ({ blocks: [each], plain: '', controls: true }))];
    }
    default:
      return block satisfies never;
  }
}

function headingUnits(text: Text, card: Card, userOf: UserOf): readonly Unit[] {
  const line = clean(plain(text)).replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  const shown = directed(line, card.language);
  const literal = text.every((inline) => typeof inline === 'string' || inline.type === 'bold');
  if (literal && shown.length <= LIMITS.heading) {
    return [
      {
        blocks: [{ type: 'header', text: { type: 'plain_text', text: shown, emoji: false } }],
        plain: line,
        controls: false,
        heading: true,
      },
    ];
  }
  return splitText(bold(text), LIMITS.richText).flatMap((piece) =>
    rich([{ type: 'rich_text_section', elements: richElements(piece, card.language, userOf, { bold: true }) }], plain(piece)),
  );
}

function noteUnits(text: Text, card: Card, userOf: UserOf): readonly Unit[] {
  // Mentions, links and times need rich text, which Slack does not offer in small print.
  if (!text.every((inline) => typeof inline === 'string')) return paragraphs(text, card, userOf);
  return splitText(text, LIMITS.note).flatMap((piece): Unit[] => {
    const line = clean(plain(piece));
    if (line.trim() === '') return [];
    const shown = directed(line, card.language);
    return [{ blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: shown, emoji: false }] }], plain: line, controls: false }];
  });
}
