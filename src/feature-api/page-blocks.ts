import { actions, note, pageTurns } from '../core/blocks.js';
import type { Language } from '../core/language.js';
import type { Block, Button } from '../core/message.js';
import { speaker } from '../language/index.js';

/** Which page of a list this is, and buttons to those before and after it; nothing where there is one page. */
export function pageBlocks(
  numbers: { readonly page: number; readonly pages: number },
  language: Language,
  turn: (label: string, page: number) => Button,
): readonly Block[] {
  const { page, pages } = numbers;
  if (pages < 2) return [];
  const say = speaker(language);
  const buttons = pageTurns(numbers, { previous: say.plain('common.previous-page'), next: say.plain('common.next') }, turn);
  return [note(say('common.page-of', { page: page + 1, pages })), actions(...buttons)];
}
