export const SUBJECT_MAX = 120;
export const OPENING_MAX = 1500;
export const TITLE_MAX = 200;
export const WORDS_MAX = 600;
/** Of each section so many items are in a mail, and fewer in a chat, where the rest is counted. */
export const ITEMS_IN_MAIL = 15;
export const ITEMS_IN_CHAT = 5;
/** So much of what people wrote stands below a title. */
export const TEXT_IN_MAIL = 280;
/** A letter is tried so often before it is given up: for about a day and a half. */
export const ATTEMPTS_MAX = 7;
/** Changes that are shown on a card. */
export const EDITS_SHOWN = 5;
/** Items on a page of the list to change. */
export const ITEMS_PER_PAGE = 20;
/** Failed mails that are named. */
export const FAILED_SHOWN = 20;
export const BOUNCES_MAX = 3000;
