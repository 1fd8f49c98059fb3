/** The feature's name, which its ids and kinds begin with. */
export const FEATURE = 'events';
