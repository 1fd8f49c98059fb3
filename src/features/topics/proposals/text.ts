export { tidyLines } from '../../members/public.js';

/** What a member may write, in characters: a card with all of it, before and after an edit, fits on each platform. */
export const TITLE_MAX = 150;
export const QUESTION_MAX = 700;
export const WHY_MAX = 500;
export const REASON_MAX = 500;
export const ADDRESS_MAX = 300;
