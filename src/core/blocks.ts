import type { Language } from './language.js';
import { actionId, type Block, type Button, type Card } from './message.js';
import type { Text } from './text.js';

/** Shorthands for the most common blocks. */
export const heading = (text: Text): Block => ({ type: 'heading', text });
export const paragraph = (text: Text): Block => ({ type: 'paragraph', text });
export const note = (text: Text): Block => ({ type: 'note', text });

/** Creates a card and leaves out empty blocks. */
export function card(language: Language, ...blocks: readonly (Block | undefined | false)[]): Card {
  return { language, blocks: blocks.filter((block): block is Block => Boolean(block)) };
}

export type ButtonMaker = (
  action: string,
  label: string,
  options?: Pick<Button, 'style' | 'accessibleName'> & { readonly id?: string | number },
) => Button;

/** Creates a factory for buttons with the actions of one feature, `feature:action:id`; the default id is 0. */
export function buttonsOf(feature: string): ButtonMaker {
  return (action, label, { id = 0, ...rest } = {}) => ({ type: 'button', action: actionId(feature, action, id), label, ...rest });
}
