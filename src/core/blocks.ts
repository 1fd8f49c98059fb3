import type { Language } from './language.js';
import { actionId, type Block, type Button, type Card } from './message.js';
import type { Text } from './text.js';

/** Short ways to say the blocks that nearly every card is made of. */
export const heading = (text: Text): Block => ({ type: 'heading', text });
export const paragraph = (text: Text): Block => ({ type: 'paragraph', text });
export const note = (text: Text): Block => ({ type: 'note', text });

/** A card without the blocks that turned out empty. */
export function card(language: Language, ...blocks: readonly (Block | undefined | false)[]): Card {
  return { language, blocks: blocks.filter((block): block is Block => Boolean(block)) };
}

export type ButtonMaker = (
  action: string,
  label: string,
  options?: Pick<Button, 'style' | 'accessibleName'> & { readonly id?: string | number },
) => Button;

/** Makes buttons whose actions are one feature's: `feature:action:id`, with id 0 where none is told. */
export function buttonsOf(feature: string): ButtonMaker {
  return (action, label, { id = 0, ...rest } = {}) => ({ type: 'button', action: actionId(feature, action, id), label, ...rest });
}
