import type { types } from '@slack/bolt';
import type { Card } from '../../../src/core/message.js';
import { plain, type Text } from '../../../src/core/text.js';
import { LIMITS } from '../limits.js';
import { splitText } from './split.js';
import { clean, plainElements, richElements, type UserOf } from './text.js';

/** Blocks that stay together in one message. */
export interface Unit {
  readonly blocks: readonly types.KnownBlock[];
  /** The same content as plain text, for notifications and screen readers. */
  readonly plain: string;
  /** Whether it holds buttons or menus, which a message keeps even when its text moves into a file. */
  readonly controls: boolean;
  readonly heading?: boolean;
}

/** Where blocks are shown. */
export interface Surface {
  readonly userOf: UserOf;
  /** False for home tabs and dialogs, which refuse table blocks. */
  readonly tables: boolean;
}

export const DIVIDER: Unit = { blocks: [{ type: 'divider' }], plain: '', controls: false };

/** A `UserOf` for texts that mention nobody. */
export const noMentions: UserOf = () => undefined;

/** The text as rich text sections, one unit for each piece that fits. */
export function paragraphs(text: Text, { language }: Pick<Card, 'language'>, userOf: UserOf): readonly Unit[] {
  return splitText(text, LIMITS.richText).flatMap((piece) =>
    rich([{ type: 'rich_text_section', elements: richElements(piece, language, userOf) }], plain(piece)),
  );
}

/** The blocks of `paragraphs` for a text that mentions nobody. */
export function paragraphBlocks(text: Text, card: Pick<Card, 'language'>): types.KnownBlock[] {
  return paragraphs(text, card, noMentions).flatMap((unit) => unit.blocks);
}

/** A quotation; it keeps its own text direction because it may be in another language than the card. */
export function quotes(text: Text, userOf: UserOf): readonly Unit[] {
  return splitText(text, LIMITS.richText).flatMap((piece) =>
    rich([{ type: 'rich_text_quote', elements: plainElements(piece, userOf) }], plain(piece)),
  );
}

/** Lines below one another in as few blocks as fit. */
export function lineUnits(lines: readonly Text[], { language }: Pick<Card, 'language'>, userOf: UserOf): readonly Unit[] {
  const units: Unit[] = [];
  let elements: types.RichTextElement[] = [];
  let plainLines: string[] = [];
  let size = 0;
  const flush = (): void => {
    if (elements.length > 0) units.push(...rich([{ type: 'rich_text_section', elements }], plainLines.join('\n')));
    elements = [];
    plainLines = [];
    size = 0;
  };
  for (const line of lines.flatMap((each) => splitText(each, LIMITS.blockJson))) {
    const next = richElements(line, language, userOf);
    if (next.length === 0) continue;
    const length = JSON.stringify(next).length;
    if (size + length > LIMITS.blockJson) flush();
    size += length;
    elements.push(...(elements.length > 0 ? [{ type: 'text', text: '\n' } as const] : []), ...next);
    plainLines.push(clean(plain(line)));
  }
  flush();
  return units;
}

/** The same text in bold; mentions and links stay as they are. */
export function bold(text: Text): Text {
  return text.map((inline) => (typeof inline === 'string' ? { type: 'bold', text: inline } : inline));
}

/** One rich text block, or no unit if an element is empty, which Slack would refuse. */
export function rich(elements: types.RichTextBlock['elements'], text: string): Unit[] {
  if (elements.some((element) => element.elements.length === 0)) return [];
  return [{ blocks: [{ type: 'rich_text', elements }], plain: clean(text), controls: false }];
}
