// What a blossom is to the tree that grows in a stage: not reached, or at an even (outer) or odd (inner) distance from the root.

export const FREE = 0;
export const OUTER = 1;
export const INNER = 2;
