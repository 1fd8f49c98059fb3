import type { MessageKey } from '../src/language/index.js';

/** The first and the last day of what a report is about; both can be left out. */
export const periodOptions = (from: MessageKey, to: MessageKey) =>
  ({ from: { type: 'date', description: from }, to: { type: 'date', description: to } }) as const;
