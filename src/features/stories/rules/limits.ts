export const TITLE_MAX = 120;
export const TEXT_MAX = 1500;
export const COMMENT_MAX = 500;
export const PERSON_MAX = 80;
/** How many drafts one person may have. */
export const DRAFTS_MAX = 10;
/** How many people one story may name. */
export const PEOPLE_MAX = 10;
