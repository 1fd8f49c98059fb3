import { LIFETIMES } from '../../../core/lifetimes.js';
import { after, earliest, type Instant, toInstant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { MembersTables } from './tables.js';

/** Erases link codes, counted wrong codes and import drafts that ran out by `now`. Returns when the next one does. */
export async function eraseExpired(tx: Tx, now: Instant): Promise<Instant | undefined> {
  const { community } = tx;
  const db = tx.db.withTables<MembersTables>();
  const [guessed, saved] = [after(now, -LIFETIMES.linkCode), after(now, -LIFETIMES.importDraft)];
  await db.deleteFrom('link_codes').where('community_id', '=', community).where('expires_at', '<=', now).execute();
  await db.deleteFrom('link_guesses').where('community_id', '=', community).where('since', '<=', guessed).execute();
  await db.deleteFrom('import_drafts').where('community_id', '=', community).where('saved_at', '<=', saved).execute();
  const first = async (table: 'link_codes' | 'link_guesses' | 'import_drafts', column: string, lasts: number) => {
    const row = await db
      .selectFrom(table)
      .select(({ fn, ref }) => fn.min(ref(column as never)).as('at'))
      .where('community_id', '=', community)
      .executeTakeFirst();
    return row?.at == null ? [] : [after(toInstant(Number(row.at)), lasts)];
  };
  const [moment, ...others] = [
    ...(await first('link_codes', 'expires_at', 0)),
    ...(await first('link_guesses', 'since', LIFETIMES.linkCode)),
    ...(await first('import_drafts', 'saved_at', LIFETIMES.importDraft)),
  ];
  return moment === undefined ? undefined : earliest(moment, ...others);
}
