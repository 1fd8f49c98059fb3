import { z } from 'zod';
import type { DeliveryId } from '../../core/ids.js';
import type { Instant } from '../../core/time.js';
import { THREAD_LOCKED } from '../../ports/agenda.js';
import type { Platform } from '../../ports/chat.js';
import { oneOf, parse } from '../../sql/columns.js';
import { findRows, updateRows } from '../../sql/rows.js';
import { agendaEnds } from './agenda-ends.js';
import type { Context } from './context.js';

const removal = z.object({ delivery: z.int() });

/**
 * See `DeliveryRepository.sendUnlocked`.
 *
 * @param refresh Plans that a message is composed again and edited.
 */
export async function sendUnlocked(
  context: Context,
  { thread, platform, now }: { readonly thread: string; readonly platform: Platform; readonly now: Instant },
  refresh: (delivery: { readonly id: DeliveryId; readonly key: string }) => Promise<void>,
): Promise<void> {
  const { db, community } = context;
  const { retry } = agendaEnds(context);
  const inThread = () =>
    db
      .selectFrom('deliveries')
      .select(['id', 'key', 'agenda_id', 'state'])
      .where('community_id', '=', community)
      .where(oneOf('destination_key', [`thread:${thread}`, `thread:${thread}:${platform}`]));
  const waiting = await inThread()
    .where('reason', '=', THREAD_LOCKED)
    .where('state', 'in', ['failed', 'sent'])
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  for (const { id, key, agenda_id: row, state } of waiting) {
    if (state === 'failed') {
      await retry(row, now);
      continue;
    }
    await updateRows({ db, community }, 'deliveries', { reason: null }, { id });
    await refresh({ id, key });
  }
  const removals = await findRows({ db, community }, 'agenda', ['id', 'payload'], {
    state: 'failed',
    kind: 'remove',
    reason: THREAD_LOCKED,
  });
  if (removals.length === 0) return;
  const here = new Set<number>((await inThread().execute()).map(({ id }) => id));
  for (const { id, payload } of removals) {
    const read = removal.safeParse(parse(payload));
    if (read.success && here.has(read.data.delivery)) await retry(id, now);
  }
}
