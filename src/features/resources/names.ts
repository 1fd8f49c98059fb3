export const FEATURE = 'resources';
