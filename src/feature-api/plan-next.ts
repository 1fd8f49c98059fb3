import type { Instant } from '../core/time.js';
import type { AgendaRow } from '../ports/agenda.js';
import type { Context } from './context.js';

/**
 * Plans the next of what comes again and again, or moves it to when it is due now. One that is overdue stays.
 *
 * @param next when and as what it is planned; `row` is the one that is planned
 */
export async function planNext(
  { agenda, now }: Context,
  kind: string,
  next: (row: AgendaRow | undefined) => Promise<{ readonly key: string; readonly payload: unknown; readonly dueAt: Instant }>,
): Promise<void> {
  const [row] = await agenda.list({ states: ['planned'], kindPrefix: kind, limit: 1 });
  if (row && row.dueAt <= now) return;
  const wish = await next(row);
  if (row?.key === wish.key && row.dueAt === wish.dueAt) return;
  if (row && row.key !== wish.key) await agenda.cancel([row.key]);
  await agenda.plan({ ...wish, kind, again: true });
}
