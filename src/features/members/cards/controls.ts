import type { Language } from '../../../core/language.js';
import { actionId, type Block, type Button, type Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';

export function button(
  action: string,
  label: string,
  options: Pick<Button, 'style' | 'accessibleName'> & { readonly id?: string | number } = {},
): Button {
  const { id = 0, ...rest } = options;
  return { type: 'button', action: actionId('members', action, id), label, ...rest };
}

export const heading = (text: Text): Block => ({ type: 'heading', text });
export const paragraph = (text: Text): Block => ({ type: 'paragraph', text });
export const note = (text: Text): Block => ({ type: 'note', text });

/** A card without the blocks that turned out empty. */
export function card(language: Language, ...blocks: readonly (Block | undefined | false)[]): Card {
  return { language, blocks: blocks.filter((block): block is Block => Boolean(block)) };
}
