import { type APIAllowedMentions, type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js';
import type { Language } from '../../../src/core/language.js';
import { type Attachment, type MessageFile, type OutgoingMessage, plainText } from '../../../src/core/message.js';
import { speaker } from '../../../src/language/index.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import { LIMITS } from '../limits.js';
import { blockPieces } from './card.js';
import { filePiece } from './file.js';
import { type Piece, pack } from './pack.js';
import type { Mentions } from './text.js';
import { textPieces } from './text-displays.js';

/** One Discord message that is ready to be sent, with its files. */
export interface Part {
  readonly components: APIMessageTopLevelComponent[];
  readonly flags: MessageFlags;
  readonly allowed_mentions: APIAllowedMentions;
  readonly files: readonly MessageFile[];
}

/**
 * Renders a message as one or more Discord messages within `LIMITS`, with a container for each card. Only the members mentioned can
 * be pinged. Throws a `DeliveryError` (`refused`) for what can't be shown.
 *
 * @param mentions The account of each member mentioned, where they have one.
 */
export function render(message: OutgoingMessage, mentions: Mentions): readonly Part[] {
  const pieces = message.cards.map((card) => ({
    language: card.language,
    pieces: card.blocks.flatMap((block) => blockPieces(block, card, mentions)),
  }));
  const files = (message.files ?? []).map(filePiece);
  return finish([...pieces, { language: 'en', pieces: files }]);
}

/**
 * Renders a message as exactly one Discord message, for an edit. If the text is too long, it goes into a file and the buttons stay.
 * Throws a `DeliveryError` (`refused`) if even that does not fit.
 */
export function renderInOne(message: OutgoingMessage, mentions: Mentions): Part {
  const [whole, ...more] = render(message, mentions);
  if (whole && more.length === 0) return whole;
  const language = message.cards[0]?.language ?? 'en';
  const text: Attachment = { name: 'message.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(plainText(message)) };
  const controls = message.cards.flatMap((card) =>
    card.blocks.filter((block) => block.type === 'actions').flatMap((block) => blockPieces(block, card, mentions)),
  );
  const note = textPieces([{ text: speaker(language).plain('discord.in-file') }], '', language);
  const [one, ...rest] = finish([{ language, pieces: [...note, filePiece(text), ...(message.files ?? []).map(filePiece), ...controls] }]);
  if (!one || rest.length > 0) throw new DeliveryError('the message does not fit into one', 'refused');
  return one;
}

function finish(cards: readonly { readonly language: Language; readonly pieces: readonly Piece[] }[]): readonly Part[] {
  const loose = pack(cards.map(({ pieces }) => pieces));
  // Paragraphs are easier to read as components of their own, but joining them is better than a second message.
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

/** Joins adjacent texts into one text display each, as far as they fit. */
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
