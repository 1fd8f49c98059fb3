import { moment, personalExport } from '../../../sql/personal-rows.js';
import type { LetterTables } from './tables.js';

/** All that is a member's, as they read it. */
export const exportedLetters = personalExport<LetterTables>()({
  lettersByMail: {
    table: 'letter_consents',
    plain: ['refusal'],
    columns: { agreedAt: ['agreed_at', moment], stoppedAt: ['stopped_at', moment], refusedAt: ['refused_at', moment] },
    orderBy: 'id',
  },
  letterMails: {
    table: 'letter_mails',
    plain: ['state'],
    columns: { month: { column: 'month', in: 'letters', key: 'id', is: 'letter_id' }, at: ['changed_at', moment] },
    orderBy: 'letter_id',
  },
  lettersEdited: {
    table: 'letter_edits',
    plain: ['language'],
    columns: { letter: 'letter_id', madeAt: ['made_at', moment] },
    orderBy: 'id',
  },
});
