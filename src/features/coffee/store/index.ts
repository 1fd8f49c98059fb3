import { oncePerTx } from '../../../core/transaction.js';
import { avoidanceStore } from './avoidances.js';
import { enrolmentStore } from './enrolments.js';
import { matchStore } from './matches.js';
import { participationStore } from './participations.js';
import { recordsOf } from './records.js';
import { roundStore } from './rounds.js';

export { eraseCoffee, notesOf } from './erase.js';
export { everythingOf } from './export.js';
export type { NewMatch } from './matches.js';
export { mergeCoffee, moveOrganisation } from './merge.js';
export { coffeeTables } from './tables.js';

/** The queries on coffee's tables. */
export const coffeeStore = oncePerTx(avoidanceStore, enrolmentStore, roundStore, participationStore, matchStore, (tx) => ({
  /** What every matching is made from, in one statement. */
  records: () => recordsOf(tx),
}));
