import type { Instant } from '../core/time.js';
import type { Context } from './context.js';

/** One row of the agenda for everything that expires, which is due when the first thing expires. */
export const EXPIRY = 'expiry';

/**
 * Plans the erasure of something that runs out at `at`, in the transaction that writes it. Refusing it later is not enough:
 * a clock that steps back must not make it good again.
 */
export async function planExpiry({ agenda }: Pick<Context, 'agenda'>, at: Instant): Promise<void> {
  const row = await agenda.find(EXPIRY);
  if (row?.state === 'planned' && row.dueAt <= at) return;
  await agenda.plan({ key: EXPIRY, kind: EXPIRY, payload: {}, dueAt: at, again: true });
}
