import { LIFETIMES } from '../../core/lifetimes.js';
import type { Instant } from '../../core/time.js';
import type { ExpiryRepository } from '../../ports/store.js';
import type { Context } from './context.js';
import { planRows } from './plan-rows.js';

/** One agenda row for all temporary data, due when the first of it expires. */
const EXPIRY = 'expiry';

export function expiryRepository(context: Context): ExpiryRepository {
  return {
    eraseExpired: (now) =>
      context.atomically(async (inside) => {
        const { db, community } = inside;
        const [guessed, saved] = [now - LIFETIMES.linkCode, now - LIFETIMES.importDraft];
        await db.deleteFrom('link_codes').where('community_id', '=', community).where('expires_at', '<=', now).execute();
        await db.deleteFrom('link_guesses').where('community_id', '=', community).where('since', '<=', guessed).execute();
        await db.deleteFrom('web_sessions').where('community_id', '=', community).where('expires_at', '<=', now).execute();
        await db.deleteFrom('import_drafts').where('community_id', '=', community).where('saved_at', '<=', saved).execute();
        const next = await nextExpiry(inside);
        if (next !== undefined) await eraseAt(inside, next);
      }),
  };
}

/**
 * Plans the erasure of data that expires at `at`, in the transaction that writes the data. Refusing expired data is not enough,
 * because a clock that is set back would make it valid again.
 */
export async function eraseAt(context: Context, at: Instant): Promise<void> {
  const row = await context.db
    .selectFrom('agenda')
    .select(['state', 'due_at'])
    .where('community_id', '=', context.community)
    .where('key', '=', EXPIRY)
    .executeTakeFirst();
  if (row?.state === 'planned' && row.due_at <= at) return;
  const planned = await planRows(context, [{ key: EXPIRY, kind: EXPIRY, payload: {}, dueAt: at }], 'returns');
  for (const one of planned) context.planned(one);
}

async function nextExpiry({ db, community }: Context): Promise<Instant | undefined> {
  const first = async (table: 'link_codes' | 'web_sessions'): Promise<Instant | null | undefined> =>
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.min('expires_at').as('at'))
        .where('community_id', '=', community)
        .executeTakeFirst()
    )?.at;
  const guess = await db
    .selectFrom('link_guesses')
    .select((eb) => eb.fn.min('since').as('at'))
    .where('community_id', '=', community)
    .executeTakeFirst();
  const draft = await db
    .selectFrom('import_drafts')
    .select((eb) => eb.fn.min('saved_at').as('at'))
    .where('community_id', '=', community)
    .executeTakeFirst();
  const moments = [
    await first('link_codes'),
    await first('web_sessions'),
    guess?.at == null ? null : guess.at + LIFETIMES.linkCode,
    draft?.at == null ? null : draft.at + LIFETIMES.importDraft,
  ].filter((at) => at != null);
  return moments.length === 0 ? undefined : Math.min(...moments);
}
