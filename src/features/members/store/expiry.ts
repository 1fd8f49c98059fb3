import { LIFETIMES } from '../../../core/lifetimes.js';
import { after, earliest, type Instant } from '../../../core/time.js';
import type { Tx } from '../../../core/transaction.js';
import type { MembersTables } from './tables.js';

/** Erases link codes, counted wrong codes, import drafts, open questions and undoable merges that ran out by `now`. Returns when the next one does. */
export async function eraseExpired(tx: Tx, now: Instant): Promise<Instant | undefined> {
  const { community } = tx;
  const db = tx.db.withTables<MembersTables>();
  const [guessed, saved] = [after(now, -LIFETIMES.linkCode), after(now, -LIFETIMES.importDraft)];
  await db.deleteFrom('link_codes').where('community_id', '=', community).where('expires_at', '<=', now).execute();
  await db.deleteFrom('link_guesses').where('community_id', '=', community).where('since', '<=', guessed).execute();
  await db.deleteFrom('import_drafts').where('community_id', '=', community).where('saved_at', '<=', saved).execute();
  const [asked, joined] = [after(now, -LIFETIMES.identityQuestion), after(now, -LIFETIMES.joined)];
  await db
    .deleteFrom('identity_questions')
    .where('community_id', '=', community)
    .where('asked_at', '<=', asked)
    .where('said', 'is not', null)
    .execute();
  const old = db.selectFrom('joined_members').select('id').where('community_id', '=', community).where('joined_at', '<=', joined);
  await db.deleteFrom('joined_rows').where('community_id', '=', community).where('joined_id', 'in', old).execute();
  await db.deleteFrom('joined_members').where('community_id', '=', community).where('joined_at', '<=', joined).execute();
  const question = await db
    .selectFrom('identity_questions')
    .select(({ fn }) => fn.min('asked_at').as('at'))
    .where('community_id', '=', community)
    .where('said', 'is not', null)
    .executeTakeFirst();
  const two = await db
    .selectFrom('joined_members')
    .select(({ fn }) => fn.min('joined_at').as('at'))
    .where('community_id', '=', community)
    .executeTakeFirst();
  const code = await db
    .selectFrom('link_codes')
    .select(({ fn }) => fn.min('expires_at').as('at'))
    .where('community_id', '=', community)
    .executeTakeFirst();
  const guess = await db
    .selectFrom('link_guesses')
    .select(({ fn }) => fn.min('since').as('at'))
    .where('community_id', '=', community)
    .executeTakeFirst();
  const draft = await db
    .selectFrom('import_drafts')
    .select(({ fn }) => fn.min('saved_at').as('at'))
    .where('community_id', '=', community)
    .executeTakeFirst();
  const ends = (row: { readonly at: Instant | null } | undefined, lasts: number) => (row?.at == null ? [] : [after(row.at, lasts)]);
  const [moment, ...others] = [
    ...ends(code, 0),
    ...ends(guess, LIFETIMES.linkCode),
    ...ends(draft, LIFETIMES.importDraft),
    ...ends(question, LIFETIMES.identityQuestion),
    ...ends(two, LIFETIMES.joined),
  ];
  return moment === undefined ? undefined : earliest(moment, ...others);
}
