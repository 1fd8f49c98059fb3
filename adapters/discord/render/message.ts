import { type APIAllowedMentions, type APIMessageTopLevelComponent, ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import { directionOf, type Language } from '../../../src/core/language.js';
import {
  type Attachment,
  type Block,
  type Button,
  type Card,
  isCaptionSaid,
  type LinkButton,
  type Message,
  plainText,
  type Select,
} from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { speaker } from '../../../src/language/index.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import { LIMITS } from '../limits.js';
import { isPicture } from './attachments.js';
import { shortened } from './labels.js';
import { type Piece, pack } from './pack.js';
import { viewTable } from './table.js';
import { type Atom, balanced, httpAddress, inlineAtoms, type Mentions, splitAtoms } from './text.js';

/** One message of Discord's, ready to be sent, with the files that go with it. */
export interface Part {
  readonly components: APIMessageTopLevelComponent[];
  readonly flags: MessageFlags;
  readonly allowed_mentions: APIAllowedMentions;
  readonly files: readonly Attachment[];
}

const RIGHT_TO_LEFT_MARK = '\u200f';

/**
 * Renders a message as one or more of Discord's: a container for each card, everything within the limits. Nobody but
 * the members mentioned can be pinged. Throws a `DeliveryError` (`refused`) for what can't be shown at all.
 */
export function render(message: Message, mentions: Mentions): readonly Part[] {
  const pieces = message.cards.map((card) => ({
    language: card.language,
    pieces: card.blocks.flatMap((block) => piecesOf(block, card, mentions)),
  }));
  const files = (message.files ?? []).map(filePiece);
  return finish([...pieces, { language: 'en', pieces: files }]);
}

/**
 * The same in one message, for places that hold only one (an edit): what is too long goes into a text file, the buttons
 * stay. Throws a `DeliveryError` if even the buttons don't fit.
 */
export function renderInOne(message: Message, mentions: Mentions): Part {
  const [whole, ...more] = render(message, mentions);
  if (whole && more.length === 0) return whole;
  const language = message.cards[0]?.language ?? 'en';
  const text: Attachment = { name: 'message.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(plainText(message)) };
  const controls = message.cards.flatMap((card) =>
    card.blocks.filter((block) => block.type === 'actions').flatMap((block) => piecesOf(block, card, mentions)),
  );
  const note = textPieces([{ text: speaker(language).plain('discord.in-file') }], '', language);
  const [one, ...rest] = finish([{ language, pieces: [...note, filePiece(text), ...(message.files ?? []).map(filePiece), ...controls] }]);
  if (!one || rest.length > 0) throw new DeliveryError('the message does not fit into one', 'refused');
  return one;
}

function finish(cards: readonly { readonly language: Language; readonly pieces: readonly Piece[] }[]): readonly Part[] {
  const loose = pack(cards.map(({ pieces }) => pieces));
  // Paragraphs have more room around them as components of their own; one message is worth more than that.
  const tight = loose.length > 1 ? pack(cards.map(({ pieces }) => joined(pieces))) : loose;
  const packed = tight.length < loose.length ? tight : loose;
  if (packed.length === 0) throw new DeliveryError('the message is empty', 'refused');
  if (packed.length > LIMITS.messages) throw new DeliveryError('the message is too long', 'refused');
  return packed.map(({ components, mentions, files }) => ({
    components,
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [], users: [...mentions] },
    files,
  }));
}

/** Neighbouring texts as one text display, as far as they fit. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    const [before, after] = [contentOf(last), contentOf(piece)];
    if (last === undefined || before === undefined || after === undefined || before.length + after.length >= LIMITS.text) {
      result.push(piece);
      continue;
    }
    const content = `${before}\n${after}`;
    result[result.length - 1] = {
      component: { type: ComponentType.TextDisplay, content },
      size: 1,
      text: content.length,
      mentions: [...last.mentions, ...piece.mentions],
    };
  }
  return result;
}

function contentOf(piece: Piece | undefined): string | undefined {
  if (piece === undefined || typeof piece.component === 'function' || piece.component.type !== ComponentType.TextDisplay) return undefined;
  return piece.component.content;
}

function piecesOf(block: Block, card: Card, mentions: Mentions): readonly Piece[] {
  const { language } = card;
  const atoms = (text: Text): readonly Atom[] => inlineAtoms(text, mentions);
  switch (block.type) {
    case 'heading':
      return textPieces(oneLine(atoms(block.text)), '### ', language);
    case 'paragraph':
      return textPieces(atoms(block.text), '', language);
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

function oneLine(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.map((atom) => (atom.text === '\n' ? { text: ' ' } : atom));
}

function withoutBlankLines(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.filter((atom, index) => atom.text !== '\n' || atoms[index - 1]?.text !== '\n');
}

/** Text displays; each line gets the prefix, and begins in the direction of its language. What people said stands in its own. */
function textPieces(atoms: readonly Atom[], prefix: string, language?: Language): readonly Piece[] {
  const lead = prefix + (language !== undefined && directionOf(language) === 'rtl' ? RIGHT_TO_LEFT_MARK : '');
  const led = atoms.map((atom) => (atom.text === '\n' && lead !== '' ? { text: `\n${lead}` } : atom));
  return splitAtoms(led, LIMITS.text - lead.length * 2).flatMap((piece) => textPiece(piece, lead));
}

function textPiece(atoms: readonly Atom[], lead: string): readonly Piece[] {
  const whole = atoms.map(({ text }) => text).join('');
  // A break after a line's end leaves the next line's prefix behind.
  const words = lead !== '' && whole.endsWith(`\n${lead}`) ? whole.slice(0, -lead.length - 1) : whole;
  if (!isVisible(words)) return [];
  const content = balanced(words.startsWith(lead) ? words : lead + words);
  const mentions = atoms.flatMap(({ mention }) => mention ?? []);
  return [{ component: { type: ComponentType.TextDisplay, content }, size: 1, text: content.length, mentions }];
}

/** Whether a text shows anything: Discord refuses a text display of marks that nobody sees. */
function isVisible(words: string): boolean {
  return /[^\s>#\-\p{Cf}\p{Cc}\p{M}\u2800\u3164\u115f\u1160]/u.test(words);
}

/** Lines in as few text displays as they fit into. */
function linePieces(lines: readonly { readonly prefix: string; readonly atoms: readonly Atom[] }[], language: Language): readonly Piece[] {
  const mark = directionOf(language) === 'rtl' ? RIGHT_TO_LEFT_MARK : '';
  const result: Atom[][] = [];
  let length = 0;
  for (const { prefix, atoms } of lines) {
    for (const [index, piece] of splitAtoms(atoms, LIMITS.text - 40).entries()) {
      const line = [{ text: (index === 0 ? prefix : '') + mark }, ...piece, { text: '' }];
      const size = balanced(line.map(({ text }) => text).join('')).length + 1;
      const last = result.at(-1);
      if (last && length + size <= LIMITS.text) {
        last.push({ text: '\n' }, ...closed(line));
        length += size;
      } else {
        result.push([...closed(line)]);
        length = size;
      }
    }
  }
  return result.flatMap((piece) => textPiece(piece, ''));
}

function closed(line: readonly Atom[]): readonly Atom[] {
  const text = line.map((atom) => atom.text).join('');
  return [...line, { text: balanced(text).slice(text.length) }];
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

function controlPieces(controls: readonly (Button | LinkButton | Select)[], language: Language): readonly Piece[] {
  const pieces: Piece[] = [];
  let row: (Button | LinkButton)[] = [];
  const endRow = (): void => {
    if (row.length > 0) pieces.push(buttonRow(row));
    row = [];
  };
  for (const control of controls) {
    if (control.type === 'link-button') {
      const address = httpAddress(control.url);
      if (address === undefined || address.length > LIMITS.url) {
        endRow();
        pieces.push(...textPieces(inlineAtoms([{ type: 'link', url: control.url, label: control.label }], new Map()), '', language));
        continue;
      }
    }
    if (control.type === 'select') {
      endRow();
      pieces.push(...selectPieces(control, language));
      continue;
    }
    if (!shortened(control.label, LIMITS.buttonLabel).whole) {
      endRow();
      pieces.push(...textPieces(inlineAtoms([control.label], new Map()), '', language));
    }
    row.push(control);
    if (row.length === LIMITS.buttonsPerRow) endRow();
  }
  endRow();
  return pieces;
}

function buttonRow(buttons: readonly (Button | LinkButton)[]): Piece {
  const components = buttons.map((button) => {
    const { label } = shortened(button.label, LIMITS.buttonLabel);
    if (button.type === 'link-button') {
      return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: httpAddress(button.url) ?? '' } as const;
    }
    const style = button.style === 'primary' ? ButtonStyle.Primary : button.style === 'danger' ? ButtonStyle.Danger : ButtonStyle.Secondary;
    return { type: ComponentType.Button, style, label, custom_id: checkedId(button.action) } as const;
  });
  return { component: { type: ComponentType.ActionRow, components }, size: components.length + 1, text: 0, mentions: [] };
}

function selectPieces(select: Select, language: Language): readonly Piece[] {
  const { options, cut } = selectOptions(select.options, select.chosen ?? []);
  const placeholder = shortened(select.label, LIMITS.placeholder);
  // The placeholder vanishes once something is chosen, so then the label stands above.
  const above = !placeholder.whole || (select.chosen?.length ?? 0) > 0 ? [select.label] : [];
  const words = [...above, ...cut];
  return [
    ...words.flatMap((line) => textPieces(inlineAtoms([line], new Map()), '', language)),
    {
      component: {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: checkedId(select.action),
            placeholder: placeholder.label,
            min_values: Math.min(select.min ?? 1, options.length),
            max_values: Math.max(1, Math.min(select.max ?? 1, options.length)),
            options,
          },
        ],
      },
      size: 2,
      text: 0,
      mentions: [],
    },
  ];
}

/** Options as Discord takes them; `cut` are labels that had to be shortened, whole. Throws a `DeliveryError` for too many or too long values. */
export function selectOptions(
  choices: Select['options'],
  chosen: readonly string[],
): {
  readonly options: { label: string; value: string; description?: string; default?: boolean }[];
  readonly cut: readonly string[];
} {
  if (choices.length === 0 || choices.length > LIMITS.options) throw new DeliveryError(`a menu of ${choices.length} options`, 'refused');
  const cut: string[] = [];
  const options = choices.map(({ value, label, description }) => {
    if (value.trim() === '' || value.length > LIMITS.optionText) throw new DeliveryError('an option whose value has no place', 'refused');
    const shortLabel = shortened(label, LIMITS.optionText);
    const shortDescription = description?.trim() ? shortened(description, LIMITS.optionText) : undefined;
    if (!shortLabel.whole || shortDescription?.whole === false) cut.push(description ? `${label}: ${description}` : label);
    return {
      label: shortLabel.label,
      value,
      ...(shortDescription ? { description: shortDescription.label } : {}),
      ...(chosen.includes(value) ? { default: true } : {}),
    };
  });
  return { options, cut };
}

function checkedId(action: string): string {
  if (action.length === 0 || action.length > LIMITS.customId) throw new DeliveryError('an action id that is too long', 'refused');
  return action;
}

function filePiece(file: Attachment): Piece {
  if (file.bytes.byteLength > LIMITS.fileBytes) throw new DeliveryError('a file is too large for Discord', 'refused');
  return {
    size: 1,
    text: 0,
    mentions: [],
    file,
    component: (name: string) =>
      isPicture(file)
        ? {
            type: ComponentType.MediaGallery,
            items: [{ media: { url: `attachment://${name}` }, description: shortened(file.name, LIMITS.fileTitle).label }],
          }
        : { type: ComponentType.File, file: { url: `attachment://${name}` } },
  };
}
