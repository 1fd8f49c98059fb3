export const SUBJECT_MAX = 120;
export const OPENING_MAX = 1500;
export const TITLE_MAX = 200;
export const WORDS_MAX = 600;
/** How many items of each section a mail shows, and how many a chat shows, where the rest is counted. */
export const ITEMS_IN_MAIL = 15;
export const ITEMS_IN_CHAT = 5;
/** How many characters of what people wrote are shown below a title. */
export const TEXT_IN_MAIL = 280;
/** How often a mail is tried before it is given up, which takes about a day and a half. */
export const ATTEMPTS_MAX = 7;
/** How many changes a card shows. */
export const EDITS_SHOWN = 5;
/** Items on a page of the list to change. */
export const ITEMS_PER_PAGE = 20;
/** How many failed mails are named. */
export const FAILED_SHOWN = 20;
export const BOUNCES_MAX = 3000;
