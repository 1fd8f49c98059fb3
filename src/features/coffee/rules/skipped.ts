import type { Round } from '../types.js';

/** Whether a round was closed without anybody being invited, since nobody could be matched. */
export const isSkipped = ({ state, explanation }: Pick<Round, 'state' | 'explanation'>): boolean =>
  state === 'closed' && explanation === null;
