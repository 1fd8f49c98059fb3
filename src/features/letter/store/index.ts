import { oncePerTx } from '../../../core/transaction.js';
import { consentStore } from './consents.js';
import { letterStore } from './letters.js';
import { mailStore } from './mails.js';

export { exportedRows, queriesOf } from './export.js';
export { letterTables } from './tables.js';

/** The queries on the tables of letters. */
export const lettersStore = oncePerTx((tx) => ({ ...letterStore(tx), ...consentStore(tx), ...mailStore(tx) }));
