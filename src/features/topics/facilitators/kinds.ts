/** The kinds of agenda rows of facilitators. */
export const NEXT = 'topics.facilitators.next';
export const SILENCE = 'topics.facilitators.silence';
export const WARN = 'topics.facilitators.warn';
export const LOOK = 'topics.facilitators.look';
export const QUIET = 'topics.facilitators.quiet';
