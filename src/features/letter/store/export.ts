import { z } from 'zod';
import type { MemberId } from '../../../core/ids.js';
import type { Tx } from '../../../core/transaction.js';
import type { LetterTables } from './tables.js';

/** All that is a member's, as queries that an export runs together with those of others. */
export function queriesOf({ db: base, community }: Tx, member: MemberId) {
  const db = base.withTables<LetterTables>();
  return {
    letter_consents: db
      .selectFrom('letter_consents')
      .select(['agreed_at', 'stopped_at', 'refused_at', 'refusal'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
    letter_mails: db
      .selectFrom('letter_mails')
      .innerJoin('letters', 'letters.id', 'letter_mails.letter_id')
      .select(['month', 'letter_mails.state', 'changed_at'])
      .where('letter_mails.community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('month'),
    letter_edits: db
      .selectFrom('letter_edits')
      .select(['letter_id', 'language', 'made_at'])
      .where('community_id', '=', community)
      .where('member_id', '=', member)
      .orderBy('id'),
  };
}

const at = z.int().transform((moment) => new Date(moment).toISOString());

/** The rows of `queriesOf`, as a member reads them. */
export const exportedRows = z.object({
  letter_consents: z.array(
    z
      .object({ agreed_at: at, stopped_at: at.nullable(), refused_at: at.nullable(), refusal: z.string().nullable() })
      .transform(({ agreed_at: agreedAt, stopped_at: stoppedAt, refused_at: refusedAt, refusal }) => ({
        agreedAt,
        stoppedAt,
        refusedAt,
        refusal,
      })),
  ),
  letter_mails: z.array(
    z
      .object({ month: z.string(), state: z.string(), changed_at: at })
      .transform(({ changed_at: when, ...rest }) => ({ ...rest, at: when })),
  ),
  letter_edits: z.array(
    z
      .object({ letter_id: z.int(), language: z.string(), made_at: at })
      .transform(({ letter_id: letter, language, made_at: madeAt }) => ({ letter, language, madeAt })),
  ),
});
