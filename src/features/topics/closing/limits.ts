/** What a summary may hold, in characters, so that each platform's forms and messages can show it. */
export const LINES_MAX = 1500;
export const RESOURCES_MAX = 900;
export const RECOMMENDATION_MAX = 500;
/** All recommendations in another language, one a line. */
export const TRANSLATED_MAX = 3000;
export const RESPONSIBLE_MAX = 120;
export const OUTCOME_MAX = 500;

/** How many recommendations a topic can have. */
export const RECOMMENDATIONS_MAX = 10;
