import { ComponentType } from 'discord.js';
import { type Block, type Card, isCaptionSaid } from '../../../src/core/message.js';
import { isCode, plain, type Text } from '../../../src/core/text.js';
import { controlPieces } from './controls.js';
import { filePiece } from './file.js';
import type { Piece } from './pack.js';
import { viewTable } from './table.js';
import { type Atom, inlineAtoms, type Mentions } from './text.js';
import { linePieces, textPieces } from './text-displays.js';

/** The components of one block of a card. Throws a `DeliveryError` (`refused`) for what can't be shown. */
export function blockPieces(block: Block, card: Card, mentions: Mentions): readonly Piece[] {
  const { language } = card;
  const atoms = (text: Text): readonly Atom[] => inlineAtoms(text, mentions);
  switch (block.type) {
    case 'heading':
      return textPieces(oneLine(atoms(block.text)), '### ', language);
    case 'paragraph':
      return textPieces(atoms(block.text), '', isCode(block.text) ? undefined : language);
    case 'note':
      return textPieces(withoutBlankLines(atoms(block.text)), '-# ', language);
    case 'quote':
      return textPieces(atoms(block.text), '> ');
    case 'list':
      return linePieces(
        block.items.map((item, index) => ({ prefix: block.ordered ? `${index + 1}. ` : '- ', atoms: oneLine(atoms(item)) })),
        language,
      );
    case 'facts':
      return linePieces(
        block.items.map(({ label, value }) => ({
          prefix: '',
          atoms: [...atoms([{ type: 'bold', text: `${plain(label)}:` }]), { text: ' ' }, ...oneLine(atoms(value))],
        })),
        language,
      );
    case 'table':
      return tablePieces(block, card, mentions);
    case 'divider':
      return [{ component: { type: ComponentType.Separator }, size: 1, text: 0, mentions: [] }];
    case 'actions':
      return controlPieces(block.controls, language);
    default:
      return block satisfies never;
  }
}

function tablePieces(table: Extract<Block, { type: 'table' }>, card: Card, mentions: Mentions): readonly Piece[] {
  const { language } = card;
  const caption = isCaptionSaid(card, table)
    ? []
    : textPieces(inlineAtoms([{ type: 'bold', text: table.caption }], mentions), '', language);
  const view = viewTable(table);
  switch (view.type) {
    case 'aligned': {
      const content = `\`\`\`\n${view.text}\n\`\`\``;
      return [...caption, { component: { type: ComponentType.TextDisplay, content }, size: 1, text: content.length, mentions: [] }];
    }
    case 'listed':
      return [
        ...caption,
        ...linePieces(
          view.rows.map((row) => ({ prefix: '- ', atoms: oneLine(inlineAtoms(row, mentions)) })),
          language,
        ),
      ];
    case 'file':
      return [...caption, filePiece(view.file)];
    default:
      return view satisfies never;
  }
}

function oneLine(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.map((atom) => (atom.text === '\n' ? { text: ' ' } : atom));
}

function withoutBlankLines(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.filter((atom, index) => atom.text !== '\n' || atoms[index - 1]?.text !== '\n');
}
