import { withoutInvisible } from '../../../language/index.js';

/** What a member may write, in characters: a card with all of it, before and after an edit, fits on each platform. */
export const TITLE_MAX = 150;
export const QUESTION_MAX = 700;
export const WHY_MAX = 500;
export const REASON_MAX = 500;
export const ADDRESS_MAX = 300;

/** Lines as they are stored: composed letters, no invisible characters and none that change the direction. */
export function tidyLines(text: string): string {
  return withoutInvisible(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
