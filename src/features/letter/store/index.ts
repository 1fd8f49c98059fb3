import { oncePerTx } from '../../../core/transaction.js';
import { consentStore } from './consents.js';
import { letterStore } from './letters.js';
import { mailStore } from './mails.js';

export { exportedLetters } from './export.js';
export { letterTables } from './tables.js';

/** The queries on the tables of letters. */
export const lettersStore = oncePerTx(letterStore, consentStore, mailStore);
