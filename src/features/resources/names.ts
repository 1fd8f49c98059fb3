export const FEATURE = 'resources';

/** Pages for people outside: the list with its search, one resource, and a file. */
export const centrePage = 'resources/centre';
export const showPage = 'resources/show';
export const filePage = 'resources/file';
export const takeDownPage = 'resources/take-down';
export const askedPage = 'resources/asked';
export const collectionPage = 'resources/collection';

/** The key by which other features refer to a resource that they show. */
export const itemKey = (id: number): string => `${FEATURE}:${id}`;
