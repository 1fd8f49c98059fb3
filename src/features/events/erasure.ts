import { after, type Instant, latest } from '../../core/time.js';
import { type Context, planExpiry } from '../../feature-api/index.js';
import { PERSONAL_KEPT } from './rules/limits.js';
import { eventsStore } from './store/index.js';
import type { Session } from './types.js';

/** Plans when what is kept of people for an event alone is erased; the event may have moved. */
export async function planErasure(context: Context, sessions: readonly Pick<Session, 'endsAt'>[]): Promise<void> {
  const [first, ...others] = sessions.map(({ endsAt }) => endsAt);
  if (first !== undefined) await planExpiry(context, after(latest(first, ...others), PERSONAL_KEPT));
}

/** Erases what is no longer needed. Returns when the next of it is. */
export async function expireAfterEvents(context: Context): Promise<Instant | undefined> {
  const next = await eventsStore(context.tx).eraseAfterEvents(after(context.now, -PERSONAL_KEPT));
  return next === undefined ? undefined : after(next, PERSONAL_KEPT);
}
