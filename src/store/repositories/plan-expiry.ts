import type { Instant } from '../../core/time.js';
import type { Context } from './context.js';
import { planRows } from './plan-rows.js';

/** The one row of the agenda for everything that runs out; features plan it through `planExpiry`. */
const EXPIRY = 'expiry';

/** Plans the erasure of a row that runs out at `at`, in the transaction that writes it, unless one is planned for before. */
export async function planExpiry(context: Context, at: Instant): Promise<void> {
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
