export const TITLE_MAX = 120;
export const TEXT_MAX = 1500;
export const COMMENT_MAX = 500;
export const PERSON_MAX = 80;
/** How many drafts one person may have. */
export const DRAFTS_MAX = 10;
/** How many people one story may name. */
export const PEOPLE_MAX = 10;
/** As large as a telephone takes them, and as small as each platform takes with a message. */
export const PHOTO_MAX_MB = 8;
export const MB = 1024 * 1024;
/** The most pixels of a photo, which is more than telephones take. */
export const PHOTO_PIXELS_MAX = 50_000_000;
export const ALT_MAX = 200;
