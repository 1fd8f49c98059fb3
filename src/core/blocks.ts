import type { Language } from './language.js';
import type { Block, Card, Control } from './message.js';
import type { Text } from './text.js';

/** Shorthands for the most common blocks. */
export const heading = (text: Text): Block => ({ type: 'heading', text });
export const paragraph = (text: Text): Block => ({ type: 'paragraph', text });
export const note = (text: Text): Block => ({ type: 'note', text });
export const quote = (text: Text): Block => ({ type: 'quote', text });
export const actions = (...controls: readonly Control[]): Block => ({ type: 'actions', controls });

/** Buttons to the pages of a list before and after this one. */
export function pageTurns<B>(
  { page, pages }: { readonly page: number; readonly pages: number },
  { previous, next }: { readonly previous: string; readonly next: string },
  turn: (label: string, page: number) => B,
): readonly B[] {
  return [...(page > 0 ? [turn(previous, page - 1)] : []), ...(page + 1 < pages ? [turn(next, page + 1)] : [])];
}

/** Creates a card and leaves out empty blocks. */
export function card(language: Language, ...blocks: readonly (Block | undefined | false)[]): Card {
  return { language, blocks: blocks.filter((block): block is Block => Boolean(block)) };
}
